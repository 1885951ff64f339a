import type { ReferenceOptions } from "./create.ts";
import { type OpenPage, openPage } from "./open-page.ts";
import { engineAsking, type Question } from "./questions.ts";
import type { ReferenceEngine } from "./types.ts";

const defaultTimeoutMs = 60_000;

/** The reference on `webgl` or `webgpu`, in a headless Chromium that runs until `close()`. */
export async function browserEngine(
  backend: "webgl" | "webgpu",
  { timeoutMs = defaultTimeoutMs, ...options }: ReferenceOptions = {},
): Promise<ReferenceEngine> {
  return restartingEngine(backend, () => openPage(backend, { ...options, timeoutMs }), timeoutMs);
}

/**
 * An engine over a page that may be lost: when the device goes, the browser dies or an answer takes longer than
 * `timeoutMs`, the browser is replaced and the question asked once more; a second loss is thrown. Questions are asked one
 * after another: they share one device.
 */
export async function restartingEngine(
  backend: "webgl" | "webgpu",
  open: () => Promise<OpenPage>,
  timeoutMs: number,
): Promise<ReferenceEngine> {
  let current: OpenPage | undefined = await open();
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  const { adapter, version } = current;

  const discard = async (): Promise<void> => {
    const lost = current;
    current = undefined;
    await lost?.close().catch(() => undefined);
  };

  const askOnce = async (question: Question): Promise<{ value: unknown } | { lost: unknown }> => {
    if (closed) throw new Error(`the reference engine on ${backend} has been closed`);
    try {
      current ??= await open();
      const answer = await within(timeoutMs, current.ask(question));
      if ("error" in answer) throw new RefusedQuestion(answer.error);
      return answer;
    } catch (error) {
      if (error instanceof RefusedQuestion) throw error;
      return { lost: error };
    }
  };

  const ask = async (question: Question): Promise<unknown> => {
    let answer = await askOnce(question);
    if ("lost" in answer) {
      await discard();
      answer = await askOnce(question);
    }
    if ("value" in answer) return answer.value;
    await discard();
    throw new Error(`the reference on ${backend} (${adapter}) was lost twice over one question`, {
      cause: answer.lost,
    });
  };

  return engineAsking(
    {
      backend,
      adapter,
      version,
      async close() {
        closed = true;
        await discard();
      },
    },
    (question) => {
      const turn = last.then(() => ask(question));
      last = turn.catch(() => undefined);
      return turn;
    },
  );
}

/** The engine's own answer that the question makes no sense: asking again would not help. */
class RefusedQuestion extends Error {
  override name = "RefusedQuestion";
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
