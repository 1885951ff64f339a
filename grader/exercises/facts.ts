import { mutatesInput } from "../diagnose/catalogue/facts.ts";
import type { Diagnosis, Localised, Message, Verdict } from "../report.ts";
import type { Failure, Limiter, Outcome } from "../sandbox/types.ts";

/** What is plain before any number is compared. */
export interface Fact {
  verdict: Verdict;
  explanation: Localised;
  at?: Message;
  limiter?: Limiter;
  diagnoses: Diagnosis[];
}

const causalOrder = [
  "missing_export",
  "security_violation",
  "time_limit",
  "memory_limit",
  "output_limit",
  "runtime_error",
  "evaluations_exceeded",
  "threw",
  "bad_return",
] as const;

/** Whether the process is gone, so that no further call of this session can be answered. */
export function endsSession(outcome: Outcome): boolean {
  return !["returned", "threw", "bad_return", "missing_export"].includes(outcome.status);
}

function factOf(failure: Failure): Fact {
  const { explanation, at, limiter } = failure;
  const base = { explanation, ...(at ? { at } : {}), ...(limiter ? { limiter } : {}), diagnoses: [] };
  switch (failure.status) {
    case "threw":
      return failure.frozenWrite
        ? { ...base, verdict: "wrong_answer", diagnoses: [mutatesInput(failure.error!.message)] }
        : { ...base, verdict: "runtime_error" };
    case "evaluations_exceeded":
      return { ...base, verdict: "wrong_answer" };
    default:
      return { ...base, verdict: failure.status };
  }
}

/** The first fact, in the order of the contract, that keeps the check from being judged by its numbers; null when all calls returned. */
export function firstFact(outcomes: readonly Outcome[]): Fact | null {
  const failures = outcomes.filter((outcome): outcome is Failure => outcome.status !== "returned");
  const rank = (failure: Failure) => causalOrder.indexOf(failure.status);
  const first = failures.sort((a, b) => rank(a) - rank(b))[0];
  return first ? factOf(first) : null;
}
