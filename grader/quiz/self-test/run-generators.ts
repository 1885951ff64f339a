import { type GeneratorTools, generateValues } from "../generator.ts";
import type { QuizContent } from "../quiz-folder.ts";
import type { Values } from "../values.ts";
import { type SelfTestProblem, say, toProblem } from "./problem.ts";

/**
 * Runs every TypeScript generator of a quiz in the sandbox, as often as its question says: attempts draw among these results.
 * @returns question -> results, without the questions whose generator has a problem
 */
export async function runGenerators(
  { items, generators }: Pick<QuizContent, "items" | "generators">,
  tools: GeneratorTools,
  signal: AbortSignal,
): Promise<{ pools: Record<string, Values[]>; problems: SelfTestProblem[] }> {
  const pools: Record<string, Values[]> = {};
  const problems: SelfTestProblem[] = [];
  for (const { id, generator } of items) {
    if (!generator) continue;
    const source = generators[generator.file];
    const pool: Values[] = [];
    let message = source === undefined ? `its generator ${generator.file} is missing` : null;
    for (let n = 0; n < generator.variants && message === null; n++) {
      signal.throwIfAborted();
      const made = await generateValues(source!, `${id}/${n}`, tools);
      if (made.ok) pool.push(made.values);
      else message = made.message;
    }
    if (message === null) pools[id] = pool;
    else problems.push(toProblem(id, { code: "generator", message: say(message, message) }));
  }
  return { pools, problems };
}
