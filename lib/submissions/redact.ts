import type { Feedback } from "../../grader/project.ts";
import type { CheckReport, Report, Verdict } from "../../grader/report.ts";
import { diagnosisShown } from "./feedback.ts";

/** A check as its viewer may see it. What is withheld is not in the object. */
export type VisibleCheck =
  | ({ shown: "everything" } & CheckReport)
  /** a hidden check, for a student: verdict and score, nothing else */
  | ({ shown: "verdict" } & Pick<
      CheckReport,
      "id" | "kind" | "visibility" | "score" | "maxScore" | "heldBack" | "granted"
    > & {
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

export interface Viewing {
  /** TAs, instructors and admins see everything */
  everything: boolean;
  /** when nobody can hand in any more: from then on `after-due` checks are shown like public ones */
  lastClosing: Date;
  now: Date;
  /** how much of the diagnosis the project lets students see; all of it where nothing is said */
  feedback?: Feedback;
}

/**
 * What of one check leaves the server. Built up from the fields that may be shown, never by deleting those that may not:
 * a field added to the report later is withheld until someone decides otherwise here.
 */
function redactCheck(check: CheckReport, viewing: Viewing): VisibleCheck {
  const name = { id: check.id, kind: check.kind, visibility: check.visibility, maxScore: check.maxScore };
  if (viewing.everything) return { ...check, shown: "everything" };
  // which layer of the sandbox fired is for operators
  const { limiter: _, ...forStudents } = check;
  if (check.visibility === "public") return { ...diagnosisShown(forStudents, viewing), shown: "everything" };
  if (check.visibility === "hidden") {
    const held = check.heldBack === undefined ? {} : { heldBack: check.heldBack };
    const granted = check.granted === undefined ? {} : { granted: check.granted };
    return { ...name, shown: "verdict", verdict: check.verdict, score: check.score, ...held, ...granted };
  }
  if (viewing.now > viewing.lastClosing) return { ...diagnosisShown(forStudents, viewing), shown: "everything" };
  return { ...name, shown: "nothing" };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The score of a report that its viewer may see, and over how many points it goes. */
export function visibleScore(report: Report, viewing: Viewing): { score: number | null; shownMaxScore: number } {
  const { score, shownMaxScore } = redactReport(report, viewing);
  return { score, shownMaxScore };
}

/**
 * The one place that decides what a viewer sees of a report. Totals are summed again over the checks that are shown, so
 * that no difference of sums gives a withheld score away.
 */
export function redactReport(report: Report, viewing: Viewing): VisibleReport {
  const exercises = report.exercises.map((exercise): VisibleExercise => {
    const checks = exercise.checks.map((check) => redactCheck(check, viewing));
    const scored = checks.filter((check) => check.shown !== "nothing");
    const withheld = scored.length < checks.length;
    return {
      id: exercise.id,
      // a person may have changed an exercise's score by hand: keep it where nothing is withheld
      score: withheld ? sum(scored.map((check) => check.score)) : exercise.score,
      shownMaxScore: withheld ? sum(scored.map((check) => check.maxScore)) : exercise.maxScore,
      maxScore: exercise.maxScore,
      checks,
    };
  });
  const withheld = exercises.some((exercise) => exercise.checks.some((check) => check.shown === "nothing"));
  const unscored = report.status === "internal_error";
  return {
    schema: report.schema,
    status: report.status,
    score: unscored ? null : withheld ? sum(exercises.map((exercise) => exercise.score)) : report.score,
    shownMaxScore: withheld ? sum(exercises.map((exercise) => exercise.shownMaxScore)) : report.maxScore,
    maxScore: report.maxScore,
    restShownAt: withheld ? viewing.lastClosing.toISOString() : null,
    engine: report.engine,
    messages: report.messages,
    exercises,
  };
}
