import { describe, expect, test } from "vitest";
import { preCheckReport } from "../../grader/feedback.ts";
import { type Feedback, projectSchema } from "../../grader/project.ts";
import { type CheckReport, type Report, reportSchema } from "../../grader/report.ts";
import { redactReport } from "../../lib/submissions/redact.ts";

const text = { en: "why", "pt-BR": "por quê" };
const failed: CheckReport = {
  id: "a",
  kind: "gradient",
  visibility: "public",
  verdict: "wrong_answer",
  score: 0,
  maxScore: 10,
  tensors: [
    { name: "W1", relativeError: 0.5, cosine: 1, scale: 2, agrees: false, tolerance: 1e-6, againstOwnLoss: 1e-9 },
  ],
  diagnoses: [
    {
      code: "missing-factor-2",
      tensor: "W1",
      layer: 1,
      confidence: 0.98,
      message: text,
      hint: text,
      formula: "x",
      export: "gradient",
    },
  ],
  flags: [],
  explanation: text,
  cpuMs: 1,
  peakMemoryMiB: 1,
};
const thrown: CheckReport = { ...failed, id: "b", verdict: "runtime_error", tensors: [], diagnoses: [] };
const later: CheckReport = { ...failed, id: "c", visibility: "after-due" };

const report: Report = reportSchema.parse({
  schema: "nabla.report/1",
  status: "graded",
  score: 0,
  maxScore: 30,
  engine: { grader: "0", oracle: "float64", tfjs: "4.22.0", backend: "cpu" },
  messages: [],
  exercises: [{ id: "ex", score: 0, maxScore: 30, checks: [failed, thrown, later] }],
});

const lastClosing = new Date("2026-03-01T00:00:00Z");
const before = new Date("2026-02-01T00:00:00Z");
const after = new Date("2026-04-01T00:00:00Z");

function seen(id: string, feedback: Feedback | undefined, now = before, everything = false) {
  const viewing = { everything, lastClosing, now, ...(feedback ? { feedback } : {}) };
  const check = redactReport(report, viewing).exercises[0]!.checks.find((one) => one.id === id)!;
  if (check.shown !== "everything") throw new Error(`${id} is not shown`);
  const { shown: _, ...rest } = check;
  return rest;
}

describe("how much of the diagnosis students see", () => {
  test("all of it where the project says nothing", () => {
    expect(seen("a", undefined)).toEqual(failed);
    const { feedback } = projectSchema.parse({
      id: "p",
      title: text,
      seed: "s",
      exercises: [
        {
          id: "ex",
          title: text,
          hints: { en: [], "pt-BR": [] },
          checks: [
            { id: "a", kind: "loss", points: 1, cases: [{ layers: [1, 1], activations: ["linear"], examples: 1 }] },
          ],
        },
      ],
    });
    expect(feedback).toEqual({ diagnosis: "full", from: "always" });
  });

  test("its name alone", () => {
    const check = seen("a", { diagnosis: "code", from: "always" });
    expect(check.diagnoses).toEqual([
      { code: "missing-factor-2", confidence: 0.98, message: { en: expect.any(String), "pt-BR": expect.any(String) } },
    ]);
    expect(JSON.stringify(check)).not.toMatch(/why|por quê/);
    expect(check.tensors[0]!.relativeError).toBe(0.5);
  });

  test("none of it: verdict and numbers stay, and so does what happened to a program that failed", () => {
    const none = { diagnosis: "none", from: "always" } as const;
    expect(seen("a", none)).toMatchObject({ verdict: "wrong_answer", diagnoses: [], tensors: [{ name: "W1" }] });
    expect(seen("a", none)).not.toHaveProperty("explanation");
    expect(seen("a", none).tensors[0]).not.toHaveProperty("againstOwnLoss");
    expect(seen("b", none).explanation).toEqual(text);
  });

  test("nothing until nobody can hand in any more, then what the project gives", () => {
    const full = { diagnosis: "full", from: "after-due" } as const;
    expect(seen("a", full).diagnoses).toEqual([]);
    expect(seen("a", full, lastClosing).diagnoses).toEqual([]);
    expect(seen("a", full, after)).toEqual(failed);
    const named = { diagnosis: "code", from: "after-due" } as const;
    expect(seen("c", named, after).diagnoses[0]).not.toHaveProperty("hint");
  });

  test("teaching staff see all of it at any time", () => {
    expect(seen("a", { diagnosis: "none", from: "after-due" }, before, true)).toEqual(failed);
  });
});

test("points held back are part of a hidden check's score", () => {
  const held: CheckReport = { ...failed, visibility: "hidden", verdict: "accepted", score: 2, heldBack: 8 };
  const exercises = [{ id: "ex", score: 2, maxScore: 10, checks: [held] }];
  const [check] = redactReport({ ...report, exercises }, { everything: false, lastClosing, now: before }).exercises[0]!
    .checks;
  expect(check).toEqual({
    shown: "verdict",
    id: "a",
    kind: "gradient",
    visibility: "hidden",
    verdict: "accepted",
    score: 2,
    maxScore: 10,
    heldBack: 8,
  });
});

test("a student's own pre-check gives away no more than the page", () => {
  const [first] = preCheckReport(report, { diagnosis: "code", from: "always" }).exercises[0]!.checks;
  expect(first!.diagnoses.map(({ code, hint }) => [code, hint])).toEqual([["missing-factor-2", undefined]]);
  const [early] = preCheckReport(report, { diagnosis: "full", from: "after-due" }).exercises[0]!.checks;
  expect(early!.diagnoses).toEqual([]);
  expect(preCheckReport(report, { diagnosis: "full", from: "always" })).toEqual(report);
});
