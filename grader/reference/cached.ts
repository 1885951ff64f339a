import type { Asked, Question } from "./questions.ts";
import { engineAsking } from "./questions.ts";
import type { ReferenceEngine } from "./types.ts";

/**
 * The engine with a memory: the cases of a project are the same for every submission, so their answers are too. The key is
 * the SHA-256 of the question; the oldest-used answers go when there are more than `entries`. A question that is being
 * answered is not asked twice, and a failure is not remembered.
 */
export function cachedReference(
  engine: ReferenceEngine,
  { entries = 512 }: { entries?: number } = {},
): ReferenceEngine {
  const answers = new Map<string, Promise<unknown>>();

  const ask = async (question: Question): Promise<unknown> => {
    const key = await hash(question);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = (engine[question.method] as (...args: readonly unknown[]) => Promise<unknown>)(...question.args);
      answer.catch(() => answers.delete(key));
    }
    answers.delete(key);
    answers.set(key, answer);
    for (const oldest of answers.keys()) {
      if (answers.size <= entries) break;
      answers.delete(oldest);
    }
    // A copy: what one caller does to its answer must not reach the next one.
    return structuredClone(await answer);
  };

  const { backend, adapter, version } = engine;
  return engineAsking(
    {
      backend,
      adapter,
      version,
      async close() {
        answers.clear();
        await engine.close();
      },
    },
    ask,
  );
}

/** Content hash of a question: the method and every number of its arguments. */
async function hash({ method, args }: { method: Asked; args: readonly unknown[] }): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify([method, args])));
  return Buffer.from(digest).toString("base64");
}
