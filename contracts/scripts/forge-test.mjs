// Lints, checks the format and runs the Solidity tests, once per change of their inputs: `node scripts/forge-test.mjs`.
// With options it hands them to `forge test` and runs only that, always. FOUNDRY_PROFILE=deep runs them for longer.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const options = process.argv.slice(2);
const hash = createHash("sha256").update(process.env.FOUNDRY_PROFILE ?? "default");
const inputs = ["foundry.toml", ".solhint.json", "package-lock.json", "scripts/solc.mjs", "scripts/forge-test.mjs"];
for (const folder of ["src", "test"]) {
  const files = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith(".sol"));
  inputs.push(...files.sort().map((name) => join(folder, name)));
}
inputs.forEach((name) => hash.update(name).update(readFileSync(join(root, name))));
const digest = hash.digest("hex");
const stamp = join(root, "target", "forge", "passed.sha256");
if (options.length === 0 && existsSync(stamp) && readFileSync(stamp, "utf8") === digest) {
  console.log("contracts: the Solidity tests passed for exactly these inputs before");
  process.exit(0);
}

const forge = join(root, "node_modules", "@foundry-rs", "forge-linux-amd64", "bin", "forge");
if (!existsSync(forge)) {
  console.error(`contracts: no forge at ${forge}; run scripts/install-tools.sh`);
  process.exit(1);
}
const run = (command, args) => {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
};
if (options.length === 0) {
  run(process.execPath, [join("node_modules", "solhint", "solhint.js"), "--disc", "--max-warnings", "0", "src/*.sol"]);
  run(forge, ["fmt", "--check"]);
}
run(forge, ["test", ...options]);
if (options.length === 0) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
