import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { seededRandom } from "../../../grader/random.ts";
import { publishCourse } from "../../../lib/courses/publish.ts";
import { db } from "../../../lib/db.ts";
import { closeQueue, installQueue } from "../../../lib/queue.ts";
import { createDatabase, migrate } from "../../../scripts/database.ts";
import { type Cluster, startCluster } from "../../../scripts/postgres.ts";
import { makePerson } from "../people.ts";
import { keepAlive } from "./kept-alive.ts";

export type Fault = "worker" | "receiver" | "database" | "duplicates";

export interface FaultPlan {
  seed: string;
  submissions: number;
  workers: number;
  /** what happens, in this order; when and to which process is drawn from the seed */
  faults: readonly Fault[];
  /** longest pause between two hand-ins, in ms */
  betweenMs: number;
  /** longest pause before a fault, in ms */
  pauseMs: number;
  /** about how long grading takes, in ms: a worker is killed at most so long after it was seen at work */
  workMs: number;
  withinMs: number;
  say?: (sentence: string) => void;
}

export interface FaultCounts {
  acknowledged: number;
  /** hand-ins whose first answer was lost and that were sent again with the same key */
  sentAgain: number;
  stored: number;
  jobs: number;
  reports: number;
  /** acknowledged hand-ins without a report */
  lost: number;
  /** jobs with more than one report, and hand-ins stored more than once */
  doubled: number;
  givenUp: number;
  published: number;
  /** attempts beyond the first of each job */
  repeatedAttempts: number;
  starts: number;
  databaseCrashes: number;
}

interface Sent {
  key: string;
  personId: string;
  submissionId: string | null;
  times: number;
  sentAt: number;
}

/** An answer that is not there after this time, in ms, is asked for again. */
const impatienceMs = 4000;

/** Hands in, breaks things, and counts what came out of it. */
export async function runFaults(plan: FaultPlan): Promise<FaultCounts> {
  const random = seededRandom("faults", plan.seed);
  const folder = await mkdtemp(path.join(tmpdir(), "nabla-faults-"));
  // durable as in production: a server that answers before it has written would lose what it acknowledged
  let cluster: Cluster = await startCluster(folder);
  const { port } = cluster;
  const url = cluster.url("nabla_test");
  process.env.DATABASE_URL = url;
  process.env.LOG_LEVEL = "silent";
  await createDatabase(url);
  await migrate(url);
  await installQueue(url);
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  const source = await slowSolution();
  const people = await Promise.all(
    Array.from({ length: Math.ceil(plan.submissions / 3) }, (_, n) =>
      makePerson(`Student ${n}`, { courseId, role: "student" }),
    ),
  );
  const hand: Sent[] = Array.from({ length: plan.submissions }, (_, n) => ({
    key: `fault-test-${plan.seed}-${n}`,
    personId: people[n % people.length]!.personId,
    submissionId: null,
    times: 0,
    sentAt: Number.NEGATIVE_INFINITY,
  }));
  const byKey = new Map(hand.map((each) => [each.key, each]));
  const receiver = keepAlive("test/support/faults/receiver.ts", { NABLA_PROCESS: "web" }, (message) => {
    const { key, submissionId, error, refused } = message as { [name: string]: string | null };
    const sent = key ? byKey.get(key) : undefined;
    if (!sent) return;
    if (submissionId) sent.submissionId = submissionId;
    // not stored: a person would try again; "too-many" is told while five of one person wait
    else if (error || refused) sent.sentAt = performance.now() - impatienceMs + 500;
  });
  const workers = Array.from({ length: plan.workers }, () => keepAlive("lib/worker.ts", { NABLA_PROCESS: "worker" }));
  let databaseCrashes = 0;

  const deadline = performance.now() + plan.withinMs;
  const left = () => deadline - performance.now();
  async function handIn(): Promise<void> {
    for (;;) {
      const open = hand.filter(({ submissionId }) => submissionId === null);
      if (open.length === 0 || left() < 0) return;
      for (const sent of open) {
        if (performance.now() - sent.sentAt < impatienceMs || !receiver.child().connected) continue;
        sent.sentAt = performance.now();
        sent.times += 1;
        receiver.child().send({ key: sent.key, personId: sent.personId, source }, () => {});
        await wait(random.below(plan.betweenMs));
      }
      await wait(100);
    }
  }

  /** process numbers of the workers that grade something now */
  const running = async () =>
    (
      await ask<{ pid: number }>(
        url,
        `SELECT split_part(worker_id, '/', 2)::int AS pid FROM grading_jobs
         WHERE started_at IS NOT NULL AND finished_at IS NULL AND failed_at IS NULL`,
      )
    ).map(({ pid }) => pid);
  const ours = () => workers.map((worker) => worker.child().pid);
  async function untilRunning(): Promise<void> {
    for (let waited = 0; waited < 15_000; waited += 100) {
      if ((await running()).some((pid) => ours().includes(pid))) return;
      await wait(100);
    }
  }

  const acts: Record<Fault, () => Promise<void>> = {
    worker: async () => {
      await untilRunning();
      await wait(random.below(plan.workMs));
      const busy = new Set(await running());
      const [victim] = workers.filter((worker) => busy.has(worker.child().pid!));
      await (victim ?? workers[random.below(workers.length)]!).kill();
    },
    receiver: () => receiver.kill(),
    database: async () => {
      databaseCrashes += 1;
      await cluster.crash();
      await wait(random.below(500));
      cluster = await startCluster(folder, { port });
    },
    /** every message once more, of jobs that wait, that run and that are done */
    duplicates: async () => {
      await ask(
        url,
        `INSERT INTO pgboss.job (name, data, priority, retry_limit, heartbeat_seconds, expire_seconds)
         SELECT 'grading', jsonb_build_object('jobId', id), priority, 12, 15, 900 FROM grading_jobs`,
      );
    },
  };
  try {
    const handing = handIn();
    for (const fault of plan.faults) {
      await wait(random.below(plan.pauseMs));
      await acts[fault]();
      plan.say?.(fault);
    }
    await handing;
    const unfinished = `SELECT count(*)::int AS n FROM grading_jobs WHERE finished_at IS NULL AND failed_at IS NULL`;
    while (left() > 0 && ((await ask<{ n: number }>(url, unfinished))[0]?.n ?? 0) > 0) await wait(300);
    return {
      ...(await count(url, hand)),
      starts: workers.reduce((sum, worker) => sum + worker.starts(), 0),
      databaseCrashes,
    };
  } finally {
    await Promise.all([receiver.stop(), ...workers.map((worker) => worker.stop())]);
    await closeQueue().catch(() => undefined);
    await db().$disconnect();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The course's solution with 15 ms of honest work in each forward pass, so that there is a middle to be killed in. */
async function slowSolution(): Promise<string> {
  const text = await readFile("test/fixtures/course/projects/small/solution/solution.ts", "utf8");
  const begin = "const u: Vector[] = [];";
  if (!text.includes(begin)) throw new Error("the fixture's solution is written differently now");
  return text.replace(begin, `const end = Date.now() + 15;\n  while (Date.now() < end) Math.sqrt(2);\n  ${begin}`);
}

/** A question to the database on a connection of its own, asked again while it restarts. */
async function ask<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      return (await client.query<Row>(sql, values)).rows;
    } catch (error) {
      if (attempt === 40) throw error;
      await wait(250);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function count(url: string, hand: readonly Sent[]): Promise<Omit<FaultCounts, "starts" | "databaseCrashes">> {
  const acknowledged = hand.flatMap(({ submissionId }) => submissionId ?? []);
  const [row] = await ask<Record<string, number>>(
    url,
    `SELECT (SELECT count(*)::int FROM submissions) AS stored,
       (SELECT count(*)::int FROM grading_jobs) AS jobs,
       (SELECT count(*)::int FROM reports) AS reports,
       (SELECT count(*)::int FROM grading_jobs WHERE failed_at IS NOT NULL) AS "givenUp",
       (SELECT count(*)::int FROM audit_events WHERE action = 'report.published') AS published,
       (SELECT coalesce(sum(greatest(attempts - 1, 0)), 0)::int FROM grading_jobs) AS "repeatedAttempts",
       (SELECT count(*)::int FROM unnest($1::uuid[]) AS given(id)
         WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.id = given.id AND s.report_id IS NOT NULL)) AS lost,
       (SELECT count(*)::int FROM (SELECT job_id FROM reports GROUP BY job_id HAVING count(*) > 1) a)
       + (SELECT count(*)::int FROM (SELECT idempotency_key FROM submissions GROUP BY idempotency_key HAVING count(*) > 1) b)
         AS doubled`,
    [acknowledged],
  );
  return {
    acknowledged: acknowledged.length,
    sentAgain: hand.filter(({ times }) => times > 1).length,
    ...(row as unknown as Pick<
      FaultCounts,
      "stored" | "jobs" | "reports" | "givenUp" | "published" | "repeatedAttempts" | "lost" | "doubled"
    >),
  };
}
