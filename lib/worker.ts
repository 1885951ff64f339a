/** Entry of the worker process: takes grading jobs from the queue, one after the other, until it is told to stop. */
import { PgBoss } from "pg-boss";
import { SandboxFault } from "../grader/sandbox/types.ts";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { gradeJob } from "./grading/grade-job.ts";
import { refusal, warning } from "./grading/sandbox-policy.ts";
import { newWorkerId, releaseJobsOfTheDead } from "./grading/takeover.ts";
import { openTools } from "./grading/tools.ts";
import { log } from "./log.ts";
import { givenUpQueue, gradingMessage, gradingQueue } from "./queue.ts";
import { giveUp } from "./submissions/publish.ts";

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
boss.on("error", (error) => log().error({ error }, "queue"));

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
await boss.start();
await releaseJobsOfTheDead(boss);

await boss.work(
  gradingQueue,
  {
    batchSize: 1,
    localConcurrency: env().WORKER_CONCURRENCY,
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 5,
    heartbeatRefreshSeconds: 4,
  },
  async ([message]) => {
    const { jobId } = gradingMessage.parse(message!.data);
    await gradeJob({ jobId, workerId, tools, signal: message!.signal });
  },
);
// also jobs whose worker died at every attempt end up here
await boss.work(
  givenUpQueue,
  { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
  async ([message]) => {
    await giveUp(gradingMessage.parse(message!.data).jobId);
  },
);
log().info({ workerId, sandbox: tools.sandbox.level, reference: tools.reference.backend }, "worker ready");
process.send?.("ready");

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log().info({ signal }, "worker stops after the job it is at");
  await boss.stop({ graceful: true, timeout: drainMs });
  await tools.close();
  await db().$disconnect();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
process.on("disconnect", () => void stop("the starter is gone"));
