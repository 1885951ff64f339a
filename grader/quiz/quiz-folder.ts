import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "../report.ts";
import { type Item, itemSchema } from "./item.ts";
import { itemProblems } from "./item-rules.ts";
import { type Quiz, quizSchema } from "./quiz.ts";
import { readYaml } from "./read-yaml.ts";

/** A quiz as it is written: the same text on a disk, in the database, in the browser. */
export interface QuizContent {
  quiz: Quiz;
  /** in the order of the zones */
  items: Item[];
  /** file name -> TypeScript, of the items that have one */
  generators: Record<string, string>;
  /** SHA-256 over every file, in hexadecimal: the version of the quiz */
  contentHash: string;
}

export interface QuizFile {
  /** relative to the quiz's folder, with forward slashes */
  path: string;
  text: string;
}

export type ParsedQuiz = { ok: true; content: QuizContent } | { ok: false; messages: Message[] };

const mostFiles = 500;
const largestFile = 200_000;

const problem = (file: string, text: string): Message => ({ file, line: 1, column: 1, text, severity: "error" });
const questionFile = (id: string) => `questions/${id}.yaml`;

/**
 * A quiz from its files: `quiz.yaml`, `questions/<id>.yaml`, `questions/<id>.generate.ts`.
 * @returns the quiz, or everything that is wrong with it, each with file, line and column
 */
export function parseQuizFiles(files: readonly QuizFile[]): ParsedQuiz {
  const messages: Message[] = [];
  if (files.length > mostFiles) return { ok: false, messages: [problem("quiz.yaml", `more than ${mostFiles} files`)] };
  for (const { path, text } of files) {
    if (text.length > largestFile) messages.push(problem(path, `longer than ${largestFile} characters`));
  }
  if (messages.length > 0) return { ok: false, messages };
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const quizText = texts.get("quiz.yaml");
  if (quizText === undefined) return { ok: false, messages: [problem("quiz.yaml", "quiz.yaml is missing")] };

  const read = readYaml("quiz.yaml", quizText, quizSchema);
  if (!read.ok) messages.push(...read.messages);
  const items = new Map<string, Item>();
  const generators: Record<string, string> = {};
  const used = new Set(["quiz.yaml"]);
  for (const path of [...texts.keys()].sort()) {
    const id = /^questions\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (id === undefined) continue;
    used.add(path);
    const question = parseQuestion(path, texts.get(path)!, id);
    if (!question.ok) {
      messages.push(...question.messages);
      continue;
    }
    const { item, generatorProblem } = question;
    items.set(id, item);
    if (!item.generator) continue;
    const file = `questions/${item.generator.file}`;
    const source = texts.get(file);
    if (source === undefined) messages.push(generatorProblem(`${file} is missing`));
    else generators[item.generator.file] = source;
    used.add(file);
  }

  if (read.ok) {
    const listed = new Set<string>();
    read.value.zones.forEach((zone, z) => {
      zone.questions.forEach(({ id }, q) => {
        listed.add(id);
        if (!texts.has(questionFile(id))) {
          messages.push(read.complain(["zones", z, "questions", q, "id"], `there is no ${questionFile(id)}`));
        }
      });
    });
    for (const path of texts.keys()) {
      const id = /^questions\/([^/]+)\.yaml$/.exec(path)?.[1];
      if (id !== undefined && !listed.has(id)) {
        messages.push(
          problem(path, `no zone of quiz.yaml asks the question "${id}"; list it there or delete the file`),
        );
      }
    }
  }
  for (const path of texts.keys()) {
    if (!used.has(path))
      messages.push(problem(path, "no part of a quiz: it is neither a question nor a question's generator"));
  }
  if (!read.ok || messages.length > 0) return { ok: false, messages };
  const ordered = read.value.zones.flatMap(({ questions }) => questions.map(({ id }) => items.get(id)!));
  return { ok: true, content: { quiz: read.value, items: ordered, generators, contentHash: hashOf(files) } };
}

export type ParsedQuestion =
  | { ok: true; item: Item; generatorProblem(text: string): Message }
  | { ok: false; messages: Message[] };

/**
 * One question's file, on its own; whether its generator is there is for who has the files.
 * @param id what its name says it is
 */
export function parseQuestion(file: string, text: string, id: string): ParsedQuestion {
  const read = readYaml(file, text, itemSchema);
  if (!read.ok) return read;
  const item = read.value;
  const problems = itemProblems(item);
  if (item.id !== id) problems.unshift({ path: ["id"], text: `the file of "${item.id}" is named ${item.id}.yaml` });
  const name = item.generator?.file;
  if (name !== undefined && !/^[a-z0-9][a-z0-9-]*\.generate\.ts$/.test(name)) {
    problems.push({
      path: ["generator", "file"],
      text: "a generator's file is named <question>.generate.ts, without a folder",
    });
  }
  if (problems.length > 0) return { ok: false, messages: problems.map((one) => read.complain(one.path, one.text)) };
  return { ok: true, item, generatorProblem: (words) => read.complain(["generator", "file"], words) };
}

/** Independent of the order in which the files come. */
function hashOf(files: readonly QuizFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${createHash("sha256").update(text).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

/** Reads a quiz's folder. An unreadable disk throws; what is wrong with the quiz is returned. */
export async function loadQuiz(dir: string): Promise<ParsedQuiz> {
  let files: QuizFile[];
  try {
    files = await filesUnder(dir, "");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== "ENOENT" && code !== "ENOTDIR") throw new Error(`cannot read the quiz folder ${dir}`, { cause });
    return { ok: false, messages: [problem(dir, "there is no such folder")] };
  }
  return parseQuizFiles(files);
}

async function filesUnder(dir: string, prefix: string): Promise<QuizFile[]> {
  const entries = await readdir(join(dir, prefix), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith("."))
      .map(async (entry): Promise<QuizFile[]> => {
        const path = `${prefix}${entry.name}`;
        if (entry.isDirectory()) return filesUnder(dir, `${path}/`);
        return entry.isFile() ? [{ path, text: await readFile(join(dir, path), "utf8") }] : [];
      }),
  );
  return nested.flat();
}
