// Says how much of the contracts' lines and branches the tests reach, and fails below 98 % of either or if
// docs/contracts-coverage.md is out of date: `node scripts/coverage.mjs`. `--write` writes that page anew.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail, forge, gasTests, inputsOf, oncePerChange, publish, root, run, table } from "./forge.mjs";

const LEAST = 0.98;
const REFRESH = "node scripts/coverage.mjs --write";
const PAGE = "../docs/contracts-coverage.md";
const KINDS = { lines: ["LF", "LH"], branches: ["BRF", "BRH"], functions: ["FNF", "FNH"] };
// What a fuzzed or invariant test reaches at all, it reaches soon.
const FEWER_RUNS = { FOUNDRY_FUZZ_RUNS: "64", FOUNDRY_INVARIANT_RUNS: "8" };

const write = process.argv.includes("--write");
if (write) check();
else oncePerChange("coverage", [...inputsOf("src", "test"), PAGE, "scripts/coverage.mjs"], check);

function check() {
  const files = measure();
  const text = pageOf(files);
  console.log(text.slice(text.indexOf("|")));
  const total = sum(files);
  const low = Object.keys(KINDS).filter((kind) => kind !== "functions" && share(total[kind]) < LEAST);
  for (const { name, uncovered } of files) {
    if (uncovered.length > 0) console.log(`not reached: ${name}:${ranges(uncovered).join(",")}`);
  }
  publish(PAGE, text, { write, refresh: REFRESH });
  if (low.length > 0) fail(`fewer than ${LEAST * 100} % of the ${low.join(" and ")} are tested`);
}

/** `[{name, lines: {found, hit}, branches, functions, uncovered}]`, the last the numbers of lines. */
function measure() {
  const report = join("target", "forge", "lcov.info");
  mkdirSync(dirname(join(root, report)), { recursive: true });
  rmSync(join(root, report), { force: true });
  const options = ["--exclude-tests", "--no-match-path", gasTests, "--report", "lcov", "--report-file", report];
  run(forge, ["coverage", ...options], { env: FEWER_RUNS, quiet: true });
  const records = readFileSync(join(root, report), "utf8").split("end_of_record").slice(0, -1);
  return records.map(fileOf).filter((file) => file.name.startsWith("src/"));
}

function fileOf(record) {
  const lines = record.trim().split("\n");
  const valueOf = (key) => lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1);
  const file = { name: valueOf("SF"), uncovered: [] };
  for (const [kind, [found, hit]] of Object.entries(KINDS)) {
    file[kind] = { found: Number(valueOf(found) ?? 0), hit: Number(valueOf(hit) ?? 0) };
  }
  const missed = lines.map((line) => /^(?:DA:(\d+),0|BRDA:(\d+),\d+,\d+,(?:-|0))$/.exec(line)).filter(Boolean);
  file.uncovered = [...new Set(missed.map((match) => Number(match[1] ?? match[2])))].sort((a, b) => a - b);
  return file;
}

/** 3, 4, 5, 9 as 3-5, 9. */
function ranges(numbers) {
  const list = [];
  for (const number of numbers) {
    const last = list.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else list.push([number, number]);
  }
  return list.map(([from, to]) => (from === to ? ` ${from}` : ` ${from}-${to}`));
}

function sum(files) {
  const add = (kind, part) => files.reduce((all, file) => all + file[kind][part], 0);
  const sumOf = (kind) => ({ found: add(kind, "found"), hit: add(kind, "hit") });
  return Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, sumOf(kind)]));
}

function share({ found, hit }) {
  return found === 0 ? 1 : hit / found;
}

function pageOf(files) {
  const shown = (part) => `${(share(part) * 100).toFixed(1)} % (${part.hit}/${part.found})`;
  const row = (name, file) => [name, ...Object.keys(KINDS).map((kind) => shown(file[kind]))];
  const rows = [...files.map((file) => row(file.name, file)), row("All", sum(files))];
  return `# How much of the contracts the Solidity tests reach

Unit, fuzz and invariant tests, by \`forge coverage\`. The build fails below ${LEAST * 100} % of all lines or branches, or
when this page is out of date; \`${REFRESH}\` (in \`contracts\`) writes it anew.

${table(["File", "Lines", "Branches", "Functions"], rows)}
`;
}
