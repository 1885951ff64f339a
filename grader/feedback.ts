import type { Feedback } from "./project.ts";
import type { CheckReport, Diagnosis, Report } from "./report.ts";

/** The mistake's name and nothing that explains it: no words, formula, hint, place. */
const onlyNamed = ({ code, confidence }: Diagnosis): Diagnosis => ({
  code,
  confidence,
  message: {
    en: "The numbers show the mistake of this name. What it means is for you to find out.",
    "pt-BR": "Os números mostram o erro com este nome. O que ele significa fica para você descobrir.",
  },
});

/**
 * A check with as much of the diagnosis as a student is to see. Verdict, numbers and facts (a limit, an error thrown, a shape)
 * are no diagnosis and stay; which gradients agree with which is one.
 */
export function withDiagnosis(check: CheckReport, shown: Feedback["diagnosis"]): CheckReport {
  if (shown === "full") return check;
  const { explanation, ...rest } = check;
  const tellsCause = check.verdict === "wrong_answer";
  return {
    ...rest,
    diagnoses: shown === "code" ? check.diagnoses.map(onlyNamed) : [],
    tensors: check.tensors.map(({ againstOwnLoss: _own, ...tensor }) => tensor),
    ...(explanation && !tellsCause ? { explanation } : {}),
  };
}

/** A student's own pre-check: it knows no deadline, so what comes after it is not shown. */
export function preCheckReport(report: Report, { diagnosis, from }: Feedback): Report {
  const shown = from === "after-due" ? "none" : diagnosis;
  const exercises = report.exercises.map(({ checks, ...exercise }) => ({
    ...exercise,
    checks: checks.map((check) => withDiagnosis(check, shown)),
  }));
  return { ...report, exercises };
}
