import type { Actor } from "../../actor.ts";
import { db } from "../../db.ts";
import { NotFound } from "../../errors.ts";
import { type QuizAddress, selectForStaff } from "./access.ts";
import { type SavedDraft, saveDraft } from "./drafts.ts";
import { quizFilesSchema } from "./files.ts";
import type { QuizFile } from "./paths.ts";

export interface RevisionRow {
  number: number;
  /** null: published from files */
  author: string | null;
  createdAt: string;
  updatedAt: string;
  note: string;
}

/** The history of a quiz's files, the newest first. */
export async function listRevisions(actor: Actor, address: QuizAddress, before?: number): Promise<RevisionRow[]> {
  const { quiz } = await selectForStaff(actor, address, "quiz.edit");
  const rows = await db().quizRevision.findMany({
    where: { quizId: quiz.id, ...(before === undefined ? {} : { number: { lt: before } }) },
    orderBy: { number: "desc" },
    take: 50,
    select: { number: true, note: true, createdAt: true, updatedAt: true, author: { select: { name: true } } },
  });
  return rows.map(({ author, createdAt, updatedAt, ...row }) => ({
    ...row,
    author: author?.name ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}

/** The files as they were at a step of the history. */
export async function selectRevision(actor: Actor, address: QuizAddress, number: number): Promise<QuizFile[]> {
  const { quiz } = await selectForStaff(actor, address, "quiz.edit");
  const row = await db().quizRevision.findUnique({ where: { quizId_number: { quizId: quiz.id, number } } });
  if (!row) throw new NotFound(`revision ${number}`);
  return quizFilesSchema.parse(row.files);
}

/** Makes an old step the newest one: what stood in between stays in the history. */
export async function restoreRevision(
  actor: Actor,
  change: QuizAddress & { number: number; baseRevision: number },
): Promise<SavedDraft> {
  const files = await selectRevision(actor, change, change.number);
  return saveDraft(actor, { ...change, files, note: `restored ${change.number}` });
}
