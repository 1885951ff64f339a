import { withDiagnosis } from "../../grader/feedback.ts";
import type { Feedback } from "../../grader/project.ts";
import type { CheckReport } from "../../grader/report.ts";

interface When {
  feedback?: Feedback;
  lastClosing: Date;
  now: Date;
}

/** A check that a student sees, with as much of the diagnosis as the project gives away at this time. */
export function diagnosisShown(check: CheckReport, { feedback, lastClosing, now }: When): CheckReport {
  const { diagnosis, from } = feedback ?? { diagnosis: "full", from: "always" };
  return withDiagnosis(check, from === "after-due" && !(now > lastClosing) ? "none" : diagnosis);
}
