import type { Failure, Limits, Sandbox, Session } from "./sandbox/types.ts";

/** Time that a submission's own programs have used; the grader's thinking is not charged to it. */
export interface Budget {
  remainingMs(): number;
  /** the sandbox, with every wait for a program counted */
  sandbox: Sandbox;
}

/** leaves room for what is not counted, so that the whole of a submission stays within the project's seconds */
const share = 0.9;

const limitVerdicts: readonly Failure["status"][] = ["time_limit", "memory_limit", "output_limit"];

/** A module that met a limit while it was loaded meets it again in the next check, unless that one allows more. */
interface Unloadable {
  failure: Failure;
  cpuMs: number;
}

const stillborn = (loadFailure: Failure): Session => ({
  loadFailure,
  call: async () => loadFailure,
  usage: () => ({ cpuMs: 0, chargedMs: 0, peakMemoryMiB: 0, output: "", mathCalls: 0 }),
  close: async () => {},
});

/** How many times the budget may pass by the clock on the wall while others keep the programs from running. */
const patience = 5;

/**
 * Charges what the programs took as on a machine of their own, so that an overloaded one leaves the same checks "not run" as an
 * idle one. On a machine that is not overloaded this is the wall clock; where a sandbox cannot tell, it is the wall clock, too.
 */
export function budgetOf(budgetSeconds: number, sandbox: Sandbox): Budget {
  const mostMs = share * budgetSeconds * 1000;
  let chargedMs = 0;
  let wallMs = 0;
  /** @param charged what the session has been charged so far; undefined where that is not known */
  const counted = async <T>(
    wait: () => Promise<T>,
    charged: (result: T | undefined) => number | undefined,
  ): Promise<T> => {
    const before = charged(undefined) ?? 0;
    const start = performance.now();
    let result: T | undefined;
    try {
      result = await wait();
      return result;
    } finally {
      const passed = performance.now() - start;
      wallMs += passed;
      const now = charged(result);
      chargedMs += now === undefined ? passed : Math.max(0, now - before);
    }
  };
  let unloadable: Unloadable | undefined;
  const remember = ({ loadFailure }: Session, { cpuMs, leftOfBudgetMs = Number.POSITIVE_INFINITY }: Limits) => {
    const ofTheCheck = cpuMs < leftOfBudgetMs;
    if (loadFailure && ofTheCheck && limitVerdicts.includes(loadFailure.status)) {
      unloadable = { failure: loadFailure, cpuMs };
    }
  };
  return {
    remainingMs: () => Math.min(mostMs - chargedMs, patience * mostMs - wallMs),
    sandbox: {
      level: sandbox.level,
      close: () => sandbox.close(),
      open: async (program, limits) => {
        if (unloadable && limits.cpuMs <= unloadable.cpuMs) return stillborn(unloadable.failure);
        const session = await counted<Session>(
          () => sandbox.open(program, limits),
          (opened) => opened?.usage().chargedMs,
        );
        remember(session, limits);
        return {
          loadFailure: session.loadFailure,
          call: (call, objective) =>
            counted(
              () => session.call(call, objective),
              () => session.usage().chargedMs,
            ),
          usage: () => session.usage(),
          close: () => session.close(),
        };
      },
    },
  };
}
