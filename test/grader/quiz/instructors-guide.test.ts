import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../grader/quiz/expression.ts";
import { judgeItem } from "../../../grader/quiz/judge.ts";
import { parseQuizFiles, type QuizFile } from "../../../grader/quiz/quiz-folder.ts";
import { rightAnswers } from "../../../grader/quiz/right-answers.ts";
import { functions } from "../../../grader/quiz/scope.ts";
import { readFilters } from "../../../grader/quiz/show/filters.ts";
import { showItem } from "../../../grader/quiz/show/item.ts";
import { showSolution } from "../../../grader/quiz/show/solution.ts";
import { drawVariant } from "../../../grader/quiz/variant.ts";

const guide = readFileSync("docs/instructors-quizzes.md", "utf8");
const files: QuizFile[] = [...guide.matchAll(/```\w+ (\S+)\n([\s\S]*?)```/g)].map(([, path, text]) => ({
  path: path!,
  text: text!,
}));
const section = (title: string) => guide.split(/^## /m).find((part) => part.startsWith(title))!;
const firstCells = (text: string) => [...text.matchAll(/^\| (.*?) \| /gm)].map((match) => match[1]!);
const codes = (text: string) => [...text.matchAll(/`([^`]*)`/g)].map((match) => match[1]!);

describe("the guide for authors", () => {
  test("its example is a quiz", () => {
    const read = parseQuizFiles(files);
    expect(read.ok ? [] : read.messages).toEqual([]);
    if (!read.ok) return;
    expect(read.content.items).toHaveLength(2);
    for (const item of read.content.items) {
      for (let seed = 0; seed < 20; seed++) {
        const drawn = drawVariant(item, `${seed}`, item.generator ? { g: [1, -2.5, 0, 3] } : undefined);
        if (!drawn.ok) throw new Error(drawn.message);
        for (const locale of ["en", "pt-BR"] as const) {
          expect(showItem(drawn.variant, locale).fields.length).toBeGreaterThan(0);
          expect(showSolution(drawn.variant, locale).solution).not.toContain("{{");
        }
        expect(judgeItem(drawn.variant, rightAnswers(drawn.variant)).credit).toBe(1);
      }
    }
  });

  test("it names every function there is, and no other", () => {
    const named = firstCells(section("Expressions"))
      .flatMap(codes)
      .map((code) => code.replace(/\(.*/, ""));
    expect([...new Set(named)].sort()).toEqual(Object.keys(functions).sort());
  });

  test("it names every filter there is", () => {
    const named = firstCells(section("Texts")).flatMap(codes);
    expect(named).toHaveLength(12);
    for (const filter of named) expect(typeof readFilters([filter]), filter).toBe("object");
  });

  test("what it says of numbers holds", () => {
    const values = {
      W: [
        [1, 2],
        [3, 4],
      ],
      v: [5, 6],
      y: [[1], [7]],
    };
    expect(["W[1, 2]", "W[1, :]", "y[2][1]", "v[end]"].map((text) => evaluate(text, values))).toEqual([
      2,
      [1, 2],
      7,
      6,
    ]);
  });
});
