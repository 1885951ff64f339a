import { z } from "zod";
import type { FieldKind } from "../../../grader/quiz/field.ts";
import { insertAt, moveAt, readYaml, removeAt, setAt } from "./document.ts";
import { generatorPath, type QuizFile, questionOf, questionPath } from "./paths.ts";
import { questionFromTemplate } from "./templates.ts";

/**
 * A quiz's files as a list of questions, and what an author does with that list. Pure; runs in the browser. What cannot be read
 * yet is shown as far as it can be: an author is in the middle of writing it.
 */
export interface OutlinedQuestion {
  id: string;
  points: number;
  title: { en: string; "pt-BR": string };
  kinds: string[];
  /** its file is missing or is no YAML at the moment */
  broken: boolean;
}
export interface OutlinedZone {
  title: { en: string; "pt-BR": string } | null;
  pick: number | null;
  shuffle: boolean;
  questions: OutlinedQuestion[];
}
export interface Outline {
  zones: OutlinedZone[];
  /** files of questions that no zone asks */
  loose: OutlinedQuestion[];
}

const text = z.object({ en: z.string().catch(""), "pt-BR": z.string().catch("") }).catch({ en: "", "pt-BR": "" });
const zonesSchema = z
  .object({
    zones: z
      .array(
        z.object({
          title: text.nullable().default(null).catch(null),
          pick: z.number().nullable().default(null).catch(null),
          shuffle: z.boolean().default(false).catch(false),
          questions: z
            .array(
              z.object({ id: z.coerce.string().catch("?"), points: z.number().catch(1) }).catch({ id: "?", points: 1 }),
            )
            .catch([]),
        }),
      )
      .catch([]),
  })
  .catch({ zones: [] });
const questionSchema = z
  .object({ title: text, fields: z.array(z.object({ kind: z.string() }).catch({ kind: "?" })).catch([]) })
  .catch({ title: { en: "", "pt-BR": "" }, fields: [] });

const textOf = (files: readonly QuizFile[], path: string) => files.find((file) => file.path === path)?.text;

function outlined(files: readonly QuizFile[], id: string, points: number): OutlinedQuestion {
  const source = textOf(files, questionPath(id));
  const read = source === undefined ? null : readYaml(source);
  const { title, fields } = questionSchema.parse(read?.ok ? read.value : null);
  return { id, points, title, kinds: [...new Set(fields.map(({ kind }) => kind))], broken: !read?.ok };
}

export function outlineOf(files: readonly QuizFile[]): Outline {
  const read = readYaml(textOf(files, "quiz.yaml") ?? "");
  const { zones } = zonesSchema.parse(read.ok ? read.value : null);
  const asked = new Set(zones.flatMap(({ questions }) => questions.map(({ id }) => id)));
  return {
    zones: zones.map(({ questions, ...zone }) => ({
      ...zone,
      questions: questions.map(({ id, points }) => outlined(files, id, points)),
    })),
    loose: files
      .map(({ path }) => questionOf(path))
      .filter((id): id is string => id !== null && !asked.has(id))
      .map((id) => outlined(files, id, 1)),
  };
}

/** Files with one of them changed, made or, where the text is null, taken away. */
export function withFile(files: readonly QuizFile[], path: string, content: string | null): QuizFile[] {
  if (content === null) return files.filter((file) => file.path !== path);
  if (!files.some((file) => file.path === path)) return [...files, { path, text: content }];
  return files.map((file) => (file.path === path ? { path, text: content } : file));
}

/** quiz.yaml changed; the files as they were when it cannot be, which only its author can mend. */
function withQuiz(files: readonly QuizFile[], change: (text: string) => string | null): QuizFile[] {
  const changed = change(textOf(files, "quiz.yaml") ?? "");
  return changed === null ? [...files] : withFile(files, "quiz.yaml", changed);
}

/** A name for a new file: the wished one in the letters of ids, with a number where it is taken. */
export function freeId(files: readonly QuizFile[], wish: string): string {
  const base =
    wish
      .normalize("NFD")
      .replaceAll(/\p{Mark}/gu, "")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "")
      .slice(0, 60) || "question";
  const taken = (id: string) => textOf(files, questionPath(id)) !== undefined;
  if (!taken(base)) return base;
  for (let n = 2; ; n += 1) if (!taken(`${base}-${n}`)) return `${base}-${n}`;
}

const list = (zone: number) => ["zones", zone, "questions"] as const;

/** Adds a first question of a kind to a zone, at its end or behind a question. */
export function addQuestion(
  files: readonly QuizFile[],
  zone: number,
  kind: FieldKind,
  id: string = freeId(files, kind),
): QuizFile[] {
  const made = withFile(files, questionPath(id), questionFromTemplate(kind, id));
  return withQuiz(made, (quiz) =>
    outlineOf(files).zones.length === 0
      ? setAt(quiz, ["zones"], [{ questions: [{ id, points: 1 }] }])
      : insertAt(quiz, list(zone), { id, points: 1 }),
  );
}

function placeOf(files: readonly QuizFile[], id: string): { zone: number; index: number; points: number } | null {
  for (const [zone, { questions }] of outlineOf(files).zones.entries()) {
    const index = questions.findIndex((question) => question.id === id);
    if (index >= 0) return { zone, index, points: questions[index]!.points };
  }
  return null;
}

/** Puts a copy of a question behind it; its generator is copied with it. */
export function duplicateQuestion(files: readonly QuizFile[], id: string): { files: QuizFile[]; id: string } {
  const source = textOf(files, questionPath(id));
  const place = placeOf(files, id);
  if (source === undefined) return { files: [...files], id };
  const copy = freeId(files, `${id}-copy`);
  const generator = textOf(files, generatorPath(id));
  let renamed = setAt(source, ["id"], copy) ?? source;
  if (generator !== undefined) renamed = setAt(renamed, ["generator", "file"], `${copy}.generate.ts`) ?? renamed;
  let made = withFile(files, questionPath(copy), renamed);
  if (generator !== undefined) made = withFile(made, generatorPath(copy), generator);
  if (place)
    made = withQuiz(made, (quiz) =>
      insertAt(quiz, list(place.zone), { id: copy, points: place.points }, place.index + 1),
    );
  return { files: made, id: copy };
}

/** Takes a question and its generator out of the quiz; a zone that becomes empty goes with it. */
export function removeQuestion(files: readonly QuizFile[], id: string): QuizFile[] {
  const place = placeOf(files, id);
  const left = withFile(withFile(files, questionPath(id), null), generatorPath(id), null);
  if (!place) return left;
  const { zones } = outlineOf(files);
  const alone = zones[place.zone]!.questions.length === 1 && zones.length > 1;
  return withQuiz(left, (quiz) =>
    alone ? removeAt(quiz, ["zones"], place.zone) : removeAt(quiz, list(place.zone), place.index),
  );
}

/** Moves a question to a place of a zone; beyond the ends of a zone lies the neighbouring zone's end or beginning. */
export function moveQuestion(files: readonly QuizFile[], id: string, by: -1 | 1): QuizFile[] {
  const place = placeOf(files, id);
  if (!place) return [...files];
  const { zone, index, points } = place;
  const { zones } = outlineOf(files);
  const to = index + by;
  if (to >= 0 && to < zones[zone]!.questions.length) {
    return withQuiz(files, (quiz) => moveAt(quiz, list(zone), index, to));
  }
  const other = zone + by;
  if (other < 0 || other >= zones.length) return [...files];
  return withQuiz(files, (quiz) => {
    const there = insertAt(quiz, list(other), { id, points }, by < 0 ? zones[other]!.questions.length : 0);
    return there === null ? null : removeAt(there, list(zone), index);
  });
}

export function setPoints(files: readonly QuizFile[], id: string, points: number): QuizFile[] {
  const place = placeOf(files, id);
  if (!place || !(points > 0)) return [...files];
  return withQuiz(files, (quiz) => setAt(quiz, [...list(place.zone), place.index, "points"], points));
}

/** Adds a zone with a first question in it: a zone without any is no zone. */
export function addZone(files: readonly QuizFile[], kind: FieldKind): QuizFile[] {
  const id = freeId(files, kind);
  const made = withFile(files, questionPath(id), questionFromTemplate(kind, id));
  return withQuiz(made, (quiz) => insertAt(quiz, ["zones"], { questions: [{ id, points: 1 }] }));
}

/** Asks a question whose file no zone asks. */
export function askLoose(files: readonly QuizFile[], id: string): QuizFile[] {
  const last = Math.max(0, outlineOf(files).zones.length - 1);
  return withQuiz(files, (quiz) => insertAt(quiz, list(last), { id, points: 1 }));
}
