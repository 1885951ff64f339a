import type { Quiz } from "../../grader/quiz/quiz.ts";

type When = Quiz["reveal"]["score"];

/** Whether a thing is shown now; if not, why, and from when on as far as that is known. */
export type Shown =
  | { shown: true }
  | { shown: false; reason: "attempt-open" | "until-close" | "until-released" | "never"; from: string | null };

export interface Reveal {
  score: Shown;
  feedback: Shown;
  solution: Shown;
}

/** What revealing depends on, besides the quiz. */
export interface Moment {
  /** the attempt was handed in, or its time is over */
  ended: boolean;
  /** when nobody can begin or go on any more */
  closesForAll: Date;
  now: Date;
}

export interface Releases {
  scoreReleasedAt: Date | null;
  feedbackReleasedAt: Date | null;
  solutionReleasedAt: Date | null;
}

/** An instructor's release counts whatever the rule says; nothing is shown of an attempt that goes on. */
function shownAt(when: When, releasedAt: Date | null, { ended, closesForAll, now }: Moment): Shown {
  if (!ended) return { shown: false, reason: "attempt-open", from: null };
  if (releasedAt !== null && releasedAt <= now) return { shown: true };
  switch (when) {
    case "at-once":
    case "after-attempt":
      return { shown: true };
    case "after-close":
      if (now > closesForAll) return { shown: true };
      return { shown: false, reason: "until-close", from: closesForAll.toISOString() };
    case "when-released":
      return { shown: false, reason: "until-released", from: releasedAt?.toISOString() ?? null };
    case "never":
      return { shown: false, reason: "never", from: null };
  }
}

const all: Reveal = { score: { shown: true }, feedback: { shown: true }, solution: { shown: true } };

/**
 * What of an attempt's results may leave the server now.
 * @param everything staff, who see the key whenever they look
 */
export function revealOf(quiz: Quiz, releases: Releases, moment: Moment, everything: boolean): Reveal {
  if (everything) return all;
  return {
    score: shownAt(quiz.reveal.score, releases.scoreReleasedAt, moment),
    feedback: shownAt(quiz.reveal.feedback, releases.feedbackReleasedAt, moment),
    solution: shownAt(quiz.reveal.solution, releases.solutionReleasedAt, moment),
  };
}

/** What an answer that is checked while the attempt goes on may tell beyond right, partly or wrong. */
export function revealOfCheck(quiz: Quiz): { score: boolean; feedback: boolean } {
  return { score: quiz.reveal.score === "at-once", feedback: quiz.reveal.feedback === "at-once" };
}
