import { kindOf } from "../../grader/quiz/formats/assemble.ts";
import { type ExportFormat, exportQuiz as writeQuiz } from "../../grader/quiz/formats/export.ts";
import { importQuiz } from "../../grader/quiz/formats/import.ts";
import { quizFiles } from "../../grader/quiz/formats/quiz-files.ts";
import type { Skipped } from "../../grader/quiz/formats/reading.ts";
import type { Item } from "../../grader/quiz/item.ts";
import { parseQuizFiles } from "../../grader/quiz/quiz-folder.ts";
import type { Values } from "../../grader/quiz/values.ts";
import { generatedPlace } from "../../grader/quiz/variant.ts";
import type { Localised } from "../../grader/report.ts";
import type { Actor, Locale } from "../actor.ts";
import { db } from "../db.ts";
import { type QuizAddress, selectForAuthor, selectForStaff } from "./authoring/access.ts";
import { unzipQuiz } from "./authoring/archive.ts";
import { storedDraft } from "./authoring/drafts.ts";
import type { QuizFile } from "./authoring/paths.ts";
import { storedPool } from "./authoring/pools.ts";

export type ImportedFiles =
  | {
      ok: true;
      /** of a quiz, ours: to be looked at before anything is made of them */
      files: QuizFile[];
      title: Localised;
      items: { id: string; kind: string; title: Localised }[];
      /** what was not carried over, item by item and feature by feature */
      skipped: Skipped[];
    }
  | { ok: false; message: Localised };

const listed = (items: readonly Item[]) =>
  items.map((item) => ({ id: item.id, kind: kindOf(item), title: item.title }));
const nameOf = (fileName: string) => fileName.replace(/\.\w+$/, "").slice(0, 100);

/**
 * Reads a file of another system, or an archive of ours, as the files of a quiz. Nothing is stored.
 * @throws NotFound, Forbidden
 */
export async function importFiles(
  actor: Actor,
  courseSlug: string,
  bytes: Uint8Array,
  fileName: string,
): Promise<ImportedFiles> {
  await selectForAuthor(actor, courseSlug);
  const ours = unzipQuiz(bytes);
  if (ours.ok) {
    const parsed = parseQuizFiles(ours.files);
    const skipped = ours.leftOut.map((file) => ({ item: "", feature: file, reason: "no part of a quiz" }));
    const name = nameOf(fileName);
    return {
      ok: true,
      files: ours.files,
      title: parsed.ok ? parsed.content.quiz.title : { en: name, "pt-BR": name },
      items: parsed.ok ? listed(parsed.content.items) : [],
      skipped,
    };
  }
  const read = importQuiz(bytes, fileName);
  if (!read.ok) {
    return {
      ok: false,
      message: {
        en: `This file cannot be read: ${read.message}.`,
        "pt-BR": `Este arquivo não pôde ser lido: ${read.message}.`,
      },
    };
  }
  const { imported } = read;
  const { files, skipped } = quizFiles(imported, nameOf(fileName));
  const title = imported.title || nameOf(fileName);
  return {
    ok: true,
    files,
    title: { en: title, "pt-BR": title },
    items: listed(imported.zones.flatMap(({ items }) => items.map(({ item }) => item))),
    skipped: [...imported.skipped, ...skipped],
  };
}

export type ExportedQuiz =
  | { ok: true; bytes: Uint8Array; fileName: string; mediaType: string; skipped: Skipped[] }
  /** the draft cannot be read as a quiz: its editor says where */
  | { ok: false };

/**
 * The draft for another system, in one language and with the variant of one seed, and what that system has no place for.
 * @throws NotFound, Forbidden
 */
export async function exportDraft(
  actor: Actor,
  asked: QuizAddress & { format: ExportFormat; locale: Locale; seed: string },
): Promise<ExportedQuiz> {
  const { quiz } = await selectForStaff(actor, asked, "quiz.edit");
  const { files } = await storedDraft(db(), quiz.id);
  const parsed = parseQuizFiles(files);
  if (!parsed.ok) return { ok: false };
  const { content } = parsed;
  const generated: Record<string, Values> = {};
  for (const item of content.items) {
    const file = item.generator?.file;
    const pool = file && (await storedPool(quiz.id, item.id, file, content.generators[file] ?? ""));
    if (pool) generated[item.id] = pool[generatedPlace(item, asked.seed, pool.length)]!;
  }
  return { ok: true, ...writeQuiz(content, asked.format, { locale: asked.locale, seed: asked.seed, generated }) };
}
