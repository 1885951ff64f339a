/**
 * node test/bench/pages.ts [--people 1000] [--requests 40] [--only NAME] [--profile FOLDER] [--database FOLDER] [--built] [--save FOLDER]
 *   [--views N]
 * What one request of each page costs the web process when a course has a thousand people: processor time, bytes, statements.
 * Processor time and not the clock, since the machine is shared. Real server and database of its own, one request at a time;
 * a page that everybody sees in another state (an attempt) is asked for by as many people. With --profile, a CPU profile;
 * with --database, what was seeded stays in the folder for the next run; with --built, the
 * pages are those of the last build; with --save, the last answer of each page is kept as a file; with
 * --views, what the process holds in memory after so many pages more, of all kinds.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { encode } from "next-auth/jwt";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { startCluster } from "../../scripts/postgres.ts";
import { buildWeb } from "../../scripts/web-build.ts";
import { processorSeconds } from "./processor-seconds.ts";

const root = path.resolve(import.meta.dirname, "../..");
const { values: options } = parseArgs({
  options: {
    people: { type: "string", default: "1000" },
    requests: { type: "string", default: "40" },
    only: { type: "string" },
    profile: { type: "string" },
    database: { type: "string" },
    built: { type: "boolean", default: false },
    save: { type: "string" },
    views: { type: "string", default: "0" },
  },
});
const people = Number(options.people);
const requests = Number(options.requests);
/** asked for before anything is counted: a process that has just begun runs much of its code uncompiled */
const warming = Math.max(5, requests);

const folder = options.database ? path.resolve(options.database) : await mkdtemp(path.join(tmpdir(), "nabla-pages-"));
await mkdir(folder, { recursive: true });
const cluster = await startCluster(folder);
const url = cluster.url("nabla");
const secret = randomBytes(32).toString("hex");
Object.assign(process.env, {
  DATABASE_URL: url,
  LOG_LEVEL: "silent",
  NABLA_DEMO: "1",
  NEXTAUTH_SECRET: secret,
});
await createDatabase(url);
await migrate(url);
// what reads the environment is imported when it is complete
const { closeQueue, installQueue } = await import("../../lib/queue.ts");
const { db } = await import("../../lib/db.ts");
const { toActor } = await import("../../lib/auth/actor.ts");
const { startAttempt } = await import("../../lib/quizzes/taking/start.ts");
const { quizFiles, publishTestQuiz } = await import("../support/quizzes.ts");
const { seedClass } = await import("./seed-class.ts");
await installQueue(url);

const children: ChildProcess[] = [];
const started = (file: string[], env: Record<string, string>) => {
  const child = spawn(process.execPath, file, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  return child;
};
const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
  });
async function stop(child: ChildProcess) {
  child.kill("SIGTERM");
  await ended(child);
}

async function seed(): Promise<void> {
  await ended(started([path.join(root, "prisma", "seed.ts")], {}));
  // nothing but the hand-in is to be graded
  await db().$executeRaw`DELETE FROM pgboss.job WHERE NOT data ? 'jobId'`;
  // the demonstration's hand-in gets its report from a real worker; everybody else gets copies of it
  const worker = started([path.join(root, "lib", "worker.ts")], { NABLA_PROCESS: "worker" });
  while ((await db().submission.count({ where: { reportId: { not: null } } })) === 0) {
    const failed = await db().gradingJob.findFirst({ where: { failedAt: { not: null } } });
    if (failed || worker.exitCode !== null) throw new Error(`no report: ${failed?.failure ?? worker.exitCode}`);
    await wait(250);
  }
  await stop(worker);
  await seedClass(people);

  const course = await db().course.findUniqueOrThrow({ where: { slug: "t320" } });
  const questions = [
    ["single-choice", "multiple-choice", "true-false", "matching", "ordering", "numeric", "vector-and-matrix"],
    ["two-two-one", "diagram", "surface-point", "formula", "cloze", "short-text", "essay"],
  ].flat();
  await publishTestQuiz(
    course.id,
    "every-kind",
    await quizFiles("every-kind", Object.fromEntries(questions.map((key) => [key, 1])), { timeLimit: 60 }),
  );
}

try {
  const seeded = (await db().person.count({ where: { email: { endsWith: "@class.example" } } })) > 0;
  if (!seeded) await seed();
  const students = await db().person.findMany({
    where: { email: { endsWith: "@class.example" } },
    orderBy: { email: "asc" },
    take: requests + warming,
  });
  const instructor = await db().person.findUniqueOrThrow({ where: { email: "docente@t320.example" } });
  const cookieOf = async ({ id, sessionVersion }: { id: string; sessionVersion: number }) =>
    `next-auth.session-token=${await encode({ secret, token: { sub: id, sessionVersion } })}`;
  const cookies = new Map<string, string>();
  for (const person of [...students, instructor]) cookies.set(person.id, await cookieOf(person));

  const port = await new Promise<number>((resolve) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = server.address() as net.AddressInfo;
      server.close(() => resolve(free));
    });
  });
  const base = `http://localhost:${port}`;
  const env = { NEXTAUTH_URL: base, NABLA_PROCESS: "web", NODE_ENV: "production" } as const;
  if (!options.built) await buildWeb(root, { ...process.env, ...env }, (sentence) => console.error(sentence));
  const web = started(
    [path.join(root, "node_modules/next/dist/bin/next"), "start", "-p", String(port), "-H", "127.0.0.1"],
    {
      ...env,
      ...(options.profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${path.resolve(options.profile)}` } : {}),
    },
  );
  while (!(await fetch(`${base}/api/health`).catch(() => null))?.ok) await wait(100);

  const own = async (personId: string, ask: { path: string } | ((personId: string) => Promise<string>)) =>
    typeof ask === "function" ? ask(personId) : ask.path;
  const attemptOf = (slug: string) => async (personId: string) => {
    const person = await db().person.findUniqueOrThrow({ where: { id: personId } });
    const begun = await startAttempt(toActor(person), {
      courseSlug: "t320",
      quizSlug: slug,
      idempotencyKey: randomUUID(),
    });
    if (!begun.ok) throw new Error(begun.message.en);
    return `/attempts/${begun.attemptId}`;
  };
  const reviewOf = async (personId: string) => {
    const attempt = await db().quizAttempt.findFirstOrThrow({ where: { personId, handedInAt: { not: null } } });
    return `/attempts/${attempt.id}`;
  };
  const reportOf = async (personId: string) =>
    `/submissions/${(await db().submission.findFirstOrThrow({ where: { ownerId: personId } })).id}`;
  const staff = "/courses/t320";
  const pages: [name: string, who: "class" | "instructor" | null, ask: Parameters<typeof own>[1]][] = [
    ["sign-in", null, { path: "/sign-in" }],
    ["home", "class", { path: "/" }],
    ["course", "class", { path: staff }],
    ["project", "class", { path: `${staff}/projects/project-2` }],
    ["report", "class", reportOf],
    ["quiz", "class", { path: `${staff}/quizzes/every-kind` }],
    ["attempt, 14 kinds", "class", attemptOf("every-kind")],
    ["attempt, 14 kinds, again", "class", attemptOf("every-kind")],
    ["attempt, part VI", "class", attemptOf("part-vi")],
    ["review, part V", "class", reviewOf],
    ["submissions", "instructor", { path: `${staff}/submissions` }],
    ["submissions by name", "instructor", { path: `${staff}/submissions?person=class+5&sort=score-ascending` }],
    ["quiz results", "instructor", { path: `${staff}/quizzes/part-v/results` }],
    ["quiz analysis", "instructor", { path: `${staff}/quizzes/part-v/analysis` }],
    ["marking", "instructor", { path: `${staff}/marking` }],
    ["quiz editor", "instructor", { path: `${staff}/quizzes/part-v/edit` }],
    ["operations", "instructor", { path: "/operations" }],
  ];

  const statements = async () => {
    // a backend reports what it did when it has been idle for a moment
    await wait(1200);
    const [row] = await db().$queryRaw<{ n: bigint }[]>`
      SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()`;
    return Number(row!.n);
  };
  const ownNoise = 2;

  console.log(
    `\n${availableParallelism()} cores, ${people} people, ${requests} requests each, load ${loadavg()[0]!.toFixed(1)}\n`,
  );
  console.log("| page | processor time, ms | HTML, KiB | of it data for the browser, KiB | gzip, KiB | transactions |");
  console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, who, ask] of pages) {
    if (options.only && !options.only.split(",").some((part) => name.includes(part))) continue;
    const asked = await Promise.all(
      Array.from({ length: requests + warming }, async (_, n) => {
        const person = who === "class" ? students[n]! : who === "instructor" ? instructor : null;
        return { path: await own(person?.id ?? "", ask), cookie: person ? cookies.get(person.id)! : "" };
      }),
    );
    const get = async ({ path: at, cookie }: (typeof asked)[number]) => {
      const response = await fetch(base + at, { headers: { Cookie: cookie }, redirect: "manual" });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`${at}: ${response.status} ${text.slice(0, 200)}`);
      return text;
    };
    for (const one of asked.slice(0, warming)) await get(one);
    const before = { statements: await statements(), seconds: processorSeconds(web.pid!) };
    let html = "";
    for (const one of asked.slice(warming)) html = await get(one);
    const seconds = processorSeconds(web.pid!) - before.seconds;
    const transactions = (await statements()) - before.statements - ownNoise;
    if (options.save) await writeFile(path.join(options.save, `${name.replace(/\W+/g, "-")}.html`), html);
    const data = [...html.matchAll(/<script[^>]*>self\.__next_f\.push[\s\S]*?<\/script>/g)].join("");
    const kib = (text: string | Buffer) => (Buffer.byteLength(text) / 1024).toFixed(1);
    console.log(
      `| ${name} | ${((1000 * seconds) / requests).toFixed(1)} | ${kib(html)} | ${kib(data)} | ${kib(gzipSync(html))} | ${(transactions / requests).toFixed(1)} |`,
    );
  }
  const views = Number(options.views);
  if (views > 0) {
    console.log("\n| pages seen | resident, MiB |\n| ---: | ---: |");
    const residentMiB = () => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${web.pid}/status`, "utf8"))![1]!;
    const told = () => (Number(residentMiB()) / 1024).toFixed(0);
    console.log(`| ${pages.length * requests} or more | ${told()} |`);
    const kinds = pages.filter(([name]) => !/analysis|editor/.test(name));
    for (let n = 1; n <= views; n += 1) {
      const [, who, ask] = kinds[n % kinds.length]!;
      const person = who === "class" ? students[n % students.length]! : instructor;
      const at = await own(person.id, ask);
      await (await fetch(base + at, { headers: { Cookie: cookies.get(person.id)! } })).text();
      if (n % Math.ceil(views / 8) === 0) console.log(`| ${n} more | ${told()} |`);
    }
  }
  await closeQueue();
  await db().$disconnect();
} finally {
  await Promise.all(children.map(stop));
  await cluster.stop();
  if (!options.database) await rm(folder, { recursive: true, force: true });
}
process.exit(0);
