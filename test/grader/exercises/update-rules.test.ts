import { describe, expect, test } from "vitest";
import type { Method, UpdateOptions } from "../../../grader/contract.ts";
import { updateRuleFormula, updateRuleMistakes } from "../../../grader/diagnose/catalogue/update-rules.ts";
import type { Probe } from "../../../grader/diagnose/recognise.ts";
import { updateMutants } from "../../../grader/diagnose/update-rule-mutants.ts";
import { diagnoseUpdateRule, type UpdateStep } from "../../../grader/diagnose/update-rules.ts";
import { drawSequences, stepBounds, type UpdateCheck } from "../../../grader/exercises/update-rule.ts";
import { type UpdateRule, updateRules } from "../../../grader/oracle/update-rules.ts";

const optionsOf: Record<Method, object> = {
  "gradient-descent": { alpha: 0.05 },
  momentum: { alpha: 0.05, beta: 0.8 },
  adagrad: { alpha: 0.1, epsilon: 1e-8, initial: 0.25 },
  rmsprop: { alpha: 0.02, rho: 0.9, epsilon: 1e-8 },
  adam: { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
};
const tinyOptions: Record<Method, object> = {
  ...optionsOf,
  adagrad: { alpha: 0.1, epsilon: 1e-12, initial: 1e-12 },
  rmsprop: { alpha: 0.02, rho: 0.9, epsilon: 1e-12 },
  adam: { alpha: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-6 },
};

const checkOf = (kind: Method) =>
  ({
    id: "c",
    kind,
    points: 1,
    visibility: "public",
    tolerance: 1,
    cases: [
      { parameters: 5, steps: 6, draws: 2, gradients: "ordinary", options: optionsOf[kind] },
      { parameters: 5, steps: 6, draws: 1, gradients: "tiny", options: tinyOptions[kind] },
    ],
  }) as UpdateCheck;

/** What a program with the given rule returns step by step, from its own w. */
function probesOf(kind: Method, rule: UpdateRule): Probe<UpdateStep>[] {
  const check = checkOf(kind);
  return drawSequences(check, "seed").flatMap((sequence, caseIndex) => {
    const { gradients, options, w0 } = sequence;
    const step = rule(w0.length, options);
    let from = w0;
    return gradients.map((g, k) => {
      const { right, bound } = stepBounds(check, sequence, k, from, ["seed", caseIndex]);
      const change = step(g);
      const student = from.map((w, i) => w + change[i]!);
      const probe = {
        case: { gradients: gradients.slice(0, k + 1), options, from, tensor: `w(${k + 1})` },
        student,
        right,
        bound,
      };
      from = student.every(Number.isFinite) ? student : right;
      return probe;
    });
  });
}

const methods = Object.keys(updateRules) as Method[];

describe.each(methods)("%s", (kind) => {
  test("a right rule is within the bound, in single precision, too", () => {
    for (const round of [(v: number) => v, Math.fround]) {
      const rule: UpdateRule = (size, options) => updateRules[kind](size, options, round);
      for (const { student, right, bound } of probesOf(kind, rule)) {
        expect(student!.every((v, i) => Math.abs(v - right[i]!) <= bound[i]!)).toBe(true);
      }
    }
  });

  test.each(updateMutants(kind, updateRules[kind]).map(({ code, rule }, row) => [code, row, rule] as const))(
    "%s (row %i) is caught and named",
    (code, _row, rule) => {
      const probes = probesOf(kind, rule);
      const wrong = probes.some(({ student, right, bound }) =>
        student!.some((v, i) => !(Math.abs(v - right[i]!) <= bound[i]!)),
      );
      expect(wrong).toBe(true);
      const found = diagnoseUpdateRule(kind, probes);
      expect(found.map((diagnosis) => diagnosis.code)).toContain(code);
      // rules with the same numbers are listed together, never more than two of them
      expect(found.length).toBeLessThanOrEqual(2);
      expect(found[0]!.formula).toContain("w(k+1)");
    },
  );

  test("a mistake outside the table gets no name", () => {
    const odd: UpdateRule = (size, options: UpdateOptions) => {
      const right = updateRules[kind](size, options);
      return (g) => right(g).map((change, i) => change * (1 + 0.01 * i));
    };
    expect(diagnoseUpdateRule(kind, probesOf(kind, odd)).map(({ code }) => code)).toEqual(["unexplained"]);
  });

  test("every mistake has words in both languages, and marks the formula where a part of it is meant", () => {
    for (const { code } of updateMutants(kind, updateRules[kind])) {
      const { message, hint } = updateRuleMistakes[code]!;
      for (const text of [message.en, message["pt-BR"], hint.en, hint["pt-BR"]])
        expect(text.length).toBeGreaterThan(20);
      expect(updateRuleFormula(kind, code)).toBeTruthy();
    }
  });
});
