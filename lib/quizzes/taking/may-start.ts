import type { Quiz } from "../../../grader/quiz/quiz.ts";
import type { ScheduleState } from "../../schedule.ts";
import type { Refusal } from "../refusals.ts";

export interface StartQuestion {
  quiz: Quiz;
  schedule: ScheduleState;
  /** the person's earlier attempts, previews left out; none of them open */
  attempts: readonly { handedInAt: Date | null }[];
  extraAttempts: number;
  now: Date;
  /** false for staff, who try a quiz out whenever they like */
  bound: boolean;
}

/** Attempts that a person may use in all; null: as many as they like. */
export function attemptsAllowed(quiz: Quiz, extraAttempts: number): number | null {
  return quiz.attempts.allowed === 0 ? null : quiz.attempts.allowed + extraAttempts;
}

/** Whether a new attempt may begin now; if not, why, and from when on as far as that is known. */
export function mayStart({
  quiz,
  schedule,
  attempts,
  extraAttempts,
  now,
  bound,
}: StartQuestion): { ok: true } | { ok: false; reason: Refusal; at?: string } {
  if (!bound) return { ok: true };
  if (schedule.status === "not-open") return { ok: false, reason: "not-open", at: schedule.opensAt };
  if (schedule.status === "closed") return { ok: false, reason: "closed" };
  const allowed = attemptsAllowed(quiz, extraAttempts);
  if (allowed !== null && attempts.length >= allowed) return { ok: false, reason: "no-attempts-left" };
  const lastEnd = Math.max(0, ...attempts.map(({ handedInAt }) => handedInAt?.getTime() ?? 0));
  const next = lastEnd + quiz.attempts.minutesBetween * 60_000;
  if (attempts.length > 0 && now.getTime() < next)
    return { ok: false, reason: "too-soon", at: new Date(next).toISOString() };
  return { ok: true };
}
