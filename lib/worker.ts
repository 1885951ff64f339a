/** Entry of the worker process: takes hand-ins to grade and projects to prove from the queue until it is told to stop. */
import { PgBoss } from "pg-boss";
import { graderVersion } from "../grader/grade.ts";
import { SandboxFault } from "../grader/sandbox/types.ts";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { affordable, untilMemory } from "./grading/admission.ts";
import { doWork, giveUpWork } from "./grading/do-work.ts";
import { refusal, warning } from "./grading/sandbox-policy.ts";
import { newWorkerId, releaseJobsOfTheDead } from "./grading/takeover.ts";
import { openTools } from "./grading/tools.ts";
import { log } from "./log.ts";
import { createGradingMetrics } from "./metrics/grading.ts";
import { serveMetrics } from "./metrics/serve.ts";
import { givenUpQueue, gradingQueue, workMessage } from "./queue.ts";
import { keepAttempts } from "./quizzes/upkeep.ts";
import { watchOneself } from "./workers/health.ts";
import { beat, beatEveryMs, markDraining, markStopped, registerWorker } from "./workers/register.ts";

/** Time to finish what is being graded after SIGTERM, in ms; then the queue hands the job to another worker. */
const drainMs = 60_000;

/** "Configuration error": starting this process again changes nothing. */
const exitOfRefusal = 78;

const workerId = newWorkerId();
const boss = new PgBoss({
  connectionString: env().DATABASE_URL,
  max: 3,
  migrate: false,
  createSchema: false,
  schedule: false,
  useListenNotify: true,
  instanceName: "worker",
  // a dead worker's job is taken over after its missed heartbeat plus one look of the supervisor
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
});
boss.on("error", (error) => log().error({ error, workerId }, "queue"));

/** For the terminal of whoever started this process, besides the log. */
const tell = (notice: string) =>
  new Promise<void>((resolve) => (process.send ? process.send({ notice }, () => resolve()) : resolve()));

const tools = await openTools().catch(async (error) => {
  if (!(error instanceof SandboxFault)) throw error;
  log().fatal({ error }, refusal(error.message));
  await tell(refusal(error.message));
  process.exit(exitOfRefusal);
});
const loud = warning(tools.sandbox.level);
if (loud) {
  log().warn({ level: tools.sandbox.level }, loud);
  await tell(loud);
}
const concurrency = affordable(env().WORKER_CONCURRENCY, process.availableMemory());
const worker = {
  id: workerId,
  level: tools.sandbox.level,
  ...(tools.sandbox.walls ? { walls: tools.sandbox.walls } : {}),
  backend: tools.reference.backend,
  graderVersion,
  concurrency,
};
await registerWorker(worker);
const itself = watchOneself(workerId, tools, () => process.exit(1));
await itself.look();
const beats = setInterval(() => {
  // missed beats only make it look gone; what it grades is still published once
  beat(workerId).catch((error) => log().warn({ error, workerId }, "the sign of life was not written"));
}, beatEveryMs);
const metrics = createGradingMetrics();
const { WORKER_METRICS_PORT: port, METRICS_TOKEN: token } = env();
if (port !== undefined) await serveMetrics(metrics.registry, { port, token });

await boss.start();
await releaseJobsOfTheDead(boss);

let atHand = 0;
async function handle(message: unknown, signal: AbortSignal): Promise<void> {
  const work = workMessage.parse(message);
  metrics.busy(++atHand);
  try {
    await untilMemory(signal);
    const ended = await doWork(work, { workerId, tools, signal, metrics });
    if (ended === "fault") itself.suspect();
  } catch (error) {
    itself.suspect();
    throw error;
  } finally {
    metrics.busy(--atHand);
  }
}

for (let n = 0; n < concurrency; n += 1) {
  const loop = await boss.work(
    gradingQueue,
    { batchSize: 1, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 5, heartbeatRefreshSeconds: 4 },
    async ([message]) => {
      try {
        await handle(message!.data, message!.signal);
      } finally {
        // look for the next one at once: nobody announces what has been waiting all along
        boss.notifyWorker(loop);
      }
    },
  );
}
// also jobs whose worker died at every attempt end up here
await boss.work(
  givenUpQueue,
  { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
  async ([message]) => {
    await giveUpWork(workMessage.parse(message!.data));
  },
);
const leaveAttempts = keepAttempts();
log().info({ workerId, ...worker }, "worker ready");
process.send?.("ready");

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log().info({ workerId, signal }, "worker stops after the job it is at");
  itself.stop();
  leaveAttempts();
  const unheard = (error: unknown) => log().warn({ error, workerId }, "the stop was not written down");
  await markDraining(workerId).catch(unheard);
  await boss.stop({ graceful: true, timeout: drainMs });
  clearInterval(beats);
  await tools.close();
  await markStopped(workerId).catch(unheard);
  await db().$disconnect();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
process.on("disconnect", () => void stop("the starter is gone"));
