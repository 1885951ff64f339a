import type { Tx } from "../../db.ts";
import type { QuizFile } from "./paths.ts";

/** Saves of one author that follow each other this closely, in ms, are one step of the history. */
const together = 5 * 60_000;

/** Writes a step of the history, in the transaction that saves. The first one keeps what was there before it, too. */
export async function keepRevision(
  tx: Tx,
  step: { quizId: string; authorId: string; files: QuizFile[]; before: QuizFile[]; note: string; at: Date },
): Promise<void> {
  const { quizId, authorId, note, at } = step;
  const files = JSON.parse(JSON.stringify(step.files)) as object[];
  const last = await tx.quizRevision.findFirst({
    where: { quizId },
    orderBy: { number: "desc" },
    select: { id: true, number: true, authorId: true, note: true, updatedAt: true },
  });
  if (
    last &&
    note === "" &&
    last.note === "" &&
    last.authorId === authorId &&
    at.getTime() - last.updatedAt.getTime() < together
  ) {
    await tx.quizRevision.update({ where: { id: last.id }, data: { files, updatedAt: at } });
    return;
  }
  let number = last?.number ?? 0;
  if (!last && step.before.length > 0) {
    number += 1;
    const before = JSON.parse(JSON.stringify(step.before)) as object[];
    await tx.quizRevision.create({
      data: { quizId, number, files: before, note: "published", createdAt: at, updatedAt: at },
    });
  }
  await tx.quizRevision.create({
    data: { quizId, number: number + 1, files, note, authorId, createdAt: at, updatedAt: at },
  });
}
