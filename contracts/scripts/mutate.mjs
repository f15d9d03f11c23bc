// Puts small faults into src, one at a time, and demands that the tests notice each: `node scripts/mutate.mjs`.
// A fault that no test notices must be explained in mutation-explained.json (`{id: why}`), else the script fails.
//   --list         prints the candidates with their ids
//   --all          tries all candidates, not only the sample (one of each kind in each file, and more up to 120)
//   --only=TEXT    tries only those whose id contains the text, and judges only them
//   --seed=N       draws another sample
//   --minutes=N    stops after so long; the next run goes on there, as long as no input changes
//   --write        writes docs/contracts-mutation.md
// Results are in target/mutation.json. See mutants.mjs for how all faults are compiled at once.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fail, forge, inputsOf, publish, root, solidityIn, table } from "./forge.mjs";
import { compilable, findMutants, sourcesWith } from "./mutants.mjs";

const SAMPLE = 120;
const WORKERS = 2;
const PAGE = "../docs/contracts-mutation.md";
const TOO_FEW = 60;
// Faults show in few runs or never; the gas limit ends loops that a fault made endless.
const SETTINGS = { FOUNDRY_PROFILE: "default", FOUNDRY_FUZZ_RUNS: "64", FOUNDRY_INVARIANT_RUNS: "8" };
const GAS_LIMIT = "1073741824";
const project = join(root, "target", "mutation");
const results = join(root, "target", "mutation.json");
const explained = readJson(join(root, "mutation-explained.json"), {});

const options = new Map(process.argv.slice(2).map((option) => option.replace(/^--/, "").split(/=(.*)/s)));
const known = ["list", "all", "only", "seed", "minutes", "write", "help"];
const unknown = [...options.keys()].filter((option) => !known.includes(option));
if (unknown.length > 0) fail(`mutate.mjs has no option --${unknown[0]}`);
if (options.has("help")) {
  const [head] = readFileSync(join(root, "scripts", "mutate.mjs"), "utf8").split("\nimport");
  console.log(head.replace(/^\/\/ ?/gm, ""));
} else if (options.has("list")) {
  findMutants().forEach((mutant) => console.log(mutant.id));
} else {
  await main();
}

async function main() {
  const found = findMutants();
  const candidates = compilable(found);
  const broken = found.length - candidates.length;
  if (broken > 0) console.log(`contracts: ${broken} faults don't compile and don't count`);
  const seed = Number(options.get("seed") ?? 3);
  const chosen = choose(candidates, seed);
  const state = readJson(results, {});
  const inputs = digest();
  const done = new Map(state.inputs === inputs ? state.done.map((entry) => [entry.id, entry]) : []);
  const waiting = chosen.filter((mutant) => !done.has(mutant.id));
  if (waiting.length > 0) {
    prepare(candidates);
    const save = () => writeFileSync(results, JSON.stringify({ inputs, seed, done: [...done.values()] }, null, 1));
    const finished = await tryAll(waiting, (entry) => done.set(entry.id, entry) && save());
    if (!finished) fail("time is up before all faults were tried; run it again to go on");
  }
  judge(candidates, chosen.map((mutant) => ({ ...mutant, ...done.get(mutant.id) })), seed);
}

function choose(candidates, seed) {
  if (options.has("only")) return candidates.filter((mutant) => mutant.id.includes(options.get("only")));
  if (options.has("all")) return candidates;
  const lot = ({ id }) => createHash("sha256").update(`${seed} ${id}`).digest("hex");
  const lots = new Map(candidates.map((mutant) => [mutant, lot(mutant)]));
  const shuffled = [...candidates].sort((a, b) => (lots.get(a) < lots.get(b) ? -1 : 1));
  const strata = new Set();
  const first = shuffled.filter(({ operator, file }) => {
    const stratum = `${operator} ${file}`;
    return !strata.has(stratum) && strata.add(stratum);
  });
  const rest = shuffled.filter((mutant) => !first.includes(mutant));
  return [...first, ...rest.slice(0, Math.max(0, SAMPLE - first.length))].sort((a, b) => a.number - b.number);
}

/** A copy of the project with all faults in it, compiled, whose tests pass while no fault is on. */
function prepare(candidates) {
  rmSync(project, { recursive: true, force: true });
  for (const name of solidityIn("test").filter((file) => !/^test.Gas/.test(file))) copy(name);
  for (const [name, text] of Object.entries(sourcesWith(candidates))) write(name, text);
  const settings = readFileSync(join(root, "foundry.toml"), "utf8");
  const compiler = join(root, "scripts", "solc.mjs");
  write("foundry.toml", settings
    .replace(/^deny = .*$/m, "")
    .replace(/^gas_limit = .*$/m, `gas_limit = "${GAS_LIMIT}"`)
    .replace(/^solc = .*$/m, `solc = "${compiler}"`));
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  console.log(`contracts: compiling ${candidates.length} faults at once`);
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(forge, ["test", ...switchTo(0)], forgeOptions("baseline"));
  if (status !== 0) fail(`the tests fail, or don't compile, without any fault:\n${stdout}${stderr}`.slice(0, 8000));
  console.log(`contracts: compiled, and all tests pass without a fault, in ${seconds(Date.now() - began)}`);
}

async function tryAll(waiting, keep) {
  const began = Date.now();
  const until = began + Number(options.get("minutes") ?? 24 * 60) * 60_000;
  let next = 0;
  let tried = 0;
  const worker = async (name) => {
    while (next < waiting.length && Date.now() < until) {
      const mutant = waiting[next++];
      const entry = await attempt(mutant, name);
      keep(entry);
      tried++;
      const left = ((Date.now() - began) / tried) * (waiting.length - tried);
      const progress = `[${tried}/${waiting.length}, ${seconds(left)} left]`;
      const place = `${mutant.file}:${mutant.line}`;
      console.log(`${progress} ${entry.outcome} in ${seconds(entry.millis)}: ${place} ${mutant.id}`);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, i) => worker(`worker-${i}`)));
  return tried === waiting.length;
}

/** `{id, outcome: killed | timeout | survived, by, millis}`. */
function attempt({ id, number }, worker) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const child = spawn(forge, ["test", "--fail-fast", "--threads", "1", ...switchTo(number)], forgeOptions(worker));
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    let late = false;
    const timer = setTimeout(() => (late = true) && child.kill("SIGKILL"), 120_000);
    child.on("error", reject);
    child.on("close", (status) => {
      clearTimeout(timer);
      const millis = Date.now() - began;
      // An invariant's name comes after the sequence of calls that broke it.
      const [, by] = /\[FAIL[^\n]*\](?:\n\t[^\n]*)*\s+(\w+)\(/.exec(output) ?? [];
      if (late) resolve({ id, outcome: "timeout", millis });
      else if (status === 0) resolve({ id, outcome: "survived", millis });
      else if (by) resolve({ id, outcome: "killed", by, millis });
      else reject(new Error(`forge failed otherwise than by a test, with fault ${id}:\n${output.slice(-4000)}`));
    });
  });
}

function switchTo(number) {
  return ["--block-prevrandao", `0x${number.toString(16).padStart(64, "0")}`];
}

/** Workers share what is compiled and nothing that a run leaves behind. */
function forgeOptions(worker) {
  const own = join(project, worker);
  rmSync(own, { recursive: true, force: true });
  const env = {
    ...process.env,
    ...SETTINGS,
    FOUNDRY_TEST_FAILURES_FILE: join(own, "test-failures"),
    FOUNDRY_FUZZ_FAILURE_PERSIST_DIR: join(own, "fuzz"),
    FOUNDRY_INVARIANT_FAILURE_PERSIST_DIR: join(own, "invariant"),
  };
  return { cwd: project, env, encoding: "utf8", maxBuffer: 1 << 28 };
}

function judge(candidates, tried, seed) {
  const survivors = tried.filter((mutant) => mutant.outcome === "survived");
  const page = pageOf(candidates, tried, survivors, seed);
  console.log(page.slice(page.indexOf("| Fault"), page.indexOf("## ")).trim());
  if (options.has("write")) publish(PAGE, page, { write: true });
  const ids = new Set(candidates.map((mutant) => mutant.id));
  const unexplained = survivors.filter(({ id }) => !explained[id]);
  const noticed = tried.filter(({ id, outcome }) => outcome !== "survived" && explained[id]);
  const gone = Object.keys(explained).filter((id) => !ids.has(id));
  const problems = [
    ...unexplained.map(({ file, line, id }) => `no test notices, and nothing explains: ${file}:${line} ${id}`),
    ...gone.map((id) => `explained, but there is no such fault: ${id}`),
    ...noticed.map(({ id }) => `explained, but a test notices: ${id}`),
  ];
  if (tried.length < TOO_FEW && !options.has("only")) problems.push(`only ${tried.length} faults were tried`);
  if (problems.length > 0) fail(`${problems.length} problems:\n  ${problems.join("\n  ")}`);
}

function pageOf(candidates, tried, survivors, seed) {
  const operators = [...new Set(candidates.map((mutant) => mutant.operator))].sort();
  const row = (name, fits) => {
    const own = tried.filter(fits);
    const killed = own.filter((mutant) => mutant.outcome !== "survived").length;
    return [name, candidates.filter(fits).length, own.length, killed, own.length - killed].map(String);
  };
  const files = [...new Set(candidates.map((mutant) => mutant.file))].sort();
  const head = ["Candidates", "Tried", "Noticed", "Not noticed"];
  const all = row("All", () => true);
  const byOperator = [...operators.map((name) => row(name, (mutant) => mutant.operator === name)), all];
  const byFile = [...files.map((name) => row(name, (mutant) => mutant.file === name)), all];
  const code = (text) => `\`${text.replace(/\s+/g, " ").replaceAll("|", "\\|")}\``;
  const rows = survivors.map((m) => [
    `${m.file}:${m.line}`,
    `${m.operator}: ${code(m.before)}${m.after ? ` → ${code(m.after)}` : ""}`,
    (explained[m.id] ?? "**not explained**").replaceAll("|", "\\|"),
  ]);
  const complete = tried.length === candidates.length;
  const which = complete ? "all of them" : `a sample of ${tried.length}, drawn with seed ${seed}`;
  return `# Small faults in the contracts, and whether the tests notice

The compiler's syntax tree gives ${candidates.length} places where a small fault could be put into \`contracts/src\`; tried were
${which}, each by the Solidity unit, fuzz (64 runs) and invariant tests (8 runs).
\`node scripts/mutate.mjs ${complete ? "--all " : ""}--write\` (in \`contracts\`) writes this page; \`-Pdeep\` tries a sample that has
each kind of fault in each file.

${table(["Fault", ...head], byOperator)}

${table(["File", ...head], byFile)}

## What no test notices
${rows.length === 0 ? "Nothing.\n" : `${table(["Place", "Fault", "Why it is none"], rows)}\n`}`;
}

function digest() {
  const hash = createHash("sha256").update(JSON.stringify([SETTINGS, GAS_LIMIT]));
  for (const name of inputsOf("src", "test")) {
    if (!/^test.Gas/.test(name)) hash.update(name).update(readFileSync(join(root, name)));
  }
  return hash.digest("hex");
}

function copy(name) {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  cpSync(join(root, name), join(project, name));
}

function write(name, text) {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

function readJson(path, otherwise) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : otherwise;
}

function seconds(millis) {
  return millis < 90_000 ? `${Math.round(millis / 100) / 10} s` : `${Math.round(millis / 6000) / 10} min`;
}
