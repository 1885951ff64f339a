import { expect, test } from "vitest";
import { imported } from "./imported.ts";

const label = (ident: string, text: string, more = "") =>
  `<response_label ident="${ident}" ${more}><material><mattext texttype="text/plain">${text}</mattext></material></response_label>`;
const lid = (ident: string, labels: string, cardinality = "Single", name = "") =>
  `<response_lid ident="${ident}" rcardinality="${cardinality}">${name ? `<material><mattext>${name}</mattext></material>` : ""}<render_choice>${labels}</render_choice></response_lid>`;
const str = (type = "String") =>
  `<response_str ident="r" rcardinality="Single"><render_fib fibtype="${type}"><response_label ident="a"/></render_fib></response_str>`;
const rule = (test: string, score = 100, action = "Set") =>
  `<respcondition continue="No"><conditionvar>${test}</conditionvar><setvar action="${action}" varname="SCORE">${score}</setvar></respcondition>`;
const is = (respident: string, value: string) => `<varequal respident="${respident}">${value}</varequal>`;

const item = (type: string, asked: string, rules = "", text = "Which way?", more = "") =>
  `<item ident="i1" title="Step"><itemmetadata><qtimetadata>${[
    ["question_type", type],
    ["points_possible", "4.0"],
  ]
    .map(
      ([name, value]) =>
        `<qtimetadatafield><fieldlabel>${name}</fieldlabel><fieldentry>${value}</fieldentry></qtimetadatafield>`,
    )
    .join(
      "",
    )}</qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">&lt;p&gt;${text}&lt;/p&gt;</mattext></material>${asked}</presentation><resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>${rules}</resprocessing>${more}</item>`;
const quiz = (...items: string[]) =>
  imported(
    `<?xml version="1.0"?><questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="q" title="Quiz"><section ident="root_section">${items.join("")}</section></assessment></questestinterop>`,
  );

const updown = label("1", "up") + label("2", "down");
const blanks =
  lid("response_a", label("1", "tanh") + label("2", "atan"), "Single", "a") +
  lid("response_b", label("3", "up") + label("4", "down"), "Single", "b");
const two = rule(is("response_a", "1"), 50, "Add") + rule(is("response_b", "4"), 50, "Add");

test.each([
  ["single-choice", item("multiple_choice_question", lid("r", updown), rule(is("r", "2")))],
  [
    "multiple-choice",
    item(
      "multiple_answers_question",
      lid("r", updown + label("3", "x"), "Multiple"),
      rule(`<and>${is("r", "1")}${is("r", "2")}<not>${is("r", "3")}</not></and>`),
    ),
  ],
  ["true-false", item("true_false_question", lid("r", label("1", "True") + label("2", "False")), rule(is("r", "1")))],
  ["short-text", item("short_answer_question", str(), rule(is("r", "tanh") + is("r", "Tanh")))],
  [
    "numeric",
    item(
      "numerical_question",
      str("Decimal"),
      rule(`<or>${is("r", "2")}<and><vargte respident="r">1.9</vargte><varlte respident="r">2.1</varlte></and></or>`),
    ),
  ],
  ["essay", item("essay_question", str())],
  ["file", item("file_upload_question", "")],
  ["description", item("text_only_question", "")],
  [
    "matching",
    item(
      "matching_question",
      lid("response_1", updown, "Single", "gradient") + lid("response_2", updown, "Single", "minus gradient"),
      rule(is("response_1", "1"), 50, "Add") + rule(is("response_2", "2"), 50, "Add"),
    ),
  ],
  ["cloze", item("fill_in_multiple_blanks_question", blanks, two, "f is [a], go [b]")],
  ["cloze", item("multiple_dropdowns_question", blanks, two, "f is [a], go [b]")],
  [
    "ordering",
    item(
      "ordering_question",
      `<response_lid ident="r" rcardinality="Ordered"><render_extension><ims_render_object>${updown}</ims_render_object></render_extension></response_lid>`,
      rule(is("r", "2") + is("r", "1")),
    ),
  ],
  [
    "matching",
    item(
      "categorization_question",
      lid("c1", updown, "Multiple", "first") + lid("c2", updown, "Multiple", "second"),
      rule(is("c1", "1"), 50, "Add") + rule(is("c2", "2"), 50, "Add"),
    ),
  ],
  ["single-choice", item("", lid("r", updown), rule(is("r", "2")))],
])("%s", (kind, xml) => {
  const { kinds, points, skipped } = quiz(xml);
  expect([kinds, points, skipped]).toEqual([[kind], [4], []]);
});

test.each([
  [
    `<or>${is("r", "2")}<and><vargte respident="r">1.9</vargte><varlte respident="r">2.1</varlte></and></or>`,
    { mode: "absolute", value: 0.1 },
  ],
  ['<varequal respident="r" margintype="percent" margin="10">2</varequal>', { mode: "relative", value: 0.1 }],
  ['<and><vargte respident="r">1.5</vargte><varlte respident="r">2.5</varlte></and>', { mode: "absolute", value: 0.5 }],
  [is("r", "2"), { mode: "absolute", value: 0 }],
])("a number's tolerance: %s", (test, tolerance) => {
  expect(quiz(item("numerical_question", str("Decimal"), rule(test))).items[0]?.fields[0]).toMatchObject({
    answer: 2,
    tolerance,
  });
});

test("blanks stand where the text names them, with all words that are listed", () => {
  const [field] = quiz(item("fill_in_multiple_blanks_question", blanks, two, "f is [a], go [b] or [c]")).items[0]!
    .fields;
  expect(field).toMatchObject({
    text: { en: "f is [[gap1]], go [[gap2]] or \\[c]" },
    gaps: {
      gap1: { kind: "short-text", accept: [{ en: "tanh" }, { en: "atan" }] },
      gap2: { accept: [{ en: "up" }, { en: "down" }] },
    },
  });
});

test("feedback of choices, right and wrong answers and of the question", () => {
  const feedback = ["general_fb", "correct_fb", "general_incorrect_fb", "1_fb"]
    .map(
      (ident) =>
        `<itemfeedback ident="${ident}"><flow_mat><material><mattext texttype="text/html">words of ${ident}</mattext></material></flow_mat></itemfeedback>`,
    )
    .join("");
  const link = `<respcondition continue="Yes"><conditionvar>${is("r", "1")}</conditionvar><displayfeedback feedbacktype="Response" linkrefid="1_fb"/></respcondition>`;
  const { items, skipped } = quiz(
    item("multiple_choice_question", lid("r", updown), link + rule(is("r", "2")), "x", feedback),
  );
  expect(skipped).toEqual([]);
  expect(items[0]?.solution.en).toContain("general");
  expect(items[0]?.fields[0]).toMatchObject({
    feedback: { right: { en: "words of correct_fb" }, wrong: { en: "words of general_incorrect_fb" } },
    choices: [{ feedback: { en: "words of 1_fb" } }, { correct: true }],
  });
});

test.each([
  ["calculated_question", item("calculated_question", str())],
  ["hot_spot_question", item("hot_spot_question", '<response_xy ident="r"><render_hotspot/></response_xy>')],
  ["answer key", item("multiple_choice_question", lid("r", updown))],
  ["presentation", '<item ident="i" title="Step"/>'],
])("named and left behind: %s", (feature, xml) => {
  const { kinds, lost } = quiz(xml);
  expect([kinds, lost]).toEqual([[], [`Step: ${feature}`]]);
});

test("Canvas's formulas are pictures with their TeX beside", () => {
  const image =
    "&lt;img class=&quot;equation_image&quot; data-equation-content=&quot;\\delta_1&quot; src=&quot;/equation_images/x&quot;&gt;";
  const { items, skipped } = quiz(item("essay_question", str(), "", image));
  expect([items[0]?.text.en, skipped]).toEqual(["$\\delta_1$", []]);
});

test("blanks are known without a type of question: lists where the words differ, else ways to spell an answer", () => {
  const spelled =
    lid("response_a", label("1", "Tanh") + label("2", "tanh"), "Single", "a") +
    lid("response_b", label("3", "Up") + label("4", "up"), "Single", "b");
  const untyped = (asked: string) => quiz(item("", asked, two, "f is [a], go [b]")).items[0]!.fields[0];
  expect(untyped(blanks)).toMatchObject({ kind: "cloze", gaps: { gap1: { kind: "single-choice" } } });
  expect(untyped(spelled)).toMatchObject({ kind: "cloze", gaps: { gap1: { kind: "short-text" } } });
});

test("questions that stand in a bank elsewhere are named", () => {
  expect(quiz('<bankentry_item sourcebank_ref="bank7" item_ref="q1" points_possible="2.0"/>').lost).toEqual([
    "q1: bankentry_item",
  ]);
});

test("without points the question is worth what its score may come to, and a percentage is one point", () => {
  const worth = (most: string) =>
    quiz(
      item("", lid("r", updown), rule(is("r", "2"), Number(most)))
        .replace(/<itemmetadata>.*<\/itemmetadata>/, "")
        .replace('maxvalue="100"', `maxvalue="${most}"`),
    ).points;
  expect([worth("10"), worth("100")]).toEqual([[10], [1]]);
});

test("an item that was cut out of its file is read", () => {
  const { kinds } = imported(item("multiple_choice_question", lid("r", updown), rule(is("r", "2"))));
  expect(kinds).toEqual(["single-choice"]);
});

test("an XML declaration that no parser takes does not keep the questions out", () => {
  const xml = `<?xml version="1.0"encoding="UTF-8"?><questestinterop>${item("essay_question", str())}</questestinterop>`;
  expect(imported(xml).kinds).toEqual(["essay"]);
});

test("all of the points may be written as a word", () => {
  const { items } = quiz(
    item("", lid("r", updown), rule(is("r", "2")).replace(">100<", ">SCORE.max<") + rule(is("r", "1"), 0)),
  );
  expect(items[0]?.fields[0]).toMatchObject({ choices: [{ correct: false }, { correct: true }] });
});

test("words and blanks that take turns are one text with gaps", () => {
  const material = (text: string) => `<material><mattext>${text}</mattext></material>`;
  const blank = (ident: string) =>
    `<response_str ident="${ident}" rcardinality="Single"><render_fib><response_label ident="A"/></render_fib></response_str>`;
  const xml = item(
    "",
    `${blank("r1")}${material("of the loss is the")}${blank("r2")}${material(", always.")}`,
    rule(is("r1", "Minus the gradient") + is("r2", "descent")),
    "Complete.",
  );
  expect(quiz(xml).items[0]?.fields).toMatchObject([
    {
      kind: "cloze",
      text: { en: "Complete. [[gap1]] of the loss is the [[gap2]] , always." },
      gaps: { gap1: { accept: [{ en: "Minus the gradient" }] }, gap2: { accept: [{ en: "descent" }] } },
    },
  ]);
});

test("what is subtracted is not right", () => {
  const { items } = quiz(
    item("", lid("r", updown, "Multiple"), rule(is("r", "1"), 1, "Add") + rule(is("r", "2"), 1, "Subtract")),
  );
  expect(items[0]?.fields[0]).toMatchObject({ choices: [{ correct: true }, { correct: false }] });
});

test("one thing to match is a choice", () => {
  const { kinds, lost } = quiz(item("matching_question", lid("r", updown, "Single", "gradient"), rule(is("r", "1"))));
  expect([kinds, lost]).toEqual([["single-choice"], ["step: matching"]]);
});

test("words for an answer stay with it, or are named", () => {
  const words =
    '<itemfeedback ident="1_fb"><flow_mat><material><mattext>as it should be</mattext></material></flow_mat></itemfeedback>';
  const shown = (test: string) =>
    `<respcondition continue="Yes"><conditionvar>${test}</conditionvar><displayfeedback linkrefid="1_fb"/></respcondition>`;
  const number = quiz(
    item("numerical_question", str("Decimal"), shown(is("r", "2.0")) + rule(is("r", "2.0")), "n", words),
  );
  expect(number.items[0]?.fields[0]).toMatchObject({ feedback: { right: { en: "as it should be" } } });
  const gaps = quiz(
    item("fill_in_multiple_blanks_question", blanks, shown(is("response_a", "1")) + two, "f is [a], go [b]", words),
  );
  expect(gaps.lost).toEqual(["step: feedback"]);
});
