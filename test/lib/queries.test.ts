import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Report, Verdict } from "../../grader/report.ts";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { listCourses, listRecentSubmissions, selectCourse } from "../../lib/courses/queries.ts";
import { db } from "../../lib/db.ts";
import { Forbidden, NotFound } from "../../lib/errors.ts";
import { selectProjectPage, selectStarter } from "../../lib/projects/queries.ts";
import { type ListQuery, listSubmissions } from "../../lib/submissions/list.ts";
import { publishReport } from "../../lib/submissions/publish.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { submit } from "../../lib/submissions/submit.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";

startTestDatabase();

let ana: Actor;
let bia: Actor;
let ta: Actor;
let admin: Actor;
let stranger: Actor;
const ids: string[] = [];

/** A report as the grader writes it for the small project, with these points. */
function report(points: [number, number, number], verdict: Verdict = "wrong_answer"): Report {
  const kinds = [
    ["ex1.forward", "forward", "public", 10],
    ["ex1.loss-hidden", "loss", "hidden", 20],
    ["ex1.gradient-later", "gradient", "after-due", 30],
  ] as const;
  const checks = kinds.map(([id, kind, visibility, maxScore], i) => ({
    id,
    kind,
    visibility,
    verdict: points[i] === maxScore ? ("accepted" as const) : verdict,
    score: points[i]!,
    maxScore,
    tensors: [],
    diagnoses: [],
    flags: [],
    cpuMs: 1,
    peakMemoryMiB: 1,
  }));
  const score = points[0] + points[1] + points[2];
  return {
    schema: "nabla.report/1",
    status: "graded",
    score,
    maxScore: 60,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [{ id: "ex1", score, maxScore: 60, checks }],
  };
}

async function handIn(actor: Actor, graded: Report | null): Promise<string> {
  const submitted = await submit(actor, {
    courseSlug: "small",
    projectSlug: "small",
    idempotencyKey: `query-test-${ids.length}`,
    files: [{ path: "solution.ts", bytes: new TextEncoder().encode(`export const version = ${ids.length};\n`) }],
  });
  if (!submitted.ok) throw new Error(submitted.message.en);
  ids.push(submitted.submissionId);
  if (graded) {
    const job = await db().gradingJob.findFirstOrThrow({ where: { submissionId: submitted.submissionId } });
    await publishReport(job.id, graded);
  }
  return submitted.submissionId;
}

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  ana = await makePerson("Ana", { courseId, role: "student" });
  bia = await makePerson("Bia", { courseId, role: "student" });
  ta = await makePerson("Monitor", { courseId, role: "ta" });
  admin = await makePerson("Admin", null, { admin: true });
  stranger = await makePerson("Stranger", null);
  await handIn(ana, report([10, 0, 0]));
  await handIn(bia, report([10, 20, 30]));
  await handIn(ana, report([10, 20, 7], "time_limit"));
  await handIn(bia, null);
});

describe("courses", () => {
  test("a student sees what is open, late ones included, the soonest first", async () => {
    const [card] = await listCourses(ana);
    expect(card).toMatchObject({ slug: "small", role: "student", timeZone: "America/Sao_Paulo" });
    expect(card!.nextDeadlines.map(({ projectSlug, schedule }) => [projectSlug, schedule.status])).toEqual([
      ["late", "late"],
      ["small", "open"],
    ]);
  });

  test("somebody without a course has none, an admin has all", async () => {
    expect(await listCourses(stranger)).toEqual([]);
    expect(await listCourses(admin)).toMatchObject([{ slug: "small", role: null }]);
  });

  test("a project that has not opened is not there for students, and is for staff", async () => {
    const names = async (actor: Actor) => (await selectCourse(actor, "small")).projects.map(({ slug }) => slug);
    expect(await names(ana)).toEqual(["small", "over", "late"]);
    expect(await names(ta)).toEqual(["small", "over", "late", "later"]);
    await expect(selectProjectPage(ana, "small", "later")).rejects.toThrow(NotFound);
    await expect(selectStarter(ana, "small", "later")).rejects.toThrow(NotFound);
    await expect(selectCourse(stranger, "small")).rejects.toThrow(NotFound);
  });

  test("scores in lists leave out what is shown later, except for staff", async () => {
    expect((await selectCourse(ana, "small")).projects[0]?.latest).toMatchObject({
      number: 2,
      score: 30,
      shownMaxScore: 30,
    });
    const recent = await listRecentSubmissions(ana);
    expect(recent.map(({ number, score }) => [number, score])).toEqual([
      [2, 30],
      [1, 10],
    ]);
  });
});

describe("the project page", () => {
  test("of a student holds statement, schedule and own submissions, and no titles of hidden checks", async () => {
    const page = await selectProjectPage(ana, "small", "small");
    expect(page).toMatchObject({
      role: "student",
      maxScore: 60,
      group: null,
      can: { submit: true, seeSubmissions: false },
    });
    expect(page.submissions.map(({ number }) => number)).toEqual([2, 1]);
    expect(JSON.stringify(page)).not.toMatch(/Secret title|"cases"|"seed"|layers/);
  });

  test("the starter is the starter, and the solution is nowhere", async () => {
    expect(await selectStarter(ana, "small", "small")).toMatchObject([{ path: "solution.ts" }]);
    const everything = JSON.stringify([
      await selectProjectPage(ta, "small", "small"),
      await selectStarter(ta, "small", "small"),
    ]);
    expect(everything).not.toContain("const slope");
  });
});

describe("one submission", () => {
  test("shows its student the visible part, staff the whole, and nobody else anything", async () => {
    expect(await selectSubmission(ana, ids[0]!)).toMatchObject({
      viewer: "owner",
      score: 10,
      shownMaxScore: 30,
      maxScore: 60,
    });
    expect(await selectSubmission(ta, ids[2]!)).toMatchObject({ viewer: "staff", score: 37, shownMaxScore: 60 });
    for (const actor of [bia, stranger]) await expect(selectSubmission(actor, ids[0]!)).rejects.toThrow(NotFound);
    await expect(selectSubmission(ana, "nonsense")).rejects.toThrow(NotFound);
    expect(await selectSubmission(admin, ids[0]!)).toMatchObject({ viewer: "staff" });
  });

  test("brings the files of the one before it", async () => {
    const page = await selectSubmission(ana, ids[2]!);
    expect(page.previousFiles).toMatchObject({ number: 1, files: [{ text: "export const version = 0;\n" }] });
    expect((await selectSubmission(ana, ids[0]!)).previousFiles).toBeNull();
  });

  test("brings the verdicts of the one before it, as far as they are shown", async () => {
    const shown = { "ex1.forward": "accepted", "ex1.loss-hidden": "wrong_answer" };
    expect((await selectSubmission(ana, ids[2]!)).previousVerdicts).toEqual(shown);
    expect((await selectSubmission(ta, ids[2]!)).previousVerdicts).toEqual({
      ...shown,
      "ex1.gradient-later": "wrong_answer",
    });
    // the first one, and one that is not graded yet
    for (const [actor, id] of [
      [ana, ids[0]!],
      [bia, ids[3]!],
    ] as const)
      expect((await selectSubmission(actor, id)).previousVerdicts).toBeNull();
  });
});

describe("the list of staff", () => {
  const numbers = async (filter: ListQuery) =>
    (await listSubmissions(ta, "small", filter)).rows.map(({ id }) => ids.indexOf(id));

  test.each<[string, ListQuery, number[]]>([
    ["newest first", {}, [3, 2, 1, 0]],
    ["oldest first", { sort: "oldest" }, [0, 1, 2, 3]],
    ["best first, without what has no score", { sort: "score-descending" }, [1, 2, 0]],
    ["worst first", { sort: "score-ascending" }, [0, 2, 1]],
    ["of a person", { person: "bia" }, [3, 1]],
    ["waiting", { status: "pending" }, [3]],
    ["graded", { status: "graded" }, [2, 1, 0]],
    ["held back", { status: "internal_error" }, []],
    ["with a verdict", { verdict: "time_limit" }, [2]],
    ["of a project", { project: "over" }, []],
    ["of nobody", { person: "100%_no" }, []],
    ["with a cursor that is nonsense", { cursor: "nonsense" }, [3, 2, 1, 0]],
  ])("%s", async (_name, filter, expected) => expect(await numbers(filter)).toEqual(expected));

  test.each(["newest", "oldest", "score-descending", "score-ascending"] as const)(
    "page by page gives each row once: %s",
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listSubmissions(ta, "small", { sort, limit: 1, ...(cursor ? { cursor } : {}) });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor);
      const whole = await listSubmissions(ta, "small", { sort });
      expect(seen).toEqual(whole.rows.map(({ id }) => id));
    },
  );

  test("is not for students, and not there for strangers", async () => {
    await expect(listSubmissions(ana, "small")).rejects.toThrow(Forbidden);
    await expect(listSubmissions(stranger, "small")).rejects.toThrow(NotFound);
  });

  test("shows the whole score and the verdicts", async () => {
    const { rows } = await listSubmissions(ta, "small");
    expect(rows[1]).toMatchObject({ score: 37, verdicts: ["time_limit"], members: ["Ana"], state: { kind: "graded" } });
  });
});

test("a rejudge is a new job, and a slow older one does not replace its report", async () => {
  const id = await handIn(bia, null);
  const older = await db().gradingJob.findFirstOrThrow({ where: { submissionId: id } });
  const newer = await db().gradingJob.create({
    data: { submissionId: id, versionId: older.versionId, reason: "rejudge", lane: "rejudge", priority: 0 },
  });
  expect(await publishReport(newer.id, report([10, 20, 30]))).toBe(true);
  expect(await publishReport(older.id, report([0, 0, 0]))).toBe(true);
  expect((await selectSubmission(ta, id)).score).toBe(60);
  expect(await publishReport(newer.id, report([1, 1, 1]))).toBe(false);
});
