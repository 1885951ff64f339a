import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CheckReport, type Report, reportSchema } from "../../grader/report.ts";
import { redactReport, type Viewing } from "../../lib/submissions/redact.ts";

const secret = "SECRET-4711";
const secretNumber = 4711.25;

/** A check in which everything that could tell something holds a secret. */
function check(id: string, visibility: CheckReport["visibility"], score: number, maxScore = 10): CheckReport {
  const text = { en: secret, "pt-BR": secret };
  return {
    id,
    kind: "gradient",
    visibility,
    verdict: "wrong_answer",
    score,
    maxScore,
    tensors: [
      {
        name: secret,
        relativeError: secretNumber,
        cosine: secretNumber,
        scale: secretNumber,
        agrees: false,
        tolerance: secretNumber,
        againstTfjs: secretNumber,
        againstOwnLoss: secretNumber,
        digits: secretNumber,
        worst: { index: [4711], student: secretNumber, reference: secretNumber },
        student: [[secretNumber]],
        reference: [[secretNumber]],
      },
    ],
    diagnoses: [
      {
        code: secret,
        tensor: secret,
        layer: 4711,
        confidence: 1,
        message: text,
        formula: secret,
        hint: text,
        export: secret,
      },
    ],
    flags: [{ code: "near-tolerance", evidence: secret }],
    convergence: {
      student: [secretNumber],
      reference: [secretNumber],
      firstDivergence: 4711,
      finalLoss: 1,
      referenceFinalLoss: 1,
    },
    cpuMs: secretNumber,
    peakMemoryMiB: secretNumber,
    explanation: text,
    at: { file: "solution.ts", line: 4711, column: 1, text: secret },
    shownCase: secret,
    casesPassed: 4711,
    cases: 4711,
    output: secret,
  };
}

function report(checks: CheckReport[], status: Report["status"] = "graded"): Report {
  const score = checks.reduce((sum, { score }) => sum + score, 0);
  const maxScore = checks.reduce((sum, { maxScore }) => sum + maxScore, 0);
  return reportSchema.parse({
    schema: "nabla.report/1",
    status,
    score,
    maxScore,
    engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [{ id: "ex1", score, maxScore, checks }],
  });
}

const lastClosing = new Date("2026-03-13T02:59:00Z");
const before: Viewing = { everything: false, lastClosing, now: lastClosing };
const after: Viewing = { everything: false, lastClosing, now: new Date(lastClosing.getTime() + 1) };
const staff: Viewing = { ...before, everything: true };

describe("for a student", () => {
  test.each([
    ["before the deadline", before],
    ["after the deadline", after],
  ])("a hidden check shows its verdict and score and nothing else, %s", (_name, viewing) => {
    const visible = redactReport(report([check("h", "hidden", 3)]), viewing);
    expect(visible.exercises[0]!.checks).toEqual([
      {
        id: "h",
        kind: "gradient",
        visibility: "hidden",
        shown: "verdict",
        verdict: "wrong_answer",
        score: 3,
        maxScore: 10,
      },
    ]);
    expect(JSON.stringify(visible)).not.toContain("4711");
    expect(visible).toMatchObject({ score: 3, shownMaxScore: 10, maxScore: 10, restShownAt: null });
  });

  test("an after-due check is only a name before the deadline, and the totals do not give its score away", () => {
    const visible = redactReport(report([check("p", "public", 4), check("d", "after-due", 7)]), before);
    expect(visible.exercises[0]).toMatchObject({ score: 4, shownMaxScore: 10, maxScore: 20 });
    expect(visible.exercises[0]!.checks[1]).toEqual({
      id: "d",
      kind: "gradient",
      visibility: "after-due",
      shown: "nothing",
      maxScore: 10,
    });
    expect(visible).toMatchObject({
      score: 4,
      shownMaxScore: 10,
      maxScore: 20,
      restShownAt: lastClosing.toISOString(),
    });
  });

  test("an after-due check is shown like a public one once nobody can hand in any more", () => {
    const whole = report([check("p", "public", 4), check("d", "after-due", 7)]);
    const visible = redactReport(whole, after);
    expect(visible).toMatchObject({ score: 11, shownMaxScore: 20, restShownAt: null });
    expect(visible.exercises[0]!.checks[1]).toMatchObject({ shown: "everything", ...whole.exercises[0]!.checks[1] });
  });

  test("a public check is shown whole", () => {
    const whole = report([check("p", "public", 4)]);
    expect(redactReport(whole, before).exercises[0]!.checks[0]).toEqual({
      shown: "everything",
      ...whole.exercises[0]!.checks[0],
    });
  });

  test("whatever the mixture, no secret of a check that is not public is in the text", () => {
    const visibility = fc.constantFrom("hidden" as const, "after-due" as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(visibility, fc.integer({ min: 0, max: 10 })), { minLength: 1 }), (drawn) => {
        const checks = drawn.map(([kind, score], i) => check(`c${i}`, kind, score));
        expect(JSON.stringify(redactReport(report(checks), before))).not.toMatch(/4711|SECRET/);
      }),
    );
  });
});

test("staff see everything", () => {
  const whole = report([check("p", "public", 4), check("h", "hidden", 5), check("d", "after-due", 7)]);
  const visible = redactReport(whole, staff);
  expect(visible).toMatchObject({ score: 16, shownMaxScore: 30, restShownAt: null });
  expect(visible.exercises[0]!.checks.every(({ shown }) => shown === "everything")).toBe(true);
});

test("an internal error has no score", () => {
  expect(redactReport(report([check("p", "public", 0)], "internal_error"), before).score).toBeNull();
});

test("which layer of the sandbox ended a program is for those who see everything", () => {
  const limiter = { layer: "memory-rlimit", measured: 240, limit: 256, unit: "MiB" };
  const stopped: CheckReport = { ...check("a", "public", 0), verdict: "memory_limit", limiter };
  const report: Report = {
    schema: "nabla.report/1",
    status: "graded",
    score: 0,
    maxScore: 10,
    engine: { grader: "1", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
    messages: [],
    exercises: [{ id: "ex", score: 0, maxScore: 10, checks: [stopped] }],
  };
  const seen = (everything: boolean) =>
    redactReport(report, { everything, lastClosing: new Date(0), now: new Date(1) }).exercises[0]!.checks[0]!;
  expect(seen(true)).toMatchObject({ limiter });
  expect(seen(false)).not.toHaveProperty("limiter");
});
