// Compiles src/ with the pinned npm solc: `node scripts/compile.mjs OUT` writes OUT/NAME.abi, OUT/NAME.bin and
// OUT/NAME.json (both, with the compiler's version) for each deployable contract. Nothing is done if no input changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const out = resolve(process.argv[2] ?? join(root, "target", "solidity"));
const deployable = ["CuckooStaking", "CuckooSettlement", "CuckooGovernor", "CuckooFaucet"];
// Keep in step with foundry.toml, so that what is tested is what is deployed.
const settings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 200 },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
};

const sources = {};
for (const name of readdirSync(join(root, "src")).filter((n) => n.endsWith(".sol")).sort()) {
  sources[`src/${name}`] = { content: readFileSync(join(root, "src", name), "utf8") };
}
const script = readFileSync(fileURLToPath(import.meta.url));
const lock = readFileSync(join(root, "package-lock.json"));
const digest = createHash("sha256").update(JSON.stringify(sources)).update(script).update(lock).digest("hex");
const stamp = join(out, "inputs.sha256");
if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) process.exit(0);

const solc = createRequire(import.meta.url)("solc");
const findImport = (path) => {
  const file = join(root, "node_modules", path);
  return existsSync(file) ? { contents: readFileSync(file, "utf8") } : { error: `not found: ${path}` };
};
const input = { language: "Solidity", sources, settings };
const result = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
const problems = result.errors ?? [];
problems.forEach((p) => console.error(p.formattedMessage));
if (problems.length > 0) {
  console.error("contracts: the Solidity compiler reported problems; warnings count as errors");
  process.exit(1);
}

mkdirSync(out, { recursive: true });
for (const name of deployable) {
  const { abi, evm } = result.contracts[`src/${name}.sol`][name];
  const size = evm.deployedBytecode.object.length / 2;
  if (size > 24576) throw new Error(`${name} has ${size} bytes, more than the 24576 that a chain accepts`);
  writeFileSync(join(out, `${name}.abi`), JSON.stringify(abi));
  writeFileSync(join(out, `${name}.bin`), evm.bytecode.object);
  const artifact = { contractName: name, compiler: solc.version(), abi, bytecode: `0x${evm.bytecode.object}` };
  writeFileSync(join(out, `${name}.json`), JSON.stringify(artifact, null, 1));
  console.log(`compiled ${name}: ${size} bytes deployed`);
}
writeFileSync(stamp, digest);
