import { z } from "zod";

/** What was not acknowledged by the server yet, kept in this browser: a crash or a lost connection loses nothing. */
const copySchema = z.object({
  baseRevision: z.number(),
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type LocalCopy = z.infer<typeof copySchema>;

const keyOf = (quizId: string) => `nabla:quiz-draft:${quizId}`;

export function readCopy(quizId: string): LocalCopy | null {
  try {
    const parsed = copySchema.safeParse(JSON.parse(localStorage.getItem(keyOf(quizId)) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Null forgets it. A browser that keeps nothing is no failure: the server's copy is the one that counts. */
export function keepCopy(quizId: string, copy: LocalCopy | null): void {
  try {
    if (copy) localStorage.setItem(keyOf(quizId), JSON.stringify(copy));
    else localStorage.removeItem(keyOf(quizId));
  } catch {
    // storage is off or full
  }
}
