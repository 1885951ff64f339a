import { expect, test } from "vitest";
import { imported } from "./imported.ts";

const question = (type: string, inside: string, text = "<p>What is \\(\\delta_1^2\\)?</p>") =>
  `<question type="${type}"><name><text>The ${type}</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext><defaultgrade>3</defaultgrade>${inside}</question>`;
const quiz = (...questions: string[]) =>
  imported(`<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions.join("")}</quiz>`);
const answer = (fraction: number, text: string, inside = "") =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text>${inside}</answer>`;

test.each([
  ["single-choice", question("multichoice", `<single>true</single>${answer(100, "a")}${answer(0, "b")}`)],
  [
    "multiple-choice",
    question("multichoice", `<single>false</single>${answer(50, "a")}${answer(50, "b")}${answer(-100, "c")}`),
  ],
  ["true-false", question("truefalse", answer(0, "true") + answer(100, "false"))],
  ["short-text", question("shortanswer", `<usecase>1</usecase>${answer(100, "sigmoid")}${answer(50, "logistic")}`)],
  ["numeric", question("numerical", answer(100, "0.25", "<tolerance>0.01</tolerance>"))],
  [
    "matching",
    question(
      "matching",
      ["a", "b"]
        .map((x) => `<subquestion><text>${x}</text><answer><text>${x}${x}</text></answer></subquestion>`)
        .join(""),
    ),
  ],
  ["ordering", question("ordering", answer(100, "forward") + answer(100, "backward"))],
  ["essay", question("essay", "<responseformat>editor</responseformat>")],
  ["file", question("essay", "<responseformat>noinline</responseformat><attachments>1</attachments>")],
  ["description", question("description", "")],
  ["cloze", question("cloze", "", "f is {1:SHORTANSWER:=tanh~%50%atan} of {2:NM:=0.5:0.1} or {:MCS:a~=b}")],
  [
    "cloze",
    question(
      "gapselect",
      "<selectoption><text>up</text><group>1</group></selectoption><selectoption><text>down</text><group>1</group></selectoption>",
      "go [[2]]",
    ),
  ],
])("%s", (kind, xml) => {
  const { kinds, points, items } = quiz(xml);
  expect(kinds).toEqual([kind]);
  expect(points).toEqual([3]);
  const [field] = items[0]!.fields;
  const text = field?.kind === "cloze" ? field.text.en : items[0]!.text.en;
  if (field?.kind !== "cloze") expect(text).toBe("What is $\\delta_1^2$?");
});

test("a cloze's answers become gaps with their points, right answers and tolerances", () => {
  const { items, lost } = quiz(
    question(
      "multianswer",
      "",
      "<p>{1:SHORTANSWER:=tanh#yes~%50%atan} and {2:NUMERICAL:=0.5:0.1} and {:MULTICHOICE:~a~=b \\} c}</p>",
    ),
  );
  expect(items[0]?.fields[0]).toMatchObject({
    text: { en: "[[gap1]] and [[gap2]] and [[gap3]]" },
    gaps: {
      gap1: { kind: "short-text", points: 1, accept: [{ en: "tanh" }] },
      gap2: { kind: "numeric", points: 2, answer: 0.5, tolerance: { mode: "absolute", value: 0.1 } },
      gap3: { kind: "single-choice", choices: [{ correct: false }, { correct: true, text: { en: "b } c" } }] },
    },
  });
  expect(lost).toEqual(["the-multianswer: partial credit", "the-multianswer: feedback"]);
});

test.each(["calculated", "ddmarker", "random", "stack", ""])(
  "questions of the type %s are named and left behind",
  (type) => {
    const { kinds, skipped } = quiz(question(type, ""), question("truefalse", answer(100, "true")));
    expect(kinds).toEqual(["true-false"]);
    expect(skipped).toHaveLength(1);
    expect(skipped[0]?.item).toBe(`The ${type}`.trim());
  },
);

test("categories and tags become topics; files, hints and numbering that stay behind are named", () => {
  const xml = question(
    "truefalse",
    `${answer(100, "true")}${answer(0, "false")}<hint format="html"><text>Think</text></hint><penalty>0.3</penalty><tags><tag><text>unit 5</text></tag></tags>`,
    '<p><img src="@@PLUGINFILE@@/net.png" alt="a network"></p>',
  ).replace("</text></questiontext>", '</text><file name="net.png" encoding="base64">AAAA</file></questiontext>');
  const { items, lost } = quiz(
    '<question type="category"><category><text>$course$/top/Networks</text></category></question>',
    xml,
  );
  expect(items[0]?.topics).toEqual(["Networks", "unit 5"]);
  expect(items[0]?.text.en).toContain("a network");
  expect(lost.map((one) => one.split(": ")[1])).toEqual(["file", "image", "hint", "penalty"]);
});

test("a text's document type inside of CDATA does no harm, and a cost in dollars is no formula", () => {
  const { items } = quiz(question("essay", "", "<!DOCTYPE html><p>It costs $5 and $6, or $$x^2$$</p>"));
  expect(items[0]?.text.en).toBe("It costs \\$5 and \\$6, or $x^2$");
});

test("tags of a title are taken out, and signs of arithmetic stay", () => {
  const { items } = quiz(
    question("essay", "").replace("The essay", "<![CDATA[A <strong>step</strong>: x > 1 & x < 2]]>"),
  );
  expect([items[0]?.id, items[0]?.title.en]).toEqual(["a-step-x-1-x-2", "A step: x > 1 & x < 2"]);
});

test("files behind links, pictures of old versions and descriptions of categories are named", () => {
  const { items, lost } = quiz(
    '<question type="category"><category><text>$course$/Top</text></category><info><text>About</text></info></question>',
    question("essay", "<image>net.png</image>", '<a href="@@PLUGINFILE@@/a.mp3">Listen</a> <a href="#top">up</a>'),
  );
  expect(items[0]?.text.en).toBe("Listen up");
  expect(lost.sort()).toEqual(["Top: category", "the-essay: image", "the-essay: link"]);
});

test("single dollars are money, unless TeX stands between them", () => {
  const [item] = quiz(question("essay", "", "<p>From $5 to $6 with $ \\eta \\neq 0 $.</p>")).items;
  expect(item?.text.en).toBe("From \\$5 to \\$6 with $\\eta \\neq 0$.");
});

test("a title made of the text keeps its formulas whole", () => {
  const { items } = quiz(
    question("essay", "", "<p><b>Find</b> \\(w_{1,2}^1\\), \\(\\delta_1\\) for $5</p>").replace("The essay", ""),
  );
  expect(items[0]?.title.en).toBe("Find $w_{1,2}^1$, $\\delta_1$ for $5");
});
