import type { Argument, Call, Objective, Plain, Program, Sandbox } from "../../grader/sandbox/types.ts";

/** What one check asked of one program, for asking it again without a wall. */
export interface RecordedSession {
  program: Program;
  calls: { call: Call; objective?: Objective }[];
}

/** A sandbox that does what `inner` does and writes down every call. */
export function recording(inner: Sandbox, sessions: RecordedSession[]): Sandbox {
  return {
    level: inner.level,
    close: () => inner.close(),
    open: async (program, limits) => {
      const session = await inner.open(program, limits);
      const recorded: RecordedSession = { program, calls: [] };
      sessions.push(recorded);
      return {
        ...session,
        usage: () => session.usage(),
        close: () => session.close(),
        call: (call, objective) => {
          recorded.calls.push(objective ? { call, objective } : { call });
          return session.call(call, objective);
        },
      };
    },
  };
}

type Exports = Record<string, (...args: unknown[]) => unknown>;

function value(argument: Argument, state: unknown, objective: Objective | undefined): unknown {
  if ("state" in argument) return argument.state === "fresh" ? undefined : state;
  if ("callback" in argument) {
    return argument.callback === "objective"
      ? (w: number[]) => objective!.f(Float64Array.from(w))
      : (w: number[]) => [...objective!.grad(Float64Array.from(w))!];
  }
  if ("random" in argument) {
    let next = 0;
    return { ...(argument.value as Record<string, Plain>), random: () => argument.random[next++]! };
  }
  return structuredClone(argument.value);
}

/** Milliseconds that loading the modules and all calls take in this process; a program is loaded anew for every session, as in the boxes. */
export async function runBare(sessions: readonly RecordedSession[]): Promise<number> {
  let total = 0;
  for (const [k, { program, calls }] of sessions.entries()) {
    const url = `data:text/javascript,${encodeURIComponent(`${program.code}\n//${k} ${performance.now()}`)}`;
    const began = performance.now();
    const exports = (await import(url)) as Exports;
    total += performance.now() - began;
    let state: unknown;
    for (const { call, objective } of calls) {
      const args = call.args.map((argument) => value(argument, state, objective));
      const start = performance.now();
      try {
        const result = exports[call.export]?.(...args);
        if (call.keep !== undefined) state = (result as Record<string, unknown>)[call.keep];
      } catch {
        // a RangeError is an answer of newton
      }
      total += performance.now() - start;
    }
  }
  return total;
}
