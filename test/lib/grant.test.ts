import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type CheckReport, reportSchema } from "../../grader/report.ts";
import type { Actor } from "../../lib/actor.ts";
import { publishCourse } from "../../lib/courses/publish.ts";
import { db } from "../../lib/db.ts";
import { Forbidden, NotFound } from "../../lib/errors.ts";
import { enqueueGrading } from "../../lib/queue.ts";
import { grantHeldBack } from "../../lib/submissions/grant.ts";
import { listSubmissions } from "../../lib/submissions/list.ts";
import { beginAttempt, publishReport } from "../../lib/submissions/publish.ts";
import { selectSubmission } from "../../lib/submissions/queries.ts";
import { rejudge } from "../../lib/submissions/rejudge.ts";
import { startTestDatabase } from "../support/database.ts";
import { makePerson } from "../support/people.ts";
import { storeSubmission } from "../support/submissions.ts";

startTestDatabase();
let student: Actor;
let other: Actor;
let ta: Actor;
let stranger: Actor;

beforeAll(async () => {
  const courseId = await publishCourse(path.resolve("test/fixtures/course"), new Date());
  student = await makePerson("Student", { courseId, role: "student" });
  other = await makePerson("Other student", { courseId, role: "student" });
  ta = await makePerson("Assistant", { courseId, role: "ta" });
  stranger = await makePerson("Stranger", null);
});

const check = (id: string, over: Partial<CheckReport>): CheckReport => ({
  id,
  kind: "gradient",
  visibility: "public",
  verdict: "accepted",
  score: 4,
  maxScore: 4,
  tensors: [],
  diagnoses: [],
  flags: [],
  cpuMs: 1,
  peakMemoryMiB: 1,
  ...over,
});

/** Four points of a public check and two of a hidden one are held back. */
async function publish(jobId: string, over: Partial<CheckReport> = { score: 0, heldBack: 4 }) {
  await beginAttempt(jobId, "machine/1/x", "0");
  const explanation = { en: "They wait.", "pt-BR": "Esperam." };
  const checks = [
    check("ex1.gradient", { explanation, ...over }),
    check("ex1.gradient-hidden", { visibility: "hidden", score: 2, heldBack: 2 }),
    check("ex1.loss", { kind: "loss", maxScore: 2, score: 2 }),
  ];
  const score = checks.reduce((sum, one) => sum + one.score, 0);
  await publishReport(
    jobId,
    reportSchema.parse({
      schema: "nabla.report/1",
      status: "graded",
      score,
      maxScore: 10,
      engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
      messages: [],
      exercises: [{ id: "ex1", score, maxScore: 10, checks }],
    }),
  );
}

async function held(): Promise<string> {
  const { id: submissionId, versionId } = await storeSubmission(student, "small");
  const jobId = await db().$transaction((tx) =>
    enqueueGrading(tx, { submissionId, versionId, reason: "submission", lane: "practice" }),
  );
  await publish(jobId);
  return submissionId;
}

const decision = { check: "ex1.gradient", points: 3, reason: "Dual numbers, and explained well." };

test("a person gives held-back points: they count everywhere, the student reads why, the report before is kept", async () => {
  const id = await held();
  expect(await grantHeldBack(ta, id, decision)).toEqual({ ok: true });
  const seen = await selectSubmission(student, id);
  expect(seen).toMatchObject({ score: 7, state: { kind: "graded" }, mayGrant: false, rejudge: null });
  const [exercise] = seen.report!.exercises;
  expect(exercise).toMatchObject({ score: 7 });
  const [first, hidden] = exercise!.checks;
  expect(first).toMatchObject({ score: 3, granted: { points: 3, of: 4, reason: decision.reason } });
  expect(first).not.toHaveProperty("heldBack");
  expect(first).not.toHaveProperty("explanation");
  // nothing was decided about the other one
  expect(hidden).toMatchObject({ score: 2, heldBack: 2 });

  expect(await grantHeldBack(ta, id, { ...decision, check: "ex1.gradient-hidden", points: 0 })).toEqual({ ok: true });
  const staff = await selectSubmission(ta, id);
  expect(staff).toMatchObject({ score: 7, mayGrant: true });
  expect(staff.earlierReports.map(({ score }) => score)).toEqual([7, 4]);
  expect((await selectSubmission(student, id)).report!.exercises[0]!.checks[1]).toMatchObject({
    granted: { points: 0, of: 2 },
  });
  const row = (await listSubmissions(ta, "small")).rows.find((one) => one.id === id);
  expect(row).toMatchObject({ score: 7, status: "graded" });

  const events = await db().auditEvent.findMany({ where: { thingId: id, action: "points.granted" } });
  expect(events.map(({ actorId, details }) => [actorId, (details as { points: number }).points])).toEqual([
    [ta.personId, 3],
    [ta.personId, 0],
  ]);
});

test("once, and no more than is held back", async () => {
  const id = await held();
  expect(await grantHeldBack(ta, id, { ...decision, points: 5 })).toEqual({ ok: false, reason: "settled" });
  expect(await grantHeldBack(ta, id, { ...decision, check: "ex1.loss" })).toEqual({ ok: false, reason: "settled" });
  const both = await Promise.all([grantHeldBack(ta, id, decision), grantHeldBack(ta, id, decision)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await selectSubmission(student, id)).toMatchObject({ score: 7 });
  await expect(grantHeldBack(ta, id, { ...decision, reason: " " })).rejects.toThrow();
});

test("not while it is graded again, whose report then counts", async () => {
  const id = await held();
  await grantHeldBack(ta, id, decision);
  await rejudge(ta, id);
  expect(await grantHeldBack(ta, id, { ...decision, check: "ex1.gradient-hidden" })).toEqual({
    ok: false,
    reason: "waiting",
  });
});

test.each([
  [
    "holds the same points back",
    { score: 0, heldBack: 4 },
    { score: 7, check: { score: 3, granted: { points: 3, of: 4 } } },
  ],
  ["holds others back", { score: 0, maxScore: 5, heldBack: 5 }, { score: 4, check: { score: 0, heldBack: 5 } }],
  ["finds nothing to hold back", { score: 4 }, { score: 8, check: { score: 4 } }],
  ["finds it wrong", { score: 0, verdict: "wrong_answer" }, { score: 4, check: { score: 0 } }],
] as const)("what was given stays given when a rejudge %s, and only then", async (_, over, expected) => {
  const id = await held();
  await grantHeldBack(ta, id, decision);
  const again = await rejudge(ta, id);
  if (!again.ok) throw new Error(again.reason);
  await publish(again.jobId, over);
  const seen = await selectSubmission(student, id);
  const [first] = seen.report!.exercises[0]!.checks;
  expect(seen.score).toBe(expected.score);
  expect(first).toMatchObject(expected.check);
  expect("granted" in first!).toBe("granted" in expected.check);
});

test.each([
  ["the student whose work it is", () => student, Forbidden],
  ["another student", () => other, NotFound],
  ["a stranger", () => stranger, NotFound],
])("not by %s", async (_, who, refusal) => {
  const id = await held();
  await expect(grantHeldBack(who(), id, decision)).rejects.toThrow(refusal);
  expect(await selectSubmission(student, id)).toMatchObject({ score: 4 });
});
