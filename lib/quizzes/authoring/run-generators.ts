import type { Tools } from "../../../grader/grade.ts";
import { generateValues } from "../../../grader/quiz/generator.ts";
import type { QuizContent } from "../../../grader/quiz/quiz-folder.ts";
import type { Values } from "../../../grader/quiz/values.ts";
import type { ProofProblem } from "./proof-row.ts";

/**
 * Runs every TypeScript generator of a quiz in the sandbox, as often as its question says: attempts draw among these results, so
 * that nothing of an author's is run when somebody starts.
 * @returns question -> results, without the questions whose generator has a problem
 */
export async function runGenerators(
  { items, generators }: QuizContent,
  tools: Tools,
  signal: AbortSignal,
): Promise<{ pools: Record<string, Values[]>; problems: ProofProblem[] }> {
  const pools: Record<string, Values[]> = {};
  const problems: ProofProblem[] = [];
  for (const item of items) {
    if (!item.generator) continue;
    const source = generators[item.generator.file];
    const pool: Values[] = [];
    let message = source === undefined ? `its generator ${item.generator.file} is missing` : null;
    for (let n = 0; n < item.generator.variants && message === null; n += 1) {
      signal.throwIfAborted();
      const made = await generateValues(source!, `${item.id}/${n}`, tools);
      if (made.ok) pool.push(made.values);
      else message = made.message;
    }
    if (message === null) pools[item.id] = pool;
    else problems.push({ item: item.id, seed: null, field: null, code: "generator", message });
  }
  return { pools, problems };
}
