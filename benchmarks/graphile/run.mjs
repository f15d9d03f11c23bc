// Graphile Worker as a yardstick: so many trivial jobs, added by concurrent clients while a worker runs them. Prints JSON.
// Arguments: jobs, clients, concurrency, "single" or "batched". The connection string comes as BENCHMARK_DATABASE.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";

const [jobs, clients, concurrency] = process.argv.slice(2, 5).map(Number);
const batched = process.argv[5] === "batched";
const JOBS_A_CALL = 100;

const pool = new pg.Pool({ connectionString: process.env.BENCHMARK_DATABASE, max: clients + concurrency + 2 });
pool.on("error", () => {});
pool.on("connect", (client) => client.on("error", () => {}));
const preset = {
  worker: {
    concurrentJobs: concurrency,
    logger: new Logger(() => () => {}),
    ...(batched ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {}),
  },
};
const utils = await makeWorkerUtils({ preset, pgPool: pool });
await utils.migrate();

let onDone = () => {};
const runner = await run({ preset, pgPool: pool, taskList: { work: async () => onDone() } });

async function measure(count) {
  let left = count;
  const all = new Promise((resolve) => {
    onDone = () => {
      if (--left === 0) resolve();
    };
  });
  let next = 0;
  async function client() {
    if (!batched) {
      while (next++ < count) await utils.addJob("work", { number: next });
      return;
    }
    while (next < count) {
      const some = Math.min(JOBS_A_CALL, count - next);
      next += some;
      await utils.addJobs(Array.from({ length: some }, () => ({ identifier: "work", payload: { number: next } })));
    }
  }
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  await all;
  return (performance.now() - begin) / 1000;
}

await measure(Math.ceil(jobs / 4)); // warm
const seconds = await measure(jobs);
await runner.stop();
await utils.release();
await pool.end();
console.log(JSON.stringify({ jobs, seconds }));
