// Graphile Worker as a yardstick: so many trivial jobs, added one by one by concurrent clients while a worker runs them. Prints JSON.
// Arguments: connection string, jobs, clients, concurrency, "single" or "batched".
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import pg from "pg";

const [connectionString, jobsText, clientsText, concurrencyText, mode] = process.argv.slice(2);
const jobs = Number(jobsText);
const clients = Number(clientsText);
const concurrency = Number(concurrencyText);
const batched = mode === "batched";
const logger = new Logger(() => () => {});
const pool = new pg.Pool({ connectionString, max: clients + concurrency });
pool.on("error", () => {});
pool.on("connect", (client) => client.on("error", () => {}));
const preset = {
  worker: {
    concurrentJobs: concurrency,
    logger,
    ...(batched ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {}),
  },
};
const utils = await makeWorkerUtils({ preset, pgPool: pool });
await utils.migrate();

let done = 0;
let finished;
const all = new Promise((resolve) => { finished = resolve; });
const latencies = [];
const runner = await run({
  preset,
  pgPool: pool,
  taskList: {
    work: async (payload) => {
      latencies.push(performance.now() - payload.at);
      if (++done === jobs) finished();
    },
  },
});
const begin = performance.now();
let next = 0;
async function client() {
  if (batched) {
    while (next < jobs) {
      const some = Math.min(100, jobs - next);
      next += some;
      await utils.addJobs(Array.from({ length: some }, () => ({ identifier: "work", payload: { at: performance.now() } })));
    }
  } else {
    while (next++ < jobs) await utils.addJob("work", { at: performance.now() });
  }
}
await Promise.all(Array.from({ length: clients }, client));
const added = performance.now();
await all;
const seconds = (performance.now() - begin) / 1000;
await runner.stop();
await utils.release();
await pool.end();
latencies.sort((a, b) => a - b);
console.log(JSON.stringify({ jobs, seconds, perSecond: jobs / seconds, addSeconds: (added - begin) / 1000 }));
