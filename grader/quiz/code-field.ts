import type { Project } from "../project.ts";
import type { Localised, Report } from "../report.ts";
import type { FieldOf } from "./field.ts";
import { byCredit } from "./kinds/judgement.ts";
import type { FieldResult } from "./result.ts";
import { fillTemplate } from "./template.ts";
import type { Values } from "./values.ts";
import type { Variant } from "./variant.ts";

/**
 * A field that asks for a function, as a project of its one check: `grade` judges it as it judges any hand-in. The cases are
 * drawn from the variant's seed.
 */
export function codeProject({ item, seed }: Variant, { id, check }: FieldOf<"code">): Project {
  return {
    id: item.id,
    title: item.title,
    seed: `quiz ${item.id} ${id} ${seed}`,
    backpropagation: "any",
    finiteDifferencesWorth: 0,
    feedback: { diagnosis: "full", from: "always" },
    budgetSeconds: 60,
    exercises: [{ id: "quiz-field", title: item.title, hints: { en: [], "pt-BR": [] }, checks: [check] }],
  };
}

const waiting: Localised = {
  en: "Not graded yet: the fault is ours, and it costs you nothing.",
  "pt-BR": "Ainda não corrigido: a falha é nossa e não tira pontos de você.",
};

function refusal({ messages }: Report): Localised {
  const error = messages.find(({ severity }) => severity !== "warning");
  if (error === undefined) return { en: "It could not be compiled.", "pt-BR": "Não foi possível compilar." };
  const at = `${error.file}:${error.line}:${error.column}`;
  const words = error.localised ?? { en: error.text, "pt-BR": error.text };
  return { en: `${at}: ${words.en}`, "pt-BR": `${at}: ${words["pt-BR"]}` };
}

/**
 * What a report on a field's project says of the field. Our own failure leaves it waiting: it is never scored.
 * @param values of the variant, for what the author's feedback shows of them
 */
export function codeResult(field: FieldOf<"code">, report: Report, values: Values = {}): FieldResult {
  const { id } = field;
  const filled = (text: Localised | undefined): { feedback?: Localised } =>
    text
      ? { feedback: { en: fillTemplate(text.en, values, "en"), "pt-BR": fillTemplate(text["pt-BR"], values, "pt-BR") } }
      : {};
  if (report.status === "internal_error") {
    return { id, state: "pending", credit: null, message: waiting, diagnoses: [] };
  }
  const wrong = filled(field.feedback?.wrong);
  if (report.status !== "graded") {
    return { id, state: "wrong", credit: 0, message: refusal(report), diagnoses: [], ...wrong };
  }
  const checks = report.exercises.flatMap((exercise) => exercise.checks);
  const reached = checks.reduce((sum, check) => sum + check.score, 0);
  const possible = checks.reduce((sum, check) => sum + check.maxScore, 0);
  // a run without a check is no pass
  const judged = byCredit(possible > 0 ? reached / possible : 0);
  const explanation = checks.find((check) => check.explanation)?.explanation;
  const right = filled(field.feedback?.right);
  return {
    id,
    ...judged,
    ...(explanation && judged.credit !== 1 ? { message: explanation } : {}),
    diagnoses: checks.flatMap((check) =>
      check.diagnoses.map(({ code, message, confidence }) => ({ code, message, confidence })),
    ),
    ...(judged.credit === 1 ? right : wrong),
  };
}
