import { z } from "zod";
import type { Values } from "../../../grader/quiz/values.ts";
import { db } from "../../db.ts";
import { valuesSchema } from "../content.ts";
import { quizFilesSchema } from "./files.ts";

const poolSchema = z.array(valuesSchema).min(1);

/**
 * What a question's TypeScript generator made, where this very source was run before: by the newest self-tests, or for the version
 * that is published. Nothing of an author's runs outside of the sandbox.
 * @returns null when it was not run yet
 */
export async function storedPool(quizId: string, key: string, file: string, source: string): Promise<Values[] | null> {
  const holds = (files: unknown) =>
    quizFilesSchema.safeParse(files).data?.some((each) => each.path === `questions/${file}` && each.text === source);
  const proof = await db().quizProof.findFirst({
    where: { quizId, finishedAt: { not: null } },
    orderBy: { createdAt: "desc" },
    select: { generated: true, files: true },
  });
  if (holds(proof?.files)) {
    const pools = z.record(z.string(), z.unknown()).safeParse(proof?.generated).data ?? {};
    const pool = poolSchema.safeParse(pools[key]);
    if (pool.success) return pool.data;
  }
  const quiz = await db().quiz.findUnique({
    where: { id: quizId },
    select: {
      currentVersion: { select: { files: true, items: { where: { key }, select: { generated: true } } } },
    },
  });
  if (!holds(quiz?.currentVersion?.files)) return null;
  return poolSchema.safeParse(quiz?.currentVersion?.items[0]?.generated).data ?? null;
}
