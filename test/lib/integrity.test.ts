import { randomUUID } from "node:crypto";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { startAttempt } from "../../lib/quizzes/taking/start.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { publishTestQuiz, quizFiles } from "../support/quizzes.ts";
import { storeSubmission } from "../support/submissions.ts";

startTestDatabase();

/** Ids of rows that are right, and of others of the same kind that belong to something else. */
const id: Record<string, string> = {};

async function gradedSubmission(name: string, courseId: string, project: string): Promise<[string, string, string]> {
  const person = await makePerson(name, { courseId, role: "student" });
  const { id: submissionId, versionId } = await storeSubmission(person, project);
  const job = await db().gradingJob.create({
    data: { submissionId, versionId, reason: "submission", lane: "practice", priority: 0 },
  });
  const scores = { status: "graded", score: 5, maxScore: 10, afterDueScore: 1, afterDueMax: 2 };
  const report = await db().report.create({
    data: { jobId: job.id, submissionId, body: {}, ...scores, verdicts: [], graderVersion: "test" },
  });
  await db().submission.update({ where: { id: submissionId }, data: { reportId: report.id } });
  id.person = person.personId;
  return [submissionId, job.id, report.id];
}

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  [id.otherSubmission, id.otherJob, id.otherReport] = await gradedSubmission("Other", courseId, "over");
  [id.submission, id.job, id.report] = await gradedSubmission("One", courseId, "small");
  const projects = await db().project.findMany({ where: { courseId } });
  const of = (slug: string) => projects.find((project) => project.slug === slug)!;
  id.course = courseId;
  [id.project, id.version, id.otherVersion] = [
    of("small").id,
    of("small").currentVersionId!,
    of("over").currentVersionId!,
  ];
  id.otherCourse = (await db().course.create({ data: { slug: "empty", title: {}, timeZone: "UTC" } })).id;
  const group = await db().workGroup.create({ data: { projectId: id.project, name: "G" } });
  const rule = { reason: "x", grantedById: id.person! };
  id.override = (
    await db().override.create({ data: { scheduleId: of("small").scheduleId, groupId: group.id, ...rule } })
  ).id;
  id.otherSchedule = of("over").scheduleId;
  const exercise = await db().exercise.findFirstOrThrow({
    where: { versionId: id.version },
    include: { checks: true },
  });
  [id.exercise, id.check] = [exercise.id, exercise.checks[0]!.id];
  id.comment = (
    await db().comment.create({ data: { submissionId: id.submission!, authorId: id.person!, body: "x" } })
  ).id;

  const student = await makePerson("Taker", { courseId, role: "student" });
  for (const quiz of ["quiz", "otherQuiz"]) {
    const slug = quiz.toLowerCase();
    const published = await publishTestQuiz(courseId, slug, await quizFiles(slug, { essay: 3, file: 2 }));
    [id[quiz], id[`${quiz}Version`]] = [published.quizId, published.versionId];
    const started = await startAttempt(student, { courseSlug: "small", quizSlug: slug, idempotencyKey: randomUUID() });
    if (!started.ok) throw new Error("no attempt");
    id[`${quiz}Attempt`] = started.attemptId;
    id[`${quiz}Item`] = (await db().quizItem.findFirstOrThrow({ where: { versionId: published.versionId } })).id;
  }
  const field = { attemptId: id.quizAttempt!, itemId: id.quizItem!, fieldId: "f" };
  const bytes = { name: "a", bytes: Buffer.from("a"), byteCount: 1, uploadedAt: new Date() };
  id.file = (await db().quizFile.create({ data: { ...field, ...bytes } })).id;
  id.mark = (await db().quizMark.create({ data: { ...field, credit: 1, comment: "", markedById: id.person! } })).id;
  id.codeJob = (await db().quizCodeJob.create({ data: field })).id;
});

/** The row again, under a new id and with something changed. */
function again(table: string, row: string, change: object): Promise<number> {
  return db().$executeRawUnsafe(
    `INSERT INTO ${table} SELECT (jsonb_populate_record(x, $1::jsonb)).* FROM ${table} x WHERE x.id = $2::uuid`,
    JSON.stringify({ id: randomUUID(), ...change }),
    id[row],
  );
}
const change = (table: string, row: string, sets: string) =>
  db().$executeRawUnsafe(`UPDATE ${table} SET ${sets} WHERE id = $1::uuid`, id[row]);

describe("rows of different things are not put together", () => {
  test.each<[string, string, string, () => object, string]>([
    [
      "a hand-in and another course",
      "submissions",
      "submission",
      () => ({ course_id: id.otherCourse, number: 2, idempotency_key: "a", report_id: null }),
      "version_of_the_project",
    ],
    [
      "a hand-in and another project's version",
      "submissions",
      "submission",
      () => ({ version_id: id.otherVersion, number: 2, idempotency_key: "a", report_id: null }),
      "version_of_the_project",
    ],
    [
      "a hand-in and another one's report",
      "submissions",
      "submission",
      () => ({ number: 2, idempotency_key: "a", report_id: id.otherReport }),
      "report_is_its_own",
    ],
    [
      "a job and another project's version",
      "grading_jobs",
      "job",
      () => ({ version_id: id.otherVersion }),
      "grading_jobs_version",
    ],
    [
      "a report and another hand-in's job",
      "reports",
      "report",
      () => ({ submission_id: id.otherSubmission, job_id: id.job }),
      "job_of_the_submission",
    ],
    ["a second report of a job", "reports", "report", () => ({}), "job_id"],
    [
      "an attempt and another quiz's version",
      "quiz_attempts",
      "quizAttempt",
      () => ({ version_id: id.otherQuizVersion, number: 2, idempotency_key: "a" }),
      "version_of_the_quiz",
    ],
    [
      "a file and a question that the attempt does not hold",
      "quiz_files",
      "file",
      () => ({ item_id: id.otherQuizItem }),
      "Foreign key",
    ],
    ["a mark and no question at all", "quiz_marks", "mark", () => ({ item_id: randomUUID() }), "Foreign key"],
    [
      "a program and a question of another attempt",
      "quiz_code_jobs",
      "codeJob",
      () => ({ attempt_id: id.otherQuizAttempt }),
      "Foreign key",
    ],
  ])("%s", async (_, table, row, changes, rule) => {
    await expect(again(table, row, changes())).rejects.toThrow(new RegExp(rule, "i"));
  });

  test.each<[string, string, string, () => string, string]>([
    [
      "a hand-in takes another one's report",
      "submissions",
      "submission",
      () => `report_id = '${id.otherReport}'`,
      "report_is_its_own",
    ],
    [
      "a project counts another one's version",
      "projects",
      "project",
      () => `current_version_id = '${id.otherVersion}'`,
      "version_is_its_own",
    ],
    [
      "a quiz counts another one's version",
      "quizzes",
      "quiz",
      () => `current_version_id = '${id.otherQuizVersion}'`,
      "version_is_its_own",
    ],
    [
      "an exception for a group of another project",
      "overrides",
      "override",
      () => `schedule_id = '${id.otherSchedule}'`,
      "group_of_the_project",
    ],
    [
      "an attempt is graded by another quiz",
      "quiz_attempts",
      "quizAttempt",
      () => `graded_version_id = '${id.otherQuizVersion}'`,
      "version_of_the_quiz",
    ],
  ])("%s", async (_, table, row, sets, rule) => {
    await expect(change(table, row, sets())).rejects.toThrow(new RegExp(rule, "i"));
  });

  test("a publication of another project's version", async () => {
    const data = { projectId: id.project!, versionId: id.otherVersion! };
    await expect(db().publication.create({ data })).rejects.toThrow(/version_of_the_project/);
  });

  test("an answer to a question of another quiz", async () => {
    const data = {
      attemptId: id.quizAttempt!,
      itemId: id.otherQuizItem!,
      position: 9,
      seed: "s",
      values: {},
      points: 1,
    };
    await expect(db().quizAnswer.create({ data })).rejects.toThrow(/question_of_the_version/);
  });
});

describe("numbers that make no sense are refused", () => {
  test.each<[string, string, string]>([
    ["checks", "check", "points = -1"],
    ["checks", "check", "points = 'NaN'"],
    ["checks", "check", "points = 'Infinity'"],
    ["exercises", "exercise", "max_score = -1"],
    ["project_versions", "version", "max_score = 'NaN'"],
    ["grading_jobs", "job", "attempts = -1"],
    ["grading_jobs", "job", "progress_index = 4, progress_of = 3"],
    ["grading_jobs", "job", "finished_at = now(), failed_at = now()"],
    ["comments", "comment", "path = 'a.ts', line = 0"],
    ["overrides", "override", "opens_at = '2026-03-02', due_at = '2026-03-01'"],
    ["people", "person", "name = '  '"],
    ["quiz_attempts", "quizAttempt", "max_score = 'NaN'"],
    ["quiz_attempts", "quizAttempt", "ends_at = started_at - interval '1 second'"],
    ["quiz_attempts", "quizAttempt", "handed_in_at = started_at - interval '1 second', ended_by = 'person'"],
  ])("%s: %s", async (table, row, sets) => {
    await expect(change(table, row, sets.replaceAll("?", ""))).rejects.toThrow(/check constraint|23514/);
  });

  test.each([
    { score: -1 },
    { score: 11 },
    { score: "NaN", max_score: "NaN" },
    { max_score: "Infinity" },
    { after_due_score: 3 },
    { after_due_score: -1 },
    { after_due_max: "NaN" },
    { status: "excellent" },
  ])("a report with %o", async (changes) => {
    const jobId = randomUUID();
    await again("grading_jobs", "job", { id: jobId });
    await expect(again("reports", "report", { job_id: jobId, ...changes })).rejects.toThrow(/check constraint|23514/);
  });

  test.each([{ points: -1 }, { points: "NaN" }, { at_least: 99 }, { credit: 2 }, { score: -1 }])(
    "an answer with %o",
    async (changes) => {
      const [[column, value]] = Object.entries(changes) as [[string, unknown]];
      const sql = `UPDATE quiz_answers SET ${column} = $1::text::float8 WHERE attempt_id = $2::uuid`;
      await expect(db().$executeRawUnsafe(sql, String(value), id.quizAttempt)).rejects.toThrow(
        /check constraint|23514/,
      );
    },
  );
});
