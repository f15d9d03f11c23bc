// All that the build checks with forge, coverage beside the tests and the gas: `node scripts/checks.mjs`. What each part
// says is shown when it ends, so that they don't mix.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./forge.mjs";

const OWN_FOLDERS = { FOUNDRY_OUT: "target/forge/coverage-out", FOUNDRY_CACHE_PATH: "target/forge/coverage-cache" };

/** Runs a script of this folder; the promise says whether it passed. */
function check(script, env = {}) {
  const child = spawn(process.execPath, [join(root, "scripts", script)], { cwd: root, env: { ...process.env, ...env } });
  const said = [];
  child.stdout.on("data", (bytes) => said.push(bytes));
  child.stderr.on("data", (bytes) => said.push(bytes));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      process.stdout.write(Buffer.concat(said));
      resolve(status === 0);
    });
  });
}

const testsThenGas = async () => (await check("forge-test.mjs")) && check("gas.mjs");
const passed = await Promise.all([testsThenGas(), check("coverage.mjs", OWN_FOLDERS)]);
if (passed.includes(false)) process.exitCode = 1;
