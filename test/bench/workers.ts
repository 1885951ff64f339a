/**
 * node test/bench/workers.ts [HAND-INS] [ROUNDS] [COPIES]
 * Hand-ins of the shipped project graded per second, by 1, 2 and 4 workers; and whether the verdicts are the same at one worker
 * and at five times more workers than cores. Ratios are taken in one run; exits with 1 when a verdict differs.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Report, reportSchema } from "../../grader/report.ts";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { startCluster } from "../../scripts/postgres.ts";
import { startWorker, type TestWorker } from "../support/worker.ts";

const total = Number(process.argv[2] ?? 12);
const rounds = Number(process.argv[3] ?? 3);
/** of each program, so that all the workers of the overload have something to do at once */
const copies = Number(process.argv[4] ?? 5);
const counts = [1, 2, 4];
const cores = availableParallelism();
const overload = 5 * cores;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const folder = await mkdtemp(path.join(tmpdir(), "nabla-workers-"));
const cluster = await startCluster(folder);
const url = cluster.url("nabla");
process.env.DATABASE_URL = url;
process.env.LOG_LEVEL = "silent";
process.env.WORKER_CONCURRENCY = "1";
await createDatabase(url);
await migrate(url);
const { closeQueue, installQueue } = await import("../../lib/queue.ts");
const { publishCourse } = await import("../../lib/courses/publish.ts");
const { submit } = await import("../../lib/submissions/submit.ts");
const { db } = await import("../../lib/db.ts");
const { makePerson } = await import("../support/people.ts");
await installQueue(url);
const courseId = await publishCourse(path.resolve("courses/t320"), new Date());

type Files = { path: string; bytes: Uint8Array }[];
const project = path.resolve("courses/t320/projects/project-2");
async function filesOf(place: string): Promise<Files> {
  const names = (await readdir(place)).filter((name) => name.endsWith(".ts"));
  return Promise.all(names.map(async (name) => ({ path: name, bytes: await readFile(path.join(place, name)) })));
}
const solution = await filesOf(path.join(project, "solution"));
const replaced = (name: string, change: (text: string) => string): Files =>
  solution.map((file) =>
    file.path === name
      ? { path: name, bytes: new TextEncoder().encode(change(new TextDecoder().decode(file.bytes))) }
      : file,
  );

const client = new pg.Client({ connectionString: url });
await client.connect();
let serial = 0;

/** Hands all of it in by people of their own, lets so many workers grade it, and reads the reports in the order of the hand-ins. */
async function graded(work: readonly Files[], workers: number): Promise<{ seconds: number; reports: Report[] }> {
  const ids: string[] = [];
  for (const files of work) {
    serial += 1;
    const person = await makePerson(`Student ${serial}`, { courseId, role: "student" });
    const answer = await submit(person, {
      courseSlug: "t320",
      projectSlug: "project-2",
      idempotencyKey: `workers-bench-${serial}`,
      files,
    });
    if (!answer.ok) throw new Error(answer.message.en);
    ids.push(answer.submissionId);
  }
  const started: TestWorker[] = await Promise.all(Array.from({ length: workers }, () => startWorker(url)));
  const left = "SELECT count(*)::int AS n FROM grading_jobs WHERE finished_at IS NULL AND failed_at IS NULL";
  while ((await client.query<{ n: number }>(left)).rows[0]!.n > 0) await wait(200);
  for (const { child } of started) child.kill("SIGTERM");
  await Promise.all(started.map(({ ended }) => ended));
  // from the first job begun to the last report: starting the workers is not the question
  const { rows } = await client.query<{ seconds: number }>(
    `SELECT extract(epoch FROM max(finished_at) - min(started_at))::float8 AS seconds FROM grading_jobs
     WHERE submission_id = ANY($1::uuid[])`,
    [ids],
  );
  const bodies = await db().report.findMany({ where: { submissionId: { in: ids } } });
  const byId = new Map(bodies.map(({ submissionId, body }) => [submissionId, reportSchema.parse(body)]));
  return { seconds: rows[0]!.seconds, reports: ids.map((id) => byId.get(id)!) };
}

const rates = new Map<number, number[]>(counts.map((count) => [count, []]));
const load = loadavg()[0]!;
for (let round = 0; round < rounds; round += 1) {
  for (const count of counts) {
    const { seconds, reports } = await graded(
      Array.from({ length: total }, () => solution),
      count,
    );
    if (reports.some((report) => report.score !== report.maxScore)) throw new Error("the solution lost points");
    rates.get(count)!.push(total / seconds);
  }
}
const alone = median(rates.get(1)!);
console.log(`Median of ${rounds} rounds of ${total} hand-ins of the shipped solution, ${cores} cores, load ${load.toFixed(1)} before:

| workers | hand-ins per second | per core in use | against one worker |
| ---: | ---: | ---: | ---: |`);
for (const count of counts) {
  const rate = median(rates.get(count)!);
  const used = Math.min(count, cores);
  console.log(`| ${count} | ${rate.toFixed(3)} | ${(rate / used).toFixed(3)} | ${(rate / alone).toFixed(2)} |`);
}

/** What a student is told: verdicts and points of every check, first diagnosis, flags. No times, no memory. */
const said = (report: Report) =>
  report.exercises
    .flatMap(({ checks }) => checks)
    .map(({ id, verdict, score, diagnoses, flags }) =>
      [id, verdict, score, diagnoses[0]?.code ?? "", ...flags.map(({ code }) => code)].join(" "),
    );
const samples: Record<string, Files> = {
  solution,
  starter: await filesOf(path.join(project, "starter")),
  "the demonstration's mistake": await filesOf(path.resolve("courses/t320/demonstration")),
  "endless loop in loss": replaced("loss.ts", (text) =>
    text.replace(/(export function loss[^{]*\{)/, "$1\n  for (;;);"),
  ),
  "output without end": replaced("loss.ts", (text) =>
    text.replace(/(export function loss[^{]*\{)/, '$1\n  for (;;) console.log("x".repeat(10_000));'),
  ),
  "memory without end": replaced("loss.ts", (text) =>
    text.replace(
      /(export function loss[^{]*\{)/,
      "$1\n  const kept: number[][] = [];\n  for (;;) kept.push(new Array(100_000).fill(1));",
    ),
  ),
};
const work = Object.values(samples);
const calm = (await graded(work, 1)).reports.map(said);
const names = Object.keys(samples);
const busy = (await graded(Array.from({ length: copies }, () => work).flat(), overload)).reports.map(said);
let different = 0;
for (const [n, found] of busy.entries()) {
  const before = calm[n % work.length]!;
  const lines = found.filter((line, place) => line !== before[place]);
  different += lines.length;
  for (const line of lines) console.log(`${names[n % work.length]}: ${line} with ${overload} workers, alone otherwise`);
}
console.log(`
| verdicts with 1 worker and with ${overload} on ${cores} cores | |
| --- | --- |
| programs, hand-ins of each at once | ${work.length}, ${copies} |
| checks compared, different | ${busy.reduce((sum, lines) => sum + lines.length, 0)}, ${different} |`);

await client.end();
await closeQueue();
await db().$disconnect();
await cluster.stop();
await rm(folder, { recursive: true, force: true });
process.exit(different === 0 ? 0 : 1);
