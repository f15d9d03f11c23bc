// What the scripts around forge share: where things are, how to run them, and how to do something once per change.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
export const forge = join(root, "node_modules", "@foundry-rs", "forge-linux-amd64", "bin", "forge");
/** The tests that measure gas; they run by themselves, see gas.mjs. */
export const gasTests = "test/Gas*.t.sol";

/** The Solidity files of a folder as sorted paths from the contracts' root. */
export function solidityIn(folder) {
  const files = readdirSync(join(root, folder), { recursive: true }).filter((name) => name.endsWith(".sol"));
  return files.sort().map((name) => join(folder, name));
}

/** What everything that runs forge depends on, the Solidity files of `folders` included. */
export function inputsOf(...folders) {
  return ["foundry.toml", "package-lock.json", "scripts/solc.mjs", "scripts/forge.mjs", ...folders.flatMap(solidityIn)];
}

/** Runs a command, its output shown unless `quiet` says to show it only when it fails; ends the script if it fails. */
export function run(command, args, { env = {}, quiet = false } = {}) {
  if (command === forge && !existsSync(forge)) fail(`no forge at ${forge}; run scripts/install-tools.sh`);
  const options = { cwd: root, stdio: quiet ? "pipe" : "inherit", env: { ...process.env, ...env }, maxBuffer: 1 << 28 };
  const done = spawnSync(command, args, options);
  if (done.error) throw done.error;
  if (done.status === 0) return;
  if (quiet) process.stderr.write(Buffer.concat([done.stdout, done.stderr]));
  process.exit(done.status ?? 1);
}

/** Does the work unless it was done before for exactly these files in this profile. Files may be missing. */
export function oncePerChange(name, files, work) {
  const present = digest(files);
  const stamp = join(root, "target", "forge", `${name}.sha256`);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === present) {
    console.log(`contracts: ${name} passed for exactly these inputs before`);
    return;
  }
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest(files));
}

/** Says what is wrong and ends the script. */
export function fail(message) {
  console.error(`contracts: ${message}`);
  process.exit(1);
}

/** A Markdown table; numbers are right-aligned. */
export function table(head, rows) {
  const right = head.map((_, i) => rows.length > 0 && rows.every((row) => /^[\d,.% /()–]+$/.test(row[i])));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(right.map((r) => (r ? "---:" : "---"))), ...rows.map(line)].join("\n");
}

/** 12345 as 12,345. */
export function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Writes the page, or, if only checking, demands that it says exactly this already. */
export function publish(page, text, { write, refresh }) {
  const path = join(root, page);
  if (write) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    fail(`${page} is out of date; refresh it with \`${refresh}\` and commit it`);
  }
}

function digest(files) {
  const hash = createHash("sha256").update(process.env.FOUNDRY_PROFILE ?? "default");
  for (const name of files) {
    const path = join(root, name);
    hash.update(name).update(existsSync(path) ? readFileSync(path) : "missing");
  }
  return hash.digest("hex");
}
