import { type Localised, localised } from "../../../grader/report.ts";
import type { Actor } from "../../actor.ts";
import { db, type Tx } from "../../db.ts";
import { lockQuiz, type QuizAddress, selectForStaff } from "./access.ts";
import { fingerprint, quizFilesSchema, sorted } from "./files.ts";
import { keepRevision } from "./history.ts";
import type { QuizFile } from "./paths.ts";

export interface Draft {
  quizId: string;
  title: Localised;
  course: { slug: string; title: Localised; timeZone: string };
  files: QuizFile[];
  /** 0: nothing was edited in the browser yet, the files are those that were published */
  revision: number;
  contentHash: string;
  updatedAt: string | null;
  updatedBy: string | null;
  /** null: never published */
  published: { number: number; at: string; contentHash: string } | null;
}

/** What is stored now: the draft, or, before the first edit, the published files. */
export async function storedDraft(tx: Tx, quizId: string) {
  const draft = await tx.quizDraft.findUnique({
    where: { quizId },
    include: { updatedBy: { select: { name: true } } },
  });
  if (draft) {
    return {
      files: quizFilesSchema.parse(draft.files),
      revision: draft.revision,
      updatedAt: draft.updatedAt.toISOString(),
      updatedBy: draft.updatedBy?.name ?? null,
    };
  }
  const quiz = await tx.quiz.findUniqueOrThrow({ where: { id: quizId }, include: { currentVersion: true } });
  const files = quiz.currentVersion ? sorted(quizFilesSchema.parse(quiz.currentVersion.files)) : [];
  return { files, revision: 0, updatedAt: null, updatedBy: null };
}

/** The draft of a quiz, for its authors. @throws NotFound, Forbidden */
export async function selectDraft(actor: Actor, address: QuizAddress): Promise<Draft> {
  const { course, quiz } = await selectForStaff(actor, address, "quiz.edit");
  const [stored, version] = await Promise.all([
    storedDraft(db(), quiz.id),
    quiz.currentVersionId ? db().quizVersion.findUnique({ where: { id: quiz.currentVersionId } }) : null,
  ]);
  return {
    quizId: quiz.id,
    title: localised.parse(quiz.title),
    course: { slug: course.slug, title: course.title, timeZone: course.timeZone },
    ...stored,
    contentHash: fingerprint(stored.files),
    published: version && {
      number: version.number,
      at: version.publishedAt.toISOString(),
      contentHash: version.contentHash,
    },
  };
}

export type SavedDraft =
  | { ok: true; revision: number; savedAt: string }
  | {
      ok: false;
      /** somebody else saved in between: what is stored now, and nothing was overwritten */
      reason: "conflict";
      files: QuizFile[];
      revision: number;
      savedAt: string | null;
      savedBy: string | null;
    }
  | { ok: false; reason: "invalid"; message: Localised };

/**
 * Saves the draft as a whole.
 * @param change.baseRevision the revision that the author's browser saw last; another one in the database is a conflict
 * @param change.note why, for the history; edits without one that follow each other within minutes share a revision there
 */
export async function saveDraft(
  actor: Actor,
  change: QuizAddress & { files: unknown; baseRevision: number; note?: string },
): Promise<SavedDraft> {
  const { quiz } = await selectForStaff(actor, change, "quiz.edit");
  const parsed = quizFilesSchema.safeParse(change.files);
  if (!parsed.success) {
    const what = parsed.error.issues[0]!;
    return {
      ok: false,
      reason: "invalid",
      message: {
        en: `These are not the files of a quiz: ${what.path.join(".")} ${what.message}`,
        "pt-BR": `Estes não são os arquivos de um quiz: ${what.path.join(".")} ${what.message}`,
      },
    };
  }
  const files = sorted(parsed.data);
  return db().$transaction(async (tx) => {
    await lockQuiz(tx, quiz.id);
    const stored = await storedDraft(tx, quiz.id);
    const same = fingerprint(stored.files) === fingerprint(files);
    // saying twice what is stored already is no conflict: the first answer may have been lost
    if (same && stored.updatedAt !== null) return { ok: true, revision: stored.revision, savedAt: stored.updatedAt };
    if (stored.revision !== change.baseRevision) {
      return {
        ok: false,
        reason: "conflict",
        files: stored.files,
        revision: stored.revision,
        savedAt: stored.updatedAt,
        savedBy: stored.updatedBy,
      };
    }
    const revision = stored.revision + 1;
    const updatedAt = new Date();
    const kept = { files: JSON.parse(JSON.stringify(files)), revision, updatedAt, updatedById: actor.personId };
    await tx.quizDraft.upsert({ where: { quizId: quiz.id }, create: { quizId: quiz.id, ...kept }, update: kept });
    await keepRevision(tx, {
      quizId: quiz.id,
      authorId: actor.personId,
      files,
      before: stored.files,
      note: change.note?.slice(0, 200) ?? "",
      at: updatedAt,
    });
    return { ok: true, revision, savedAt: updatedAt.toISOString() };
  });
}
