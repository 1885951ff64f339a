import type { Feedback } from "../../grader/project.ts";
import type { CheckReport, Diagnosis } from "../../grader/report.ts";

interface When {
  feedback?: Feedback;
  lastClosing: Date;
  now: Date;
}

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
 * A check that a student sees, with as much of the diagnosis as the project gives away at this time. Verdict, numbers and facts
 * (a limit, an error thrown, a shape) are no diagnosis and stay; which gradients agree with which is one.
 */
export function diagnosisShown(check: CheckReport, { feedback, lastClosing, now }: When): CheckReport {
  const { diagnosis, from } = feedback ?? { diagnosis: "full", from: "always" };
  const shown = from === "after-due" && !(now > lastClosing) ? "none" : diagnosis;
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
