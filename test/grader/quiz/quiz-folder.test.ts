import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadQuiz, parseQuizFiles, type QuizFile } from "../../../grader/quiz/quiz-folder.ts";

const root = "test/fixtures/quiz";
const files: QuizFile[] = ["quiz.yaml", ...readdirSync(`${root}/questions`).map((name) => `questions/${name}`)].map(
  (path) => ({ path, text: readFileSync(`${root}/${path}`, "utf8") }),
);
const edited = (path: string, edit: (text: string) => string) =>
  parseQuizFiles(files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file)));
const without = (path: string) => parseQuizFiles(files.filter((file) => file.path !== path));
const said = (result: ReturnType<typeof parseQuizFiles>) =>
  result.ok ? [] : result.messages.map(({ file, line, column, text }) => `${file}:${line}:${column} ${text}`);

describe("a quiz from its files", () => {
  test("has its questions in the order of the zones, defaults filled in", async () => {
    const read = await loadQuiz(root);
    if (!read.ok) throw new Error(JSON.stringify(read.messages));
    expect(read.content.items.map(({ id }) => id).slice(0, 3)).toEqual([
      "single-choice",
      "multiple-choice",
      "true-false",
    ]);
    expect(read.content.items).toHaveLength(17);
    expect(read.content.quiz.attempts).toEqual({ allowed: 3, counts: "best", newVariants: true, minutesBetween: 0 });
    expect(Object.keys(read.content.generators)).toEqual(["generated.generate.ts"]);
  });

  test("has a version that depends on every file, not on their order", () => {
    const hashOf = (list: readonly QuizFile[]) => {
      const read = parseQuizFiles(list);
      return read.ok ? read.content.contentHash : "";
    };
    expect(hashOf([...files].reverse())).toBe(hashOf(files));
    const changed = edited("questions/generated.generate.ts", (text) => `${text}\n`);
    expect(changed.ok && changed.content.contentHash).not.toBe(hashOf(files));
  });

  test("a folder that is not there is a message", async () => {
    expect(said(await loadQuiz("test/fixtures/nothing"))).toEqual([
      "test/fixtures/nothing:1:1 there is no such folder",
    ]);
  });
});

describe("what is wrong is said at its line", () => {
  const numeric = "questions/numeric.yaml";
  const replace = (path: string, from: string | RegExp, to: string) =>
    said(edited(path, (text) => text.replace(from, to)));

  test.each<[string, () => string[], RegExp]>([
    ["no quiz.yaml", () => said(without("quiz.yaml")), /quiz.yaml:1:1 quiz.yaml is missing/],
    [
      "a question that is not there",
      () => said(without(numeric)),
      /quiz.yaml:17:15 zones.1.questions.0.id: there is no questions\/numeric.yaml/,
    ],
    [
      "a question nobody asks",
      () => replace("quiz.yaml", /.*id: numeric,.*\n/, ""),
      /numeric.yaml:1:1 no zone of quiz.yaml asks the question "numeric"/,
    ],
    [
      "a generator that is not there",
      () => said(without("questions/generated.generate.ts")),
      /generated.yaml:4:20 generator.file: questions\/generated.generate.ts is missing/,
    ],
    [
      "a file of no question",
      () => said(parseQuizFiles([...files, { path: "notes.txt", text: "" }])),
      /notes.txt:1:1 no part of a quiz/,
    ],
    [
      "another id than the file's name",
      () => replace(numeric, "id: numeric", "id: number"),
      /numeric.yaml:1:5 id: the file of "number" is named number.yaml/,
    ],
    [
      "a question asked twice",
      () => replace("quiz.yaml", "id: true-false", "id: single-choice"),
      /the question "single-choice" stands twice/,
    ],
    ["broken YAML", () => replace(numeric, "title: {", "title: {{"), /numeric.yaml:3:1 Flow map/],
    ["an unknown key", () => replace(numeric, "topics:", "topic:"), /numeric.yaml:1:1 Unrecognized key: "topic"/],
    [
      "a language left out",
      () => replace(numeric, /, pt-BR: Um passo do gradiente descendente/, ""),
      /numeric.yaml:2:10 title.pt-BR: the text in Portuguese is missing/,
    ],
    ["a kind of field that is none", () => replace(numeric, "kind: numeric", "kind: number"), /fields.0.kind: Invalid/],
    [
      "a tolerance without a value",
      () => replace(numeric, "mode: absolute, value: 0.001", "mode: absolute"),
      /numeric.yaml:15:\d+ fields.0.tolerance.value/,
    ],
    [
      "a parameter of no kind",
      () => replace(numeric, "number: { from: -3", "number: { form: -3"),
      /parameters.w.number/,
    ],
    [
      "a parameter's name",
      () => replace(numeric, "  step: alpha", "  Step: alpha"),
      /a name begins with a small letter/,
    ],
    ["a name that is reserved", () => replace(numeric, "  step: alpha", "  end: alpha"), /"end" cannot be a name/],
    ["a name used twice", () => replace(numeric, "id: w1", "id: step"), /the name "step" is used twice/],
    [
      "an unknown name in an answer",
      () => replace(numeric, "answer: w - step", "answer: w - stepp"),
      /numeric.yaml:14:13 fields.0.answer: "stepp" is neither a parameter/,
    ],
    [
      "an unknown name in a text",
      () => replace(numeric, "w(0) = {{ w }}", "w(0) = {{ ww }}"),
      /numeric.yaml:9:\d+ text.en: "ww" is neither/,
    ],
    [
      "a parameter used above its line",
      () => replace(numeric, "w: { number: { from: -3, to: 3, step: 0.5, nonZero: true } }", "w: alpha"),
      /parameters.w: there is no parameter "alpha" above it/,
    ],
    [
      "an expression that cannot be read",
      () => replace(numeric, "answer: w - step", "answer: w - * step"),
      /numeric.yaml:14:13 fields.0.answer: "w - \* step": Value expected/,
    ],
    ["a filter that is none", () => replace(numeric, "| signed }}", "| sign }}"), /there is no filter "sign"/],
    [
      "an empty range",
      () => replace(numeric, "from: -3, to: 3, step: 0.5", "from: 3, to: -3, step: 0.5"),
      /parameters.w: there is no multiple of 0.5 between 3 and -3/,
    ],
    [
      "no right choice",
      () => replace("questions/single-choice.yaml", "        correct: true\n", ""),
      /fields.0.choices: no choice is right/,
    ],
    [
      "a choice's id twice",
      () => replace("questions/single-choice.yaml", "id: noise", "id: hessian"),
      /the id "hessian" is used twice/,
    ],
    [
      "a gap without a mark",
      () => replace("questions/cloze.yaml", "is called the [[name]]", "has a name"),
      /text.en: the gap \[\[name\]\] stands 0 times/,
    ],
    [
      "a mark without a gap",
      () => replace("questions/cloze.yaml", '[[property]]."\n      pt', '[[property]] [[more]]."\n      pt'),
      /\[\[more\]\] is not among the gaps/,
    ],
    [
      "a line after one that stands below",
      () => replace("questions/ordering.yaml", "id: output, text", "id: output, after: [back], text"),
      /"back" stands below/,
    ],
    [
      "a line after one that is not there",
      () => replace("questions/ordering.yaml", 'after: [back], text: { en: "gb', 'after: [bck], text: { en: "gb'),
      /there is no line "bck"/,
    ],
    [
      "a distractor that is a line",
      () => replace("questions/ordering.yaml", "id: forgotten", "id: back"),
      /the id "back" is a line's/,
    ],
    [
      "a blank without d",
      () => replace("questions/diagram.yaml", '    d: "[d]"\n', ""),
      /fields.0.blanks.2: delta needs d/,
    ],
    [
      "a blank that stands twice",
      () => replace("questions/diagram.yaml", "quantity: y, m: 1, i: 1", "quantity: u, m: 1, i: 2"),
      /the blank stands twice/,
    ],
    [
      "a window turned round",
      () => replace("questions/surface-point.yaml", "w1: [-2, 2]", "w1: [2, -2]"),
      /fields.0.w1: the window goes from less to more/,
    ],
    [
      "a tensor that is none",
      () => replace("questions/vector-and-matrix.yaml", "tensor: delta1", "tensor: W1"),
      /"W1" is no tensor of sensitivities/,
    ],
    [
      "a wrong answer to no field",
      () => replace(numeric, "answers: { w1:", "answers: { w2:"),
      /wrong.0.answers.w2: there is no field "w2"/,
    ],
    [
      "an earlier field that is a later one",
      () =>
        replace(
          "questions/two-two-one.yaml",
          "carried: logistic(net[2].W[1] * y1",
          "carried: logistic(net[2].W[1] * delta1",
        ),
      /fields.1.carried: "delta1" is neither/,
    ],
    [
      "an activation function that is none",
      () => replace("questions/two-two-one.yaml", "activations: [tanh, logistic]", "activations: [tanh, sigmoid]"),
      /"sigmoid" is neither an activation function nor a parameter above it/,
    ],
    [
      "too few activation functions",
      () => replace("questions/two-two-one.yaml", "activations: [tanh, logistic]", "activations: [tanh]"),
      /2 layers need as many activation functions, not 1/,
    ],
    [
      "a generator's file in another folder",
      () => replace("questions/generated.yaml", "file: generated.generate.ts", "file: ../x.generate.ts"),
      /without a folder/,
    ],
    [
      "billion laughs",
      () =>
        said(
          edited(
            numeric,
            () =>
              `a: &a [${"x,".repeat(10)}x]\n${"bcdefgh"
                .split("")
                .map((name, k) => `${name}: &${name} [${`*${"abcdefg"[k]},`.repeat(9)}*${"abcdefg"[k]}]`)
                .join("\n")}`,
          ),
        ),
      /too many aliases/,
    ],
    ["no text at all", () => said(edited(numeric, () => "")), /numeric.yaml:1:1 /],
    ["a text too long", () => said(edited(numeric, () => "x".repeat(300_000))), /longer than 200000/],
  ])("%s", (_, result, words) => {
    expect(result().join("\n")).toMatch(words);
  });

  test("one mistake is said once", () => {
    expect(replace(numeric, "answer: w - step", "answer: w - stepp")).toHaveLength(1);
  });
});
