import { expect, test } from "vitest";
import { imported, refusal } from "./imported.ts";

const gift = (text: string) => imported(text, "questions.gift");

test.each([
  ["choice of one", "Which? {~a =b ~c}", "single-choice"],
  ["one answer inside of the text", "The step is {~up =down} the gradient.", "single-choice"],
  ["several right by their weights", "Which two? {~%50%a ~%50%b ~%-100%c}", "multiple-choice"],
  ["true or false", "tanh is odd. {T}", "true-false"],
  ["words in full", "ReLU is smooth. {FALSE#It has a kink.#Right.}", "true-false"],
  ["accepted words", "Who? {=Rumelhart =%50%Hinton}", "short-text"],
  ["an answer before all words, in a format", "[html]{=ReLU} has a <b>kink</b>.", "short-text"],
  ["one word without a sign", "Who? {Werbos}", "short-text"],
  ["a number within a tolerance", "f(0)? {#0.5:0.01}", "numeric"],
  ["a range", "pi? {#3.141..3.142}", "numeric"],
  ["a number with an exponent", "alpha? {#1e-3:1e-4}", "numeric"],
  ["numbers with credit", "N? {#=12:0 =%50%12:2#near}", "numeric"],
  ["pairs", "Match. {=u -> net input =y -> output}", "matching"],
  ["an essay", "Explain. {}", "essay"],
  ["a text alone", "Read this first.", "description"],
])("%s", (_, text, kind) => {
  expect(gift(text).kinds).toEqual([kind]);
});

test("titles, categories, ids, tags, feedback and worked solutions are carried over", () => {
  const { items, skipped } = gift(`$CATEGORY: $course$/top/Backpropagation

// [id:bp1] [tag:delta]
// [tag:hidden layer]
::The last \\:layer::[html]<p>What is <b>delta</b>?</p>{
  =-2 e f'#Yes.
  ~2 e#The derivative is missing.
  ####See the chain rule.
}
`);
  const [item] = items;
  expect(skipped).toEqual([]);
  expect(item).toMatchObject({
    id: "the-last-layer",
    title: { en: "The last :layer", "pt-BR": "The last :layer" },
    text: { en: "What is **delta**?" },
    topics: ["$course$/top/Backpropagation", "delta", "hidden layer"],
    solution: { "pt-BR": "See the chain rule." },
  });
  expect(item?.fields[0]).toMatchObject({
    choices: [
      { correct: true, feedback: { en: "Yes." } },
      { correct: false, feedback: { en: "The derivative is missing." } },
    ],
  });
});

test("words for true and false go to the wrong and the right answer, in that order", () => {
  expect(gift("x. {T#no#yes}").items[0]?.fields[0]).toMatchObject({
    feedback: { wrong: { en: "no" }, right: { en: "yes" } },
  });
});

test("ranges become the number in the middle, as near as the ends", () => {
  expect(gift("alpha? {#2.1..2.3}").items[0]?.fields[0]).toMatchObject({
    answer: 2.2,
    tolerance: { mode: "absolute", value: 0.1 },
  });
});

test("what Moodle reads and the grammar does not: colons, equals signs and blank lines where they stand", () => {
  const { kinds, skipped, items } = gift(
    "Note: is 2+2=4? See http://x.y {T}\r\n\r\n::Two::Which?{\r\n\r\n=a\r\n\r\n~b\r\n}\r\n",
  );
  expect([kinds, skipped]).toEqual([["true-false", "single-choice"], []]);
  expect(items[0]?.text.en).toContain("is 2+2=4?");
});

test("a broken question is named with its line and keeps no other one out", () => {
  const { kinds, skipped } = gift("One {T}\n\nTwo {=a ~b\n\nThree {F}\n\nstray } brace\n");
  expect(kinds).toEqual(["true-false", "true-false"]);
  expect(skipped.map(({ feature, reason }) => `${feature} ${reason.slice(0, 6)}`)).toEqual([
    "syntax line 3",
    "syntax line 7",
  ]);
});

test.each([
  ["penalty", "Q {=a ~%-50%b ~c}"],
  ["wildcard", "Q {=Hint*}"],
  ["weights", "Q {~%70%a ~%30%b ~c}"],
  ["image", '[html]<img src\\="a.png"> {T}'],
])("a loss is named: %s", (feature, text) => {
  expect(gift(text).skipped.map((one) => one.feature)).toContain(feature);
});

test("what is right in part earns its share, in choices and in numbers", () => {
  const { items, skipped } = gift("Q {=a ~%50%b ~c}\n\nN? {#=12:0#exact =%25%12:2#near ~#far off}\n");
  expect(skipped).toEqual([]);
  expect(items[0]?.fields[0]).toMatchObject({
    choices: [{ correct: true }, { correct: false, credit: 0.5 }, { correct: false }],
  });
  expect(items[1]?.fields[0]).toMatchObject({
    answer: 12,
    also: [{ answer: 12, tolerance: { value: 2 }, credit: 0.25, feedback: { en: "near" } }],
    feedback: { right: { en: "exact" }, wrong: { en: "far off" } },
  });
});

test("braces and brackets of others stay what they are", () => {
  const { items } = gift("In Vue \\{\\{ x \\}\\} and a[[1]] {T}");
  expect(items[0]?.text.en).toBe("In Vue {\\{ x }} and a\\[\\[1]]");
});

test("encodings: a byte-order mark, Windows-1252, UTF-16", () => {
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from([..."Não {T}"].map((c) => c.charCodeAt(0))).buffer),
  ]);
  const ansi = Uint8Array.from([..."Não {T}"].map((c) => c.charCodeAt(0)));
  for (const file of ["\uFEFFNão {T}", utf16, ansi]) expect(imported(file, "q.gift").items[0]?.text.en).toBe("Não");
});

test.each([
  ["nothing", "", "q.gift", "empty"],
  ["white space", " \n\n", "q.gift", "empty"],
  ["bytes", Uint8Array.of(1, 2, 3, 0, 9), "q.gift", "binary"],
  ["prose", "Dear all, see you on Monday.", "letter.txt", "GIFT"],
  ["JSON", '{"a": [1]}', "data.json", "JSON"],
])("%s is refused", (_, file, name, word) => {
  expect(refusal(file, name)).toContain(word);
});

test("formulas whose braces have no backslash are no answers", () => {
  const { items, skipped } = gift("The slope of \\(x^{2}\\) and $$\\frac{a}{b}$$? {=\\(2x\\) ~x}");
  expect(skipped).toEqual([]);
  expect(items[0]).toMatchObject({
    text: { en: "The slope of $x^{2}$ and $\\frac{a}{b}$?" },
    fields: [{ kind: "single-choice" }],
  });
});

test.each([
  ["one number with words for all others", "{#3:2~#no}", { answer: 3, tolerance: { value: 2 } }],
  ["decimal commas", "{#=0,5:0,01}", { answer: 0.5, tolerance: { value: 0.01 } }],
])("numbers as people write them: %s", (_, answers, field) => {
  expect(gift(`How many? ${answers}`).items[0]?.fields[0]).toMatchObject({ kind: "numeric", ...field });
});

test("two blocks of answers are refused in words", () => {
  expect(gift("{=One} and {=two} are three. And this? {T}").skipped[0]?.reason).toContain("second { }");
});
