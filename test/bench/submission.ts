/**
 * From hand-in to stored report, beside the same calls in plain Node; and what the processes hold in memory at rest.
 * Run: node test/bench/submission.ts — a markdown table, ratios taken in this one run (a figure alone says little).
 * It makes its own database, worker and web server (built by `npm start` or `next build` beforehand) and removes them again.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { createCompiler } from "../../grader/compile/compiler.ts";
import type { SourceFile } from "../../grader/compile/types.ts";
import { grade } from "../../grader/grade.ts";
import { loadProject } from "../../grader/project-folder.ts";
import { createReference } from "../../grader/reference/create.ts";
import { createSandbox } from "../../grader/sandbox/host.ts";
import type { Actor } from "../../lib/actor.ts";
import { createDatabase, migrate } from "../../scripts/database.ts";
import { startCluster } from "../../scripts/postgres.ts";
import { type RecordedSession, recording, runBare } from "./recording-sandbox.ts";

const rounds = Number(process.argv[2] ?? 7);
const root = path.resolve(import.meta.dirname, "..", "..");
const projectFolder = path.join(root, "courses", "t320", "projects", "project-2");

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** PSS of a process and all below it, in MiB: memory shared between them counts once. */
async function memoryOf(pid: number): Promise<number> {
  const children = new Map<number, number[]>();
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const status = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => "");
    const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  let kibibytes = 0;
  const pending = [pid];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const text = await readFile(`/proc/${at}/smaps_rollup`, "utf8").catch(() => "");
    kibibytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
    pending.push(...(children.get(at) ?? []));
  }
  return kibibytes / 1024;
}

const folder = await mkdtemp(path.join(tmpdir(), "nabla-bench-"));
const cluster = await startCluster(folder, { durable: true });
process.env.DATABASE_URL = cluster.url("nabla_bench");
process.env.NABLA_DEMO = "1";
process.env.LOG_LEVEL = "silent";
process.env.NEXTAUTH_SECRET = "a bench has nothing to hide, but needs 32 characters";
const children: ReturnType<typeof spawn>[] = [];
try {
  await createDatabase(process.env.DATABASE_URL);
  await migrate(process.env.DATABASE_URL);
  const { closeQueue, installQueue } = await import("../../lib/queue.ts");
  await installQueue(process.env.DATABASE_URL);
  await new Promise((resolve, reject) => {
    const seeding = spawn(process.execPath, [path.join(root, "prisma", "seed.ts")], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
    });
    seeding.once("error", reject);
    seeding.once("exit", (code) => (code === 0 ? resolve(code) : reject(new Error(`the seed ended with ${code}`))));
  });
  const { db } = await import("../../lib/db.ts");
  const { submit } = await import("../../lib/submissions/submit.ts");
  const { selectSubmission } = await import("../../lib/submissions/queries.ts");
  const { watch } = await import("../../lib/submissions/live.ts");
  const { toActor } = await import("../../lib/auth/actor.ts");

  const worker = spawn(process.execPath, [path.join(root, "lib", "worker.ts")], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NABLA_PROCESS: "worker" },
  });
  children.push(worker);
  await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code} before it was ready`)));
  });

  const actor: Actor = toActor(await db().person.findUniqueOrThrow({ where: { email: "aluna5@t320.example" } }));
  const loaded = await loadProject(projectFolder);
  if (!loaded.ok) throw new Error("the course's own project does not load");
  const { project, solution } = loaded.folder;
  const wrong = solution.map(({ path: name, text }) => ({
    path: name,
    text: text.replace(
      "applyDerivative(net[m - 1].f, u[m - 1], y[m - 1], backwards(net[m].W, deltas[0]))",
      "backwards(net[m].W, deltas[0])",
    ),
  }));
  if (wrong.every(({ text }, k) => text === solution[k]!.text)) throw new Error("the mistake was not planted");

  async function submitted(files: readonly SourceFile[], round: number): Promise<number> {
    // a comment of its own, so that no cache by content can help
    const bytes = files.map(({ path: name, text }) => ({
      path: name,
      bytes: new TextEncoder().encode(`${text}\n// ${round} ${randomUUID()}\n`),
    }));
    const began = performance.now();
    const answer = await submit(actor, {
      courseSlug: "t320",
      projectSlug: "project-2",
      idempotencyKey: randomUUID(),
      files: bytes,
      acceptLate: true,
    });
    if (!answer.ok) throw new Error(answer.message.en);
    for await (const _ of watch(answer.submissionId, AbortSignal.timeout(120_000))) {
      const { state } = await selectSubmission(actor, answer.submissionId);
      if (state.kind === "graded") return performance.now() - began;
    }
    throw new Error("no report within two minutes");
  }

  /** Our own graders' calls of one submission, run without any wall in this process; compile time is not part of it. */
  async function bareOf(files: readonly SourceFile[]): Promise<number> {
    const tools = {
      compiler: createCompiler(),
      sandbox: await createSandbox(),
      reference: await createReference("cpu"),
    };
    const sessions: RecordedSession[] = [];
    await grade({
      files,
      project,
      scope: "all",
      tools: { ...tools, sandbox: recording(tools.sandbox, sessions) },
    });
    await Promise.all([tools.compiler.close(), tools.sandbox.close(), tools.reference.close()]);
    const times: number[] = [];
    for (let k = 0; k < rounds; k++) times.push(await runBare(sessions));
    return median(times);
  }

  await submitted(solution, -1);
  console.log(`\n${availableParallelism()} cores, Node ${process.version}, medians of ${rounds}\n`);
  console.log("| hand-in | submit to stored report, ms | the same calls in plain Node, ms | ratio |");
  console.log("| --- | ---: | ---: | ---: |");
  for (const [name, files] of [
    ["the solution", solution],
    ["no f' in the hidden layers", wrong],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await submitted(files, round));
    const bare = await bareOf(files);
    const time = median(times);
    console.log(`| ${name} | ${time.toFixed(0)} | ${bare.toFixed(1)} | ${(time / bare).toFixed(1)} |`);
  }

  const web = spawn(
    process.execPath,
    [path.join(root, "node_modules", "next", "dist", "bin", "next"), "start", "-p", "34567"],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NABLA_PROCESS: "web", NODE_ENV: "production", NEXTAUTH_URL: "http://localhost:34567" },
    },
  );
  children.push(web);
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch("http://127.0.0.1:34567/api/health").catch(() => null);
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const name of ["/sign-in", "/sign-in", "/sign-in"]) await fetch(`http://127.0.0.1:34567${name}`);
  console.log("\n| process, at rest | PSS with its children, MiB |\n| --- | ---: |");
  console.log(`| web | ${(await memoryOf(web.pid!)).toFixed(0)} |`);
  console.log(`| worker, with its pool of sealed spares | ${(await memoryOf(worker.pid!)).toFixed(0)} |`);
  await closeQueue();
  await db().$disconnect();
} finally {
  await Promise.all(
    children.map(
      (child) =>
        new Promise((resolve) => {
          child.once("exit", resolve);
          child.kill("SIGTERM");
        }),
    ),
  );
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);
