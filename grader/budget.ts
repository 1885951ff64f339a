import type { Sandbox } from "./sandbox/types.ts";

/** Wall-clock time that a submission's own programs have used; the grader's thinking is not charged to it. */
export interface Budget {
  remainingMs(): number;
  /** the sandbox, with every wait for a program counted */
  sandbox: Sandbox;
}

/** leaves room for what is not counted, so that the whole of a submission stays within the project's seconds */
const share = 0.9;

export function budgetOf(budgetSeconds: number, sandbox: Sandbox): Budget {
  let spentMs = 0;
  const counted = async <T>(wait: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await wait();
    } finally {
      spentMs += performance.now() - start;
    }
  };
  return {
    remainingMs: () => share * budgetSeconds * 1000 - spentMs,
    sandbox: {
      level: sandbox.level,
      close: () => sandbox.close(),
      open: async (program, limits) => {
        const session = await counted(() => sandbox.open(program, limits));
        return {
          call: (call, objective) => counted(() => session.call(call, objective)),
          usage: () => session.usage(),
          close: () => session.close(),
        };
      },
    },
  };
}
