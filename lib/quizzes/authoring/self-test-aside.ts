import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Item } from "../../../grader/quiz/item.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import { localised } from "../../../grader/report.ts";
import type { ProofProblem } from "./proof-row.ts";

/** Time for one question, in ms, and memory for all of them: 200 variants of the course's largest take about 2 s. */
const patienceMs = 60_000;
const memoryMiB = 768;

const found = z.object({
  seed: z.string().optional(),
  field: z.string().optional(),
  code: z.string(),
  message: z.string(),
  localised: localised.optional(),
});
const told = z.union([
  z.object({ item: z.string(), problems: z.array(found) }),
  z.object({ item: z.string(), failure: z.string() }),
  z.object({ item: z.string(), done: z.int() }),
]);

export interface Proved {
  item: Item;
  /** results of its TypeScript generator */
  generated: Values[] | null;
}

const problem = (item: string, code: string, message: string): ProofProblem => ({
  item,
  seed: null,
  field: null,
  code,
  message,
});

/**
 * The self-tests of every question in a thread of their own, so that the process goes on saying that it lives. A question that
 * takes too long or too much memory has that as its problem, and those after it are tested in a new thread.
 * @param onProgress variants tried so far, over all questions
 * @throws the signal's reason when it aborts
 */
export async function selfTestAside(
  items: readonly Proved[],
  { seeds, signal, onProgress }: { seeds: number; signal: AbortSignal; onProgress: (done: number) => void },
): Promise<ProofProblem[]> {
  const problems: ProofProblem[] = [];
  let at = 0;
  while (at < items.length) {
    signal.throwIfAborted();
    const before = at;
    const ended = await testFrom(items.slice(at), { seeds, signal }, (message) => {
      if ("done" in message) onProgress(at * seeds + message.done);
      else {
        at += 1;
        onProgress(at * seeds);
        if ("failure" in message) problems.push(problem(message.item, "throws", message.failure));
        else
          problems.push(
            ...message.problems.map(({ seed = null, field = null, localised, ...rest }) => ({
              item: message.item,
              seed,
              field,
              ...rest,
              ...(localised ? { localised } : {}),
            })),
          );
      }
    });
    if (ended === "done") break;
    const stuck = items[at]?.item.id;
    if (stuck === undefined) break;
    const why =
      ended === "memory"
        ? `it takes more than ${memoryMiB} MiB of memory to test`
        : `it takes more than ${patienceMs / 1000} s to test`;
    problems.push(problem(stuck, `out-of-${ended}`, why));
    at += 1;
    if (at <= before) break;
  }
  return problems;
}

function testFrom(
  items: readonly Proved[],
  { seeds, signal }: { seeds: number; signal: AbortSignal },
  hear: (message: z.infer<typeof told>) => void,
): Promise<"done" | "time" | "memory"> {
  const thread = new Worker(new URL("./self-test-thread.ts", import.meta.url), {
    workerData: { seeds, items },
    resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
  });
  return new Promise<"done" | "time" | "memory">((resolve, reject) => {
    let timer = setTimeout(() => resolve("time"), patienceMs);
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    thread.on("message", (message: unknown) => {
      const heard = told.parse(message);
      if (!("done" in heard)) {
        clearTimeout(timer);
        timer = setTimeout(() => resolve("time"), patienceMs);
      }
      hear(heard);
    });
    thread.on("error", (error) => {
      if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") resolve("memory");
      else reject(new Error("the thread of the self-tests failed", { cause: error }));
    });
    thread.on("exit", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      resolve("done");
    });
  }).finally(() => thread.terminate());
}
