/**
 * node test/bench/burst.ts [SUBMISSIONS] [SECONDS] [WORKERS]
 * A deadline's last minute: 500 hand-ins of 250 people, spread evenly over 60 s, while workers grade them. Prints, as
 * Markdown, the time from hand-in to report (p50, p95, p99), when the last report was there, the memory of all processes at
 * most, and that nothing was lost. It makes its own database and removes it again.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Actor } from "../../lib/actor.ts";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { startCluster } from "../../scripts/postgres.ts";
import { keepAlive } from "../support/faults/kept-alive.ts";

const total = Number(process.argv[2] ?? 500);
const seconds = Number(process.argv[3] ?? 60);
const workerCount = Number(process.argv[4] ?? availableParallelism());
/** nobody waits longer than this, in ms, for the last report */
const patienceMs = 3_600_000;

/** PSS, in MiB, of everything below this process: memory that processes share counts once. */
async function memoryBelow(): Promise<number> {
  const children = new Map<number, number[]>();
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
    } catch {} // it ended meanwhile
  }
  let sum = 0;
  const add = (pid: number) => {
    try {
      sum += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
    } catch {} // likewise
    for (const child of children.get(pid) ?? []) add(child);
  };
  for (const child of children.get(process.pid) ?? []) add(child);
  return sum;
}

const folder = await mkdtemp(path.join(tmpdir(), "nabla-burst-"));
const cluster = await startCluster(folder);
const url = cluster.url("nabla");
process.env.DATABASE_URL = url;
process.env.LOG_LEVEL = "silent";
await createDatabase(url);
await migrate(url);
// what reads the environment is imported when it is complete
const { closeQueue, installQueue } = await import("../../lib/queue.ts");
const { publishCourse } = await import("../../lib/courses/publish.ts");
const { submit } = await import("../../lib/submissions/submit.ts");
const { db } = await import("../../lib/db.ts");
const { makePerson } = await import("../support/people.ts");
await installQueue(url);
const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
const bytes = await readFile("test/fixtures/course/projects/small/solution/solution.ts");
const people: Actor[] = [];
for (let n = 0; n < Math.ceil(total / 2); n += 1)
  people.push(await makePerson(`Student ${n}`, { courseId, role: "student" }));

const workers = Array.from({ length: workerCount }, () => keepAlive("lib/worker.ts", { NABLA_PROCESS: "worker" }));
const client = new pg.Client({ connectionString: url });
await client.connect();
const one = async (sql: string) => (await client.query<Record<string, number>>(sql)).rows[0]!;
while ((await one("SELECT count(*)::int AS n FROM workers")).n! < workerCount) await wait(200);

let mostMiB = 0;
const watch = setInterval(() => {
  void memoryBelow().then((now) => {
    mostMiB = Math.max(mostMiB, now);
  });
}, 2000);

const began = performance.now();
const answered: number[] = [];
const refused: string[] = [];
await Promise.all(
  Array.from({ length: total }, async (_, n) => {
    await wait((n / total) * seconds * 1000);
    const at = performance.now();
    const answer = await submit(people[n % people.length]!, {
      courseSlug: "small",
      projectSlug: "small",
      idempotencyKey: `burst-${n}-of-${total}`,
      files: [{ path: "solution.ts", bytes }],
    });
    if (answer.ok) answered.push(performance.now() - at);
    else refused.push(answer.reason);
  }),
);
const handedIn = (performance.now() - began) / 1000;
const unfinished = "SELECT count(*)::int AS n FROM grading_jobs WHERE finished_at IS NULL AND failed_at IS NULL";
while ((await one(unfinished)).n! > 0 && performance.now() - began < patienceMs) await wait(500);
const lastReport = (performance.now() - began) / 1000;
clearInterval(watch);

const found = await one(`
  SELECT count(*)::int AS jobs, count(r.id)::int AS reports, count(*) FILTER (WHERE j.failed_at IS NOT NULL)::int AS "givenUp",
    count(*) FILTER (WHERE r.score = r.max_score)::int AS full,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM j.finished_at - s.received_at))::float8 AS p50,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM j.finished_at - s.received_at))::float8 AS p95,
    percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM j.finished_at - s.received_at))::float8 AS p99,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM j.finished_at - j.started_at))::float8 AS grading
  FROM grading_jobs j JOIN submissions s ON s.id = j.submission_id LEFT JOIN reports r ON r.job_id = j.id`);
answered.sort((a, b) => a - b);
const s = (value: number) => `${value.toFixed(1)} s`;
const ms = (share: number) => `${(answered[Math.floor(answered.length * share)] ?? 0).toFixed(0)} ms`;
const lost = answered.length - found.reports!;
console.log(`| ${total} hand-ins in ${seconds} s, ${workerCount} workers, ${availableParallelism()} cores | |
| --- | --- |
| acknowledged, refused | ${answered.length}, ${refused.length} |
| hand-in to acknowledgement, p50, p99 | ${ms(0.5)}, ${ms(0.99)} |
| all handed in after | ${s(handedIn)} |
| last report after | ${s(lastReport)} |
| hand-in to report, p50, p95, p99 | ${s(found.p50!)}, ${s(found.p95!)}, ${s(found.p99!)} |
| grading itself, p50 | ${s(found.grading!)} |
| reports, of them full marks | ${found.reports}, ${found.full} |
| lost, given up | ${lost}, ${found.givenUp} |
| memory of database, workers and boxes at most (PSS) | ${mostMiB.toFixed(0)} MiB |`);

await Promise.all(workers.map((worker) => worker.stop()));
await client.end();
await closeQueue();
await db().$disconnect();
await cluster.stop();
await rm(folder, { recursive: true, force: true });
process.exit(lost === 0 && found.givenUp === 0 && refused.length === 0 ? 0 : 1);
