import type { ExerciseKind } from "../kinds.ts";
import type { Check } from "../project.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import type { CheckReport, Diagnosis } from "../report.ts";
import type { Limits, Program, Sandbox, Session } from "../sandbox/types.ts";

/** What an exercise is given to judge one check. */
export interface Judging<C extends Check = Check> {
  check: C;
  /** the project's seed: with the check's id, all that cases are drawn from */
  seed: string;
  program: Program;
  sandbox: Sandbox;
  reference: ReferenceEngine;
  /** wall-clock milliseconds that the submission has left */
  remainingMs: () => number;
  /** diagnoses of the checks judged so far, by kind: a check that fails because of another export carries that one's */
  found: ReadonlyMap<ExerciseKind, Diagnosis[]>;
}

/** What an exercise says about a check; points are the pipeline's business. */
export type Judged = Omit<CheckReport, "id" | "kind" | "visibility" | "score" | "maxScore">;

/** Judges one check: poses its cases, compares, names the mistake. Throws only when the fault is ours. */
export type Exercise<C extends Check = Check> = (judging: Judging<C>) => Promise<Judged>;

/** The oracle and the second opinion do not agree on a case: ours to repair, never the student's failure. */
export class ReferenceDispute extends Error {
  override name = "ReferenceDispute";
}

/** measured 20 to 50 ns for a multiply-add of the oracle with all that surrounds it */
const millisecondsPerOperation = 5e-5;

/** on an idle machine 0.05 ms; a crowded one may let a program wait for its turn at each of them */
const millisecondsPerRoundTrip = 5;

/**
 * For one call. A right program that prints a line at every evaluation of a minimisation, or at every example of a training,
 * stays below; one that never stops printing is here before its CPU time is spent (1.1 MiB/s of single characters were measured).
 */
const outputBytes = 2 ** 20;

/** What a check asks of a program. */
export interface Work {
  /** multiply-adds that the oracle needs for it */
  operations: number;
  /** calls back to the grader that it may make */
  roundTrips?: number;
}

/**
 * Limits of one check from the multiply-adds that the oracle needs for it. Counted, not timed, so that they are the same on
 * every machine; 100 times the oracle leaves room for scalar automatic differentiation, which was measured at 70 times.
 * CPU time is the judge; the wall clock only ends programs that wait, and is wide enough for a machine five times overloaded.
 */
export function limitsFor({ operations, roundTrips = 0 }: Work, remainingMs: number): Limits {
  const fair = Math.max(2000, Math.ceil(100 * operations * millisecondsPerOperation));
  const leftOfBudgetMs = Math.max(1, Math.floor(remainingMs));
  const cpuMs = Math.min(fair, leftOfBudgetMs);
  return {
    cpuMs,
    wallMs: Math.min(5 * cpuMs + 3000 + millisecondsPerRoundTrip * roundTrips, leftOfBudgetMs),
    memoryMiB: 256,
    outputBytes,
    leftOfBudgetMs,
  };
}

/** Opens a session, hands it to `work`, and closes it whatever happens. */
export async function inSession<T>(
  { sandbox, program, remainingMs }: Pick<Judging, "sandbox" | "program" | "remainingMs">,
  needs: Work,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await sandbox.open(program, limitsFor(needs, remainingMs()));
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
