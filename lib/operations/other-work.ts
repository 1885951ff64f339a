import { Prisma } from "../../generated/prisma/client.ts";
import { type Localised, localised } from "../../grader/report.ts";
import { db } from "../db.ts";

/** What workers do besides grading hand-ins, what a student waits for first. */
export const workKinds = ["quiz-program", "quiz-proof", "regrade", "project-proof"] as const;
export type WorkKind = (typeof workKinds)[number];

export interface WorkState {
  kind: WorkKind;
  waiting: number;
  running: number;
  /** seconds that the oldest of the waiting has waited; 0 when none waits */
  oldestSeconds: number;
}

/** Work that was given up by our fault and that nobody has asked for again or settled otherwise. */
export interface GivenUpWork {
  kind: WorkKind;
  /** of the program, proof or regrade */
  id: string;
  courseSlug: string;
  /** of the quiz or project */
  slug: string;
  title: Localised;
  /** whose answer it is; null for what belongs to nobody */
  answer: { attemptId: string; question: string; person: string } | null;
  at: string;
  failure: string | null;
}

/** How much of each kind waits and runs. No person can be recognised in it. */
export async function selectOtherWork(): Promise<WorkState[]> {
  const rows = await db().$queryRaw<WorkState[]>`
    WITH work AS (
      SELECT 'quiz-program' AS kind, created_at, started_at IS NOT NULL AS runs
      FROM quiz_code_jobs WHERE finished_at IS NULL AND failed_at IS NULL
      UNION ALL
      SELECT 'quiz-proof', created_at, started_at IS NOT NULL
      FROM quiz_proofs WHERE finished_at IS NULL AND cancelled_at IS NULL AND failure IS NULL
      UNION ALL
      SELECT 'regrade', created_at, (changes->>'done')::int > 0
      FROM quiz_regrades WHERE applied_at IS NULL AND cancelled_at IS NULL AND changes->>'phase' IN ('looking', 'applying')
      UNION ALL
      SELECT 'project-proof', requested_at, started_at IS NOT NULL
      FROM project_proofs WHERE finished_at IS NULL AND failed_at IS NULL
    )
    SELECT kind,
      count(*) FILTER (WHERE NOT runs)::int AS waiting,
      count(*) FILTER (WHERE runs)::int AS running,
      greatest(0, coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE NOT runs)), 0))::float8 AS "oldestSeconds"
    FROM work GROUP BY kind`;
  return workKinds.map(
    (kind) => rows.find((row) => row.kind === kind) ?? { kind, waiting: 0, running: 0, oldestSeconds: 0 },
  );
}

/** A program whose answer a person has marked meanwhile, and anything that was asked for again, is settled. */
const givenUp = Prisma.sql`
  SELECT 'quiz-program' AS kind, j.id, q.course_id, q.slug, q.title, j.attempt_id, i.key, p.name, j.failed_at AS at, j.failure
  FROM quiz_code_jobs j
  JOIN quiz_attempts t ON t.id = j.attempt_id
  JOIN quiz_answers a ON a.attempt_id = j.attempt_id AND a.item_id = j.item_id
  JOIN quiz_items i ON i.id = j.item_id
  JOIN quizzes q ON q.id = t.quiz_id
  JOIN people p ON p.id = t.person_id
  WHERE j.failed_at IS NOT NULL AND j.finished_at IS NULL AND NOT a.complete AND NOT EXISTS (
    SELECT FROM quiz_code_jobs later WHERE later.attempt_id = j.attempt_id AND later.item_id = j.item_id
      AND later.field_id = j.field_id AND later.created_at > j.created_at)
  UNION ALL
  SELECT 'quiz-proof', r.id, q.course_id, q.slug, q.title, NULL, NULL, NULL, coalesce(r.seen_at, r.created_at), r.failure
  FROM quiz_proofs r JOIN quizzes q ON q.id = r.quiz_id
  WHERE r.failure IS NOT NULL AND r.finished_at IS NULL AND r.cancelled_at IS NULL AND NOT EXISTS (
    SELECT FROM quiz_proofs later WHERE later.quiz_id = r.quiz_id AND later.created_at > r.created_at)
  UNION ALL
  SELECT 'regrade', r.id, q.course_id, q.slug, q.title, NULL, NULL, NULL, r.created_at, r.changes->>'failure'
  FROM quiz_regrades r JOIN quizzes q ON q.id = r.quiz_id
  WHERE r.changes->>'phase' = 'failed' AND r.applied_at IS NULL AND r.cancelled_at IS NULL
  UNION ALL
  SELECT 'project-proof', r.id, p.course_id, p.slug, v.title, NULL, NULL, NULL, r.failed_at, r.failure
  FROM project_proofs r JOIN project_versions v ON v.id = r.version_id JOIN projects p ON p.id = v.project_id
  WHERE r.failed_at IS NOT NULL AND r.finished_at IS NULL AND NOT EXISTS (
    SELECT FROM project_proofs later WHERE later.version_id = r.version_id AND later.requested_at > r.requested_at)`;

interface Row {
  kind: WorkKind;
  id: string;
  courseSlug: string;
  slug: string;
  title: unknown;
  attemptId: string | null;
  key: string | null;
  name: string | null;
  at: Date;
  failure: string | null;
}

/** What was given up in some courses, the newest first. It names people. */
export async function selectGivenUpWork(courseIds: readonly string[], limit: number): Promise<GivenUpWork[]> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT g.kind, g.id, c.slug AS "courseSlug", g.slug, g.title, g.attempt_id AS "attemptId", g.key, g.name, g.at, g.failure
    FROM (${givenUp}) g JOIN courses c ON c.id = g.course_id
    WHERE g.course_id = ANY(${courseIds}::uuid[]) ORDER BY g.at DESC, g.id LIMIT ${limit}`;
  return rows.map(({ attemptId, key, name, title, at, ...row }) => ({
    ...row,
    title: localised.parse(title),
    answer: attemptId && key && name !== null ? { attemptId, question: key, person: name } : null,
    at: at.toISOString(),
  }));
}

/** How much of each kind was given up in all courses together. */
export async function countGivenUpWork(): Promise<Record<WorkKind, number>> {
  const rows = await db().$queryRaw<{ kind: WorkKind; n: number }[]>`
    SELECT kind, count(*)::int AS n FROM (${givenUp}) g GROUP BY kind`;
  const none = { "quiz-program": 0, "quiz-proof": 0, regrade: 0, "project-proof": 0 };
  return { ...none, ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])) };
}
