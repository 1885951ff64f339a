import { db } from "../../lib/db.ts";

/**
 * Fills course t320 with `people` students: each has handed in what the demonstration's submitter did, with its report, and
 * has taken the quiz that is over as one of the demonstration's classmates did. By copying rows: grading them is not what is measured.
 */
export async function seedClass(people: number): Promise<void> {
  await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`
        CREATE TEMPORARY TABLE class ON COMMIT DROP AS
        SELECT n, uuidv7() AS person, uuidv7() AS submission, uuidv7() AS job, uuidv7() AS report, uuidv7() AS attempt
        FROM generate_series(1, ${people}::int) n`;
      await tx.$executeRaw`
        INSERT INTO people (id, email, name)
        SELECT person, 'c' || lpad(n::text, 5, '0') || '@class.example', 'Class ' || lpad(n::text, 5, '0') FROM class`;
      await tx.$executeRaw`
        INSERT INTO enrolments (course_id, person_id, role)
        SELECT courses.id, person, 'student' FROM class, courses WHERE slug = 't320'`;
      await tx.$executeRaw`
        INSERT INTO submissions (id, course_id, project_id, version_id, owner_id, number, submitted_by_id, received_at,
          content_hash, byte_count, messages, idempotency_key)
        SELECT c.submission, s.course_id, s.project_id, s.version_id, c.person, 1, c.person, s.received_at - n * interval '1 second',
          s.content_hash, s.byte_count, s.messages, 'class'
        FROM class c, submissions s WHERE s.report_id IS NOT NULL AND s.idempotency_key = 'demonstration'`;
      const source = await tx.submission.findFirstOrThrow({
        where: { idempotencyKey: "demonstration", reportId: { not: null } },
        include: { report: true },
      });
      await tx.$executeRaw`
        INSERT INTO submitted_files (submission_id, path, bytes)
        SELECT c.submission, f.path, f.bytes FROM class c, submitted_files f WHERE f.submission_id = ${source.id}::uuid`;
      await tx.$executeRaw`
        INSERT INTO grading_jobs (id, submission_id, version_id, reason, lane, priority, attempts, grader_version, worker_id,
          created_at, started_at, running_at, finished_at)
        SELECT c.job, c.submission, j.version_id, j.reason, j.lane, j.priority, j.attempts, j.grader_version, j.worker_id,
          j.created_at, j.started_at, j.running_at, j.finished_at
        FROM class c, grading_jobs j WHERE j.id = ${source.report!.jobId}::uuid`;
      await tx.$executeRaw`
        INSERT INTO reports (id, job_id, submission_id, body, status, score, max_score, after_due_score, after_due_max, verdicts,
          grader_version, created_at)
        SELECT c.report, c.job, c.submission, r.body, r.status, r.score, r.max_score, r.after_due_score, r.after_due_max,
          r.verdicts, r.grader_version, r.created_at
        FROM class c, reports r WHERE r.id = ${source.reportId!}::uuid`;
      await tx.$executeRaw`UPDATE submissions s SET report_id = c.report FROM class c WHERE s.id = c.submission`;
      await tx.$executeRaw`
        CREATE TEMPORARY TABLE taken ON COMMIT DROP AS
        SELECT a.*, row_number() OVER (ORDER BY a.id) AS k, count(*) OVER () AS of
        FROM quiz_attempts a JOIN quizzes q ON q.id = a.quiz_id WHERE q.slug = 'part-v' AND a.number = 1`;
      await tx.$executeRaw`
        INSERT INTO quiz_attempts (id, quiz_id, version_id, person_id, number, seed, idempotency_key, preview, started_at,
          ends_at, handed_in_at, ended_by, graded_at, score, max_score, complete)
        SELECT c.attempt, t.quiz_id, t.version_id, c.person, 1, t.seed, 'class', false, t.started_at,
          t.ends_at, t.handed_in_at, t.ended_by, t.graded_at, t.score, t.max_score, t.complete
        FROM class c JOIN taken t ON t.k = 1 + c.n % t.of`;
      await tx.$executeRaw`
        INSERT INTO quiz_answers (attempt_id, item_id, position, seed, values, points, answers, revision, saved_at, flagged,
          spent_ms, checks, tries_used, result, credit, score, complete, adjustment, at_least, graded_at)
        SELECT c.attempt, w.item_id, w.position, w.seed, w.values, w.points, w.answers, w.revision, w.saved_at, w.flagged,
          w.spent_ms, w.checks, w.tries_used, w.result, w.credit, w.score, w.complete, w.adjustment, w.at_least, w.graded_at
        FROM class c JOIN taken t ON t.k = 1 + c.n % t.of JOIN quiz_answers w ON w.attempt_id = t.id`;
    },
    { timeout: 120_000 },
  );
  await db().$executeRaw`ANALYZE`;
}
