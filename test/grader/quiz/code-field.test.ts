import { describe, expect, test } from "vitest";
import { projectSchema } from "../../../grader/project.ts";
import { projectProblems } from "../../../grader/project-rules.ts";
import { codeProject, codeResult } from "../../../grader/quiz/code-field.ts";
import type { FieldOf } from "../../../grader/quiz/field.ts";
import { fieldResultSchema } from "../../../grader/quiz/result.ts";
import type { CheckReport, Report } from "../../../grader/report.ts";
import { both, variantOf } from "./items.ts";

const variantAt = (seed: string) =>
  variantOf(
    [
      {
        id: "stepOf",
        kind: "code",
        solution: "export {}",
        check: {
          id: "step",
          kind: "gradient-descent",
          points: 4,
          cases: [{ parameters: 3, steps: 2, options: { alpha: 0.1 } }],
        },
        feedback: { right: both("well done"), wrong: both("look at the sign") },
      },
    ],
    {},
    seed,
  );
const field = variantAt("1").item.fields[0] as FieldOf<"code">;

const check = (over: Partial<CheckReport>): CheckReport => ({
  id: "step",
  kind: "gradient-descent",
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
const report = (over: Partial<Report>, checks: CheckReport[] = []): Report => ({
  schema: "nabla.report/1",
  status: "graded",
  score: 0,
  maxScore: 4,
  engine: { grader: "x", oracle: "float64", tfjs: "x", backend: "cpu" },
  messages: [],
  exercises: checks.length > 0 ? [{ id: "quiz-field", score: 0, maxScore: 4, checks }] : [],
  ...over,
});

test("a code field is a whole project of one check, other cases for other seeds", () => {
  const project = codeProject(variantAt("1"), field);
  expect(projectSchema.parse(project)).toEqual(project);
  expect(projectProblems(project)).toEqual([]);
  expect(codeProject(variantAt("1"), field)).toEqual(project);
  expect(codeProject(variantAt("2"), field).seed).not.toBe(project.seed);
});

const message = { file: "solution.ts", line: 3, column: 7, text: "';' expected.", severity: "error" as const };
const explanation = both("the third component differs");
const diagnosis = { code: "sign-flipped", confidence: 0.98, message: both("it climbs"), hint: both("?") };
describe("what a report says of the field", () => {
  test.each<[string, Report, object]>([
    ["accepted", report({}, [check({})]), { state: "right", credit: 1, feedback: both("well done"), diagnoses: [] }],
    [
      "wrong, with its cause",
      report({}, [check({ verdict: "wrong_answer", score: 0, explanation, diagnoses: [diagnosis] })]),
      {
        state: "wrong",
        credit: 0,
        message: explanation,
        feedback: both("look at the sign"),
        diagnoses: [{ code: "sign-flipped", confidence: 0.98, message: both("it climbs") }],
      },
    ],
    ["some of it", report({}, [check({ score: 1, verdict: "wrong_answer" })]), { state: "partly", credit: 0.25 }],
    [
      "not compiled",
      report({ status: "compile_error", messages: [{ ...message, severity: "warning", line: 1 }, message] }),
      { state: "wrong", credit: 0, message: { en: "solution.ts:3:7: ';' expected." } },
    ],
    ["refused", report({ status: "rejected" }), { state: "wrong", credit: 0 }],
    ["without a check", report({}), { state: "wrong", credit: 0 }],
    [
      "our own failure",
      report({ status: "internal_error" }),
      { state: "pending", credit: null, message: { en: /fault is ours/ } },
    ],
  ])("%s", (_name, given, expected) => {
    const result = codeResult(field, given);
    const { message: said, ...rest } = expected as { message?: { en: string | RegExp } };
    expect(result).toMatchObject({ id: "stepOf", ...rest });
    if (said) expect(result.message!.en).toMatch(said.en);
    expect(fieldResultSchema.safeParse(result).success).toBe(true);
  });
});
