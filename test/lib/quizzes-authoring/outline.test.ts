import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { FieldKind } from "../../../grader/quiz/field.ts";
import { parseQuizFiles } from "../../../grader/quiz/quiz-folder.ts";
import {
  addQuestion,
  addZone,
  askLoose,
  duplicateQuestion,
  freeId,
  moveQuestion,
  outlineOf,
  removeQuestion,
  setPoints,
} from "../../../lib/quizzes/authoring/outline.ts";
import { type QuizFile, questionPath } from "../../../lib/quizzes/authoring/paths.ts";
import { newQuizYaml, questionFromTemplate, questionTemplates } from "../../../lib/quizzes/authoring/templates.ts";

const title = { en: "Q", "pt-BR": "Q" };
const start: QuizFile[] = [
  { path: "quiz.yaml", text: `# of the course\n${newQuizYaml("q", title, "a")}` },
  { path: questionPath("a"), text: questionFromTemplate("numeric", "a") },
];
const ids = (files: QuizFile[]) => outlineOf(files).zones.map(({ questions }) => questions.map(({ id }) => id));

function fixture(): QuizFile[] {
  const root = path.resolve("test/fixtures/quiz");
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { path: path.relative(root, file), text: readFileSync(file, "utf8") };
    });
}

describe("the list of questions", () => {
  test("every step leaves a quiz that can be read, and its comments", () => {
    let files = addQuestion(start, 0, "vector");
    files = addQuestion(files, 0, "essay");
    expect(ids(files)).toEqual([["a", "vector", "essay"]]);
    files = moveQuestion(files, "essay", -1);
    expect(ids(files)).toEqual([["a", "essay", "vector"]]);
    const copied = duplicateQuestion(files, "essay");
    expect(copied.id).toBe("essay-copy");
    files = addZone(copied.files, "matching");
    expect(ids(files)).toEqual([["a", "essay", "essay-copy", "vector"], ["matching"]]);
    files = moveQuestion(files, "vector", 1);
    expect(ids(files)).toEqual([
      ["a", "essay", "essay-copy"],
      ["vector", "matching"],
    ]);
    files = removeQuestion(removeQuestion(files, "vector"), "matching");
    expect(ids(files)).toEqual([["a", "essay", "essay-copy"]]);
    files = setPoints(files, "essay", 2.5);
    expect(outlineOf(files).zones[0]!.questions[1]).toMatchObject({ points: 2.5, kinds: ["essay"], broken: false });
    expect(files[0]!.text).toContain("# of the course");
    const parsed = parseQuizFiles(files);
    expect(parsed).toMatchObject({ ok: true });
  });

  test("moving beyond the ends changes nothing", () => {
    expect(moveQuestion(start, "a", -1)).toEqual(start);
    expect(moveQuestion(start, "a", 1)).toEqual(start);
    expect(moveQuestion(start, "nobody", 1)).toEqual(start);
    expect(setPoints(start, "a", 0)).toEqual(start);
  });

  test("what is in the middle of being written is shown as far as it goes", () => {
    const files = [{ path: "quiz.yaml", text: "zones: [" }, start[1]!];
    expect(outlineOf(files)).toMatchObject({ zones: [], loose: [{ id: "a", broken: false }] });
    expect(removeQuestion(files, "b")).toEqual(files);
    const broken = [start[0]!, { path: questionPath("a"), text: "id: [" }];
    expect(outlineOf(broken).zones[0]!.questions[0]).toMatchObject({ id: "a", broken: true, title: { en: "" } });
    expect(outlineOf([])).toEqual({ zones: [], loose: [] });
    expect(ids(addQuestion([], 0, "essay"))).toEqual([["essay"]]);
  });

  test("a file that no zone asks can be asked", () => {
    const files = [...start, { path: questionPath("b"), text: questionFromTemplate("essay", "b") }];
    expect(outlineOf(files).loose).toMatchObject([{ id: "b" }]);
    expect(ids(askLoose(files, "b"))).toEqual([["a", "b"]]);
  });

  test.each([
    ["Gradiente & Média!", "gradiente-media"],
    ["a", "a-2"],
    ["???", "question"],
  ])("a free name for %s is %s", (wish, id) => expect(freeId(start, wish)).toBe(id));

  test("the steps work on a quiz with every kind of question", () => {
    let files = fixture();
    const before = outlineOf(files).zones.flatMap(({ questions }) => questions);
    expect(before.every(({ broken }) => !broken)).toBe(true);
    for (const { id } of before) files = duplicateQuestion(files, id).files;
    expect(parseQuizFiles(files)).toMatchObject({ ok: true });
    for (const { id } of before) files = removeQuestion(files, id);
    const parsed = parseQuizFiles(files);
    expect(parsed.ok && parsed.content.items).toHaveLength(before.length);
  });
});

test("a quiz of every template is one that can be read", () => {
  let files: QuizFile[] = start;
  for (const kind of Object.keys(questionTemplates) as FieldKind[]) files = addQuestion(files, 0, kind);
  const parsed = parseQuizFiles(files);
  expect(parsed.ok ? [] : parsed.messages).toEqual([]);
});
