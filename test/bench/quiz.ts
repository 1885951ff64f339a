/**
 * node test/bench/quiz.ts [PEOPLE ...] [--seconds N]
 * A class starts one quiz within 10 s and every page saves an answer every 5 s, for a minute; then all hand in within 10 s.
 * Real web server, real database, over HTTP; the ones who ask run on the same machine. Prints, as Markdown, how long starting,
 * saving and handing in took (p50, p95, p99), what it cost the server, and that nothing was lost: every save that was
 * acknowledged is in the database. With several numbers of people it says how the cost grows. It makes its own database.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { startCluster } from "../../scripts/postgres.ts";
import { buildWeb } from "../../scripts/web-build.ts";
import { type QuizTaker, quizTaker } from "../support/quiz-taker.ts";
import { processorSeconds } from "./processor-seconds.ts";

const root = path.resolve(import.meta.dirname, "../..");
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "60" } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [300];
const savingMs = Number(values.seconds) * 1000;
const withinMs = 10_000;
const saveEveryMs = 5_000;

const folder = await mkdtemp(path.join(tmpdir(), "nabla-quiz-"));
const cluster = await startCluster(folder);
const url = cluster.url("nabla");
process.env.DATABASE_URL = url;
process.env.LOG_LEVEL = "silent";
await createDatabase(url);
await migrate(url);
// what reads the environment is imported when it is complete
const { closeQueue, installQueue } = await import("../../lib/queue.ts");
const { publishCourse } = await import("../../lib/courses/publish.ts");
const { db } = await import("../../lib/db.ts");
const { selectContent } = await import("../../lib/quizzes/content.ts");
const { quizFiles, publishTestQuiz } = await import("../support/quizzes.ts");
await installQueue(url);
const courseId = await publishCourse(path.join(root, "test/fixtures/course"), new Date());
/** sixteen questions of every kind that needs no worker */
const questions = Object.fromEntries(
  [
    ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "numeric", "vector-and-matrix"],
    ["two-two-one", "diagram", "surface-point", "formula", "cloze", "short-text", "essay"],
  ]
    .flat()
    .map((key) => [key, 1]),
);

const secret = randomBytes(32).toString("hex");
const port = await new Promise<number>((resolve) => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const { port: free } = server.address() as net.AddressInfo;
    server.close(() => resolve(free));
  });
});
const base = `http://localhost:${port}`;
const env = { ...process.env, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: base, NABLA_PROCESS: "web" };
await buildWeb(root, env, (sentence) => console.error(sentence));
const web: ChildProcess = spawn(
  process.execPath,
  [path.join(root, "node_modules/next/dist/bin/next"), "start", "-p", String(port), "-H", "127.0.0.1"],
  { cwd: root, env: { ...env, NODE_ENV: "production" }, stdio: "ignore" },
);
while (!(await fetch(`${base}/api/health`).catch(() => null))?.ok) await wait(100);

/** Values in ms, and what share of them is below a value. */
const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
const three = (times: readonly number[]) =>
  `${[0.5, 0.95, 0.99].map((share) => at(times, share).toFixed(0)).join(" / ")} ms`;

interface Sitting {
  taker: QuizTaker;
  attemptId: string;
  /** question -> the last save that was acknowledged */
  kept: Map<string, { revision: number; answers: string }>;
}

async function timed<T>(into: number[], act: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await act();
  into.push(performance.now() - began);
  return result;
}

async function run(people: number) {
  const slug = `bench-${people}`;
  const files = await quizFiles(slug, questions, { timeLimit: 60 });
  const { versionId } = await publishTestQuiz(courseId, slug, files);
  const keys = (await selectContent(versionId)).items.map(({ key, item }) => ({ key, field: item.fields[0]! }));
  await db().person.createMany({
    data: Array.from({ length: people }, (_, n) => ({ name: `P ${n}`, email: `p${n}-of-${people}@bench.example` })),
  });
  const persons = await db().person.findMany({ where: { email: { endsWith: `-of-${people}@bench.example` } } });
  await db().enrolment.createMany({ data: persons.map(({ id }) => ({ courseId, personId: id, role: "student" })) });
  const takers = await Promise.all(
    persons.map(({ id, sessionVersion }) =>
      quizTaker({ base, secret }, { personId: id, sessionVersion }, `/courses/small/quizzes/${slug}`),
    ),
  );

  const times = {
    quiz: [] as number[],
    start: [] as number[],
    page: [] as number[],
    save: [] as number[],
    end: [] as number[],
  };
  const problems: string[] = [];
  const used = { start: 0, save: 0 };
  let before = processorSeconds(web.pid!);
  const sittings = await Promise.all(
    takers.map(async (taker, n): Promise<Sitting> => {
      await wait((n / people) * withinMs);
      const form = await timed(times.quiz, () => taker.openQuiz());
      const attemptId = await timed(times.start, () => taker.start(form));
      await timed(times.page, () => taker.openAttempt(attemptId));
      return { taker, attemptId, kept: new Map() };
    }),
  );
  used.start = processorSeconds(web.pid!) - before;

  before = processorSeconds(web.pid!);
  const until = performance.now() + savingMs;
  await Promise.all(
    sittings.map(async ({ taker, attemptId, kept }, n) => {
      await wait((n / people) * saveEveryMs);
      for (let turn = 0; performance.now() < until; turn += 1) {
        const began = performance.now();
        const { key, field } = keys[(n + turn) % keys.length]!;
        const text = `${n}.${turn}`;
        const answers = {
          [field.id]:
            { "multiple-choice": ["c1"], ordering: ["l1"], matching: { 0: "r1" }, "true-false": true }[
              field.kind as string
            ] ??
            {
              vector: [text, text],
              matrix: [[text]],
              cloze: {},
              diagram: { "u1.2": text },
              "surface-point": { w1: n, w2: turn },
            }[field.kind as string] ??
            text,
        };
        const revision = kept.get(key)?.revision ?? 0;
        const saved = await timed(times.save, () =>
          taker.save(attemptId, { key, answers, revision, flagged: turn % 7 === 0, spentMs: turn * saveEveryMs }),
        ).catch((error: unknown) => ({ ok: false, reason: String(error), revision: undefined }));
        if (saved.ok && saved.revision !== undefined)
          kept.set(key, { revision: saved.revision, answers: JSON.stringify(answers) });
        else problems.push(saved.reason ?? "no reason");
        await wait(Math.max(0, saveEveryMs - (performance.now() - began)));
      }
    }),
  );
  used.save = processorSeconds(web.pid!) - before;

  await Promise.all(
    sittings.map(async ({ taker, attemptId }, n) => {
      await wait((n / people) * withinMs);
      await timed(times.end, () => taker.handIn(attemptId));
    }),
  );

  const rows = await db().quizAnswer.findMany({
    where: { attempt: { quiz: { slug } } },
    select: { attemptId: true, revision: true, answers: true, item: { select: { key: true } } },
  });
  const stored = new Map(rows.map((row) => [`${row.attemptId} ${row.item.key}`, row]));
  let lost = 0;
  for (const { attemptId, kept } of sittings) {
    for (const [key, { revision, answers }] of kept) {
      const row = stored.get(`${attemptId} ${key}`);
      if (!row || row.revision !== revision || JSON.stringify(row.answers) !== answers) lost += 1;
    }
  }
  const graded = await db().quizAttempt.count({ where: { quiz: { slug }, gradedAt: { not: null } } });
  return { people, times, problems, used, lost, graded, saves: times.save.length };
}

const runs: Awaited<ReturnType<typeof run>>[] = [];
for (const size of sizes) runs.push(await run(size));
const row = (name: string, of: (each: (typeof runs)[number]) => string) =>
  console.log(`| ${name} | ${runs.map(of).join(" | ")} |`);
console.log(
  `${availableParallelism()} cores shared by server, database and those who ask; load ${loadavg()[0]!.toFixed(1)}\n`,
);
row("people who start within 10 s", ({ people }) => String(people));
console.log(`| --- |${runs.map(() => " --- |").join("")}`);
row("page of the quiz, p50 / p95 / p99", ({ times }) => three(times.quiz));
row("start", ({ times }) => three(times.start));
row("page of the attempt", ({ times }) => three(times.page));
row("save (every 5 s)", ({ times }) => three(times.save));
row("hand-in with judging", ({ times }) => three(times.end));
row("saves, refused or failed", ({ saves, problems }) => `${saves}, ${problems.length}`);
row("acknowledged saves that are not in the database", ({ lost }) => String(lost));
row("attempts handed in and judged", ({ graded }) => String(graded));
row(
  "web server's processor time: start with both pages",
  ({ used, people }) => `${((1000 * used.start) / people).toFixed(1)} ms`,
);
row("a save", ({ used, saves }) => `${((1000 * used.save) / saves).toFixed(2)} ms`);
const [small, large] = [runs[0]!, runs.at(-1)!];
if (large.people > small.people) {
  const grows = (of: (each: (typeof runs)[number]) => number) =>
    (Math.log(of(large) / of(small)) / Math.log(large.people / small.people)).toFixed(2);
  console.log(
    `\nWith the number of people n, processor time grows as n^${grows(({ used }) => used.start)} (starting) and n^${grows(({ used }) => used.save)} (saving).`,
  );
}
for (const { problems } of runs) for (const problem of new Set(problems)) console.error(problem);

web.kill("SIGTERM");
await closeQueue();
await db().$disconnect();
await cluster.stop();
await rm(folder, { recursive: true, force: true });
process.exit(
  runs.every(({ lost, problems, graded, people }) => lost === 0 && problems.length === 0 && graded === people) ? 0 : 1,
);
