import type { CheckReport, Report, Verdict } from "../../grader/report.ts";

/** A check as its viewer may see it. What is withheld is not in the object. */
export type VisibleCheck =
  | ({ shown: "everything" } & CheckReport)
  /** a hidden check, for a student: verdict and score, nothing else */
  | ({ shown: "verdict" } & Pick<CheckReport, "id" | "kind" | "visibility" | "score" | "maxScore"> & {
        verdict: Verdict;
      })
  /** a check whose result comes after the deadline: its name and worth */
  | ({ shown: "nothing" } & Pick<CheckReport, "id" | "kind" | "visibility" | "maxScore">);

export interface VisibleExercise {
  id: string;
  /** over the checks whose score is shown */
  score: number;
  shownMaxScore: number;
  maxScore: number;
  checks: VisibleCheck[];
}

/** A report as its viewer may see it. `score` covers `shownMaxScore` of `maxScore` points: partial while these differ. */
export interface VisibleReport extends Omit<Report, "exercises" | "score"> {
  /** null for internal_error: never scored */
  score: number | null;
  shownMaxScore: number;
  /** when the rest is shown; null when nothing is kept back for later */
  restShownAt: string | null;
  exercises: VisibleExercise[];
}
