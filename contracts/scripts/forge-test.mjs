// Lints, checks the format and runs the Solidity tests, once per change of their inputs: `node scripts/forge-test.mjs`.
// With options it hands them to `forge test` and runs only that, always. FOUNDRY_PROFILE=deep runs them for longer.
import { join } from "node:path";
import { forge, gasTests, inputsOf, oncePerChange, run } from "./forge.mjs";

const options = process.argv.slice(2);
if (options.length > 0) {
  run(forge, ["test", ...options]);
} else {
  const inputs = [...inputsOf("src", "test"), ".solhint.json", "scripts/forge-test.mjs"];
  oncePerChange("tests", inputs, () => {
    const solhint = join("node_modules", "solhint", "solhint.js");
    run(process.execPath, [solhint, "--disc", "--max-warnings", "0", "src/*.sol"]);
    run(forge, ["fmt", "--check"]);
    run(forge, ["test", "--no-match-path", gasTests]);
  });
}
