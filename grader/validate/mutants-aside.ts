import { on } from "node:events";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { ExerciseKind } from "../kinds.ts";
import type { Project } from "../project.ts";
import { type ProofStep, proofStepSchema } from "./proof.ts";

const answer = z.union([z.object({ step: proofStepSchema }), z.object({ failure: z.string() })]);

/** Time for one kind, in ms: the shipped project takes two seconds for its slowest. */
const patienceMs = 120_000;
const memoryMiB = 1024;

const failed = (kind: ExerciseKind, en: string, pt: string): ProofStep => ({
  name: "mutants",
  kind,
  problems: [{ text: { en: `${kind}: ${en}`, "pt-BR": `${kind}: ${pt}` } }],
});

/**
 * `mutantStep` for kind after kind, in a thread of its own: whoever waits goes on saying that it lives, and can stop waiting.
 * A project whose cases cannot be drawn, or take too long, has that as its problem.
 * @throws the signal's reason when it aborts
 */
export async function* mutantsAside(
  project: Project,
  kinds: readonly ExerciseKind[],
  { signal, withinMs = patienceMs }: { signal?: AbortSignal; withinMs?: number } = {},
): AsyncGenerator<ProofStep, void, void> {
  signal?.throwIfAborted();
  const thread = new Worker(new URL("./mutants-thread.ts", import.meta.url), {
    workerData: { project, kinds },
    resourceLimits: { maxOldGenerationSizeMb: memoryMiB },
  });
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener("abort", abort, { once: true });
  const answers = on(thread, "message", { signal: stop.signal, close: ["exit"] });
  let timer: NodeJS.Timeout | undefined;
  try {
    for (const kind of kinds) {
      timer = setTimeout(abort, withinMs);
      let told: IteratorResult<unknown[]>;
      try {
        told = await answers.next();
      } catch (cause) {
        signal?.throwIfAborted();
        const outOfMemory = (cause as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
        if (!outOfMemory && !stop.signal.aborted)
          throw new Error(`the mutants of ${kind} could not be tried`, { cause });
        yield outOfMemory
          ? failed(
              kind,
              `its cases take more than ${memoryMiB} MiB of memory to try`,
              `seus casos exigem mais de ${memoryMiB} MiB de memória`,
            )
          : failed(
              kind,
              `its cases take more than ${withinMs / 1000} s to try`,
              `seus casos levam mais de ${withinMs / 1000} s`,
            );
        return; // the others were not tried: what is wrong here comes first
      } finally {
        clearTimeout(timer);
      }
      if (told.done) throw new Error(`the thread ended before the mutants of ${kind}`);
      const said = answer.parse(told.value[0]);
      yield "step" in said ? said.step : failed(kind, said.failure, said.failure);
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    await answers.return?.();
    await thread.terminate();
  }
}
