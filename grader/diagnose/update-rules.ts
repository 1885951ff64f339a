import type { Method, UpdateOptions } from "../contract.ts";
import { updateRules } from "../oracle/update-rules.ts";
import type { Diagnosis } from "../report.ts";
import { unexplained } from "./catalogue/facts.ts";
import { updateRuleFormula, updateRuleMistakes } from "./catalogue/update-rules.ts";
import { type Hypothesis, isWrong, type Probe, recognise } from "./recognise.ts";
import { type UpdateMutant, updateMutants } from "./update-rule-mutants.ts";

/** One step of a sequence: all gradients up to it, and the student's own w(k) that it starts from. */
export interface UpdateStep {
  gradients: Float64Array[];
  options: UpdateOptions;
  from: Float64Array;
  tensor: string;
}

function predict(mutant: UpdateMutant, { gradients, options, from }: UpdateStep): Float64Array {
  const step = mutant.rule(from.length, options);
  let change = new Float64Array(from.length);
  for (const g of gradients) change = Float64Array.from(step(g));
  return from.map((w, i) => w + change[i]!);
}

/** Mistakes of one rule, as predictions of w(k+1) from the student's own w(k). */
export function updateRuleHypotheses(method: Method): Hypothesis<UpdateStep>[] {
  return updateMutants(method, updateRules[method]).map((mutant) => ({
    code: mutant.code,
    predict: (step) => predict(mutant, step),
  }));
}

/** Names the mistake of an update rule from its steps; the changes are predicted from the student's own w(k). */
export function diagnoseUpdateRule(method: Method, probes: readonly Probe<UpdateStep>[]): Diagnosis[] {
  const recognition = recognise(updateRuleHypotheses(method), probes);
  const first = probes.find(isWrong);
  const tensor = first?.case.tensor ?? "w";
  if (recognition.kind === "unexplained") return [unexplained(tensor)];
  return recognition.matches.map(({ code }) => {
    const formula = updateRuleFormula(method, code);
    return {
      code,
      tensor,
      confidence: recognition.confidence,
      ...updateRuleMistakes[code]!,
      ...(formula ? { formula } : {}),
    };
  });
}
