// Measures what each call costs with 10 to 10,000 voters: `node scripts/gas.mjs` fails if a call's gas grows with the
// history (the tests see to that), or differs by more than a hundredth from gas.json. After a change that is meant,
// `node scripts/gas.mjs --write` writes gas.json and docs/contracts-gas.md anew.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, forge, gasTests, inputsOf, oncePerChange, publish, root, run } from "./forge.mjs";
import { solidityIn, table, thousands } from "./forge.mjs";

const TOLERANCE = 0.01;
const REFRESH = "node scripts/gas.mjs --write";
const PAGE = "../docs/contracts-gas.md";
const kept = join(root, "gas.json");

if (process.argv.includes("--write")) {
  const measured = measure();
  writeFileSync(kept, `${JSON.stringify(measured, null, 2)}\n`);
  publish(PAGE, pageOf(measured), { write: true });
} else {
  const tests = solidityIn("test").filter((name) => /^test.(Gas|support)/.test(name));
  oncePerChange("gas", [...inputsOf("src"), ...tests, "gas.json", PAGE, "scripts/gas.mjs"], () => {
    if (!existsSync(kept)) fail(`no gas.json; write it with \`${REFRESH}\``);
    const expected = JSON.parse(readFileSync(kept, "utf8"));
    const changes = changesBetween(expected, measure());
    if (changes.length > 0) {
      fail(`gas differs from gas.json:\n  ${changes.join("\n  ")}\nIf that is meant: \`${REFRESH}\`, and commit.`);
    }
    publish(PAGE, pageOf(expected), { refresh: REFRESH });
  });
}

/** `{contract: {call: {voters: gas}}}`, sorted. */
function measure() {
  const folder = join("target", "forge", "gas");
  rmSync(join(root, folder), { recursive: true, force: true });
  run(forge, ["test", "--isolate", "--match-path", gasTests], { env: { FOUNDRY_SNAPSHOTS: folder } });
  const measured = {};
  for (const name of readdirSync(join(root, folder))) {
    const [, contract, voters] = /^(\w+)-(\d+)\.json$/.exec(name);
    const calls = JSON.parse(readFileSync(join(root, folder, name), "utf8"));
    for (const [call, gas] of Object.entries(calls)) {
      ((measured[contract] ??= {})[call] ??= {})[voters] = Number(gas);
    }
  }
  const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(Object.fromEntries(Object.entries(measured).map(([contract, calls]) => [contract, sorted(calls)])));
}

function changesBetween(expected, measured) {
  const before = flat(expected);
  const now = flat(measured);
  const changes = [];
  for (const [what, gas] of now) {
    const old = before.get(what);
    if (old === undefined) changes.push(`${what}: ${thousands(gas)}, new`);
    else if (Math.abs(gas - old) > old * TOLERANCE) changes.push(`${what}: ${thousands(old)} -> ${thousands(gas)}`);
  }
  for (const what of before.keys()) {
    if (!now.has(what)) changes.push(`${what}: no longer measured`);
  }
  return changes;
}

function flat(figures) {
  const list = new Map();
  for (const [contract, calls] of Object.entries(figures)) {
    for (const [call, sizes] of Object.entries(calls)) {
      for (const [voters, gas] of Object.entries(sizes)) list.set(`${contract}.${call} at ${voters} voters`, gas);
    }
  }
  return list;
}

function pageOf(figures) {
  const sections = Object.entries(figures).map(([contract, calls]) => {
    const sizes = [...new Set(Object.values(calls).flatMap(Object.keys))].map(Number).sort((a, b) => a - b);
    const rows = Object.entries(calls).map(([call, gas]) => [call, ...sizes.map((size) => thousands(gas[size]))]);
    return `## ${contract}\n${table(["Call", ...sizes.map((size) => `${thousands(size)} voters`)], rows)}\n`;
  });
  return `# What the contracts' calls cost

Gas of whole transactions: the 21,000 of each, its calldata and the refunds included, everything cold. With as many
voters in the pool there are as many cooling entries and cases, and for the coordinator as many deposits and
posted epochs. Each call is for one candidate, one cooling entry, one leaf, where nothing else is said.

The tests allow a difference of 100 gas between the columns: ids, times and signatures have a few more or fewer zero
bytes, at 12 gas each. What a caller can make dear is bounded: a claim by the hashes of its proof, one per level of the
tree; a post by the epochs since the last one (10,000 at most).

The build measures them again and fails if one differs by more than 1 % from \`contracts/gas.json\`;
\`${REFRESH}\` (in \`contracts\`) writes that file and this page anew.

${sections.join("\n")}`;
}
