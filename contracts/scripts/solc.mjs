#!/usr/bin/env node
// Speaks the native compiler's command line for forge, through the pinned npm solc: --version and --standard-json.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const solc = createRequire(import.meta.url)("solc");
if (process.argv.includes("--version")) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
} else if (process.argv.includes("--standard-json")) {
  process.stdout.write(solc.compile(readFileSync(0, "utf8")));
} else {
  console.error("solc.mjs knows only --version and --standard-json");
  process.exitCode = 2;
}
