/**
 * node test/bench/quiz-engine.ts [QUIZ ...]
 * What the quiz engine costs: reading a quiz, drawing and showing 1,000 variants of each question, judging right and wrong
 * answers, formulas checked per second. Quizzes are folders; the course's two when none is named.
 */
import { performance } from "node:perf_hooks";
import { compareFormulas } from "../../grader/quiz/formula/equivalence.ts";
import { judgeItem } from "../../grader/quiz/judge.ts";
import { rightFormula } from "../../grader/quiz/kinds/formula.ts";
import { loadQuiz, type QuizContent } from "../../grader/quiz/quiz-folder.ts";
import { readFormula } from "../../grader/quiz/read-formula.ts";
import { rightAnswers } from "../../grader/quiz/right-answers.ts";
import { showItem } from "../../grader/quiz/show/item.ts";
import { showSolution } from "../../grader/quiz/show/solution.ts";
import { drawVariant, type Variant } from "../../grader/quiz/variant.ts";
import { itemOf, variantOf } from "../grader/quiz/fixture-quiz.ts";

const variants = 1000;
const folders =
  process.argv.length > 2 ? process.argv.slice(2) : ["courses/t320/quizzes/part-v", "courses/t320/quizzes/part-vi"];

const figure = (v: number) => (v >= 100 ? v.toFixed(0) : v.toPrecision(2));
const row = (cells: (string | number)[]) =>
  console.log(`| ${cells.map((cell) => (typeof cell === "number" ? figure(cell) : cell)).join(" | ")} |`);
function head(cells: string[]): void {
  row(cells);
  row(cells.map(() => "---"));
}

function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

function drawnVariants(item: QuizContent["items"][number]): Variant[] {
  return Array.from({ length: variants }, (_, k) => {
    const drawn = drawVariant(item, `bench ${k}`);
    if (!drawn.ok) throw new Error(drawn.message);
    return drawn.variant;
  });
}

console.log(`Node ${process.version}, ${process.platform} ${process.arch}; milliseconds for ${variants} variants\n`);
for (const folder of folders) {
  const start = performance.now();
  const read = await loadQuiz(folder);
  if (!read.ok) throw new Error(`${folder}: ${read.messages.map(({ text }) => text).join("; ")}`);
  console.log(`\n${folder}: read and checked in ${figure(performance.now() - start)} ms\n`);
  head(["question", "draw", "show", "solution", "judge right answers", "judge empty ones"]);
  const sums = [0, 0, 0, 0, 0];
  for (const item of read.content.items) {
    if (item.generator) continue;
    const drawn = timed(() => drawnVariants(item));
    const list = drawn.result;
    const shown = timed(() => list.map((variant) => showItem(variant, "pt-BR")));
    const solved = timed(() => list.map((variant) => showSolution(variant, "pt-BR")));
    const answers = list.map(rightAnswers);
    const right = timed(() => list.map((variant, k) => judgeItem(variant, answers[k]!)));
    const empty = timed(() => list.map((variant) => judgeItem(variant, {})));
    const costs = [drawn.ms, shown.ms, solved.ms, right.ms, empty.ms];
    row([item.id, ...costs]);
    for (const [k, ms] of costs.entries()) sums[k]! += ms;
  }
  row(["**all**", ...sums]);
}

console.log("\nFormulas checked per second: read as typed, compared with the right one at sampled points\n");
head(["formula typed", "checks/s", "share that is reading"]);
const formula = itemOf(`
fields:
  - id: g
    kind: formula
    answer: -2 * (d - y) * y * (1 - y) * w * (1 - tanh(u)^2) * x
    variables: { d: { from: 0, to: 1 }, y: { from: 0.1, to: 0.9 }, w: { from: -2, to: 2 }, u: { from: -2, to: 2 }, x: { from: -2, to: 2 } }
`);
const variant = variantOf(formula);
const [field] = formula.fields;
if (field?.kind !== "formula") throw new Error("no formula");
const names = Object.keys(field.variables).map((name) => ({ name, tex: name }));
for (const typed of [
  "-2(d-y)y(1-y)w(1-tanh(u)^2)x",
  "2 (y - d) (y - y^2) w x / cosh(u)^2",
  "-2(d-y)y(1-y)w x",
  `-2(d-y)y(1-y)w(1-tanh(u)^2)x${" + 0*x".repeat(100)}`,
]) {
  const count = 500;
  const all = timed(() => {
    for (let k = 0; k < count; k++) judgeItem(variant, { g: typed });
  });
  const reading = timed(() => {
    for (let k = 0; k < count; k++) readFormula(typed, names);
  });
  row([
    typed.length > 40 ? `${typed.slice(0, 37)}... (${typed.length})` : typed,
    (count / all.ms) * 1000,
    reading.ms / all.ms,
  ]);
}
const ours = rightFormula(field, variant.values);
const comparing = timed(() => {
  for (let k = 0; k < 500; k++) compareFormulas(ours, ours, field.variables, field.upTo, `${k}`);
});
row(["comparison alone", (500 / comparing.ms) * 1000, 0]);
