// Compiles test/support/StateLens.sol with the pinned npm solc and prints its creation bytecode (hex, no 0x).
// Only tests deploy it.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const lens = "test/support/StateLens.sol";
const solc = createRequire(import.meta.url)("solc");
const findImport = (path) => {
  const file = [join(root, path), join(root, "node_modules", path)].find(existsSync);
  return file ? { contents: readFileSync(file, "utf8") } : { error: `not found: ${path}` };
};
const input = {
  language: "Solidity",
  sources: { [lens]: { content: readFileSync(join(root, lens), "utf8") } },
  settings: {
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 200 },
    outputSelection: { [lens]: { StateLens: ["evm.bytecode.object"] } },
  },
};
const result = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
const problems = result.errors ?? [];
problems.forEach((p) => console.error(p.formattedMessage));
if (problems.length > 0) process.exit(1);
process.stdout.write(result.contracts[lens].StateLens.evm.bytecode.object);
