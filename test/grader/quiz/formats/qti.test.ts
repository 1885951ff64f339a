import { describe, expect, test } from "vitest";
import { asQti3, imported, key, qti2, refusal } from "./imported.ts";

const correct = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>';
const mapped = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>';
const choices = (count: number) =>
  Array.from({ length: count }, (_, k) => `<simpleChoice identifier="C${k}">choice <b>${k}</b></simpleChoice>`).join(
    "",
  );
const choice = (most: number, count = 3) =>
  `<p>The gradient of J</p><choiceInteraction responseIdentifier="R" shuffle="true" maxChoices="${most}"><prompt>points</prompt>${choices(count)}</choiceInteraction>`;
const sets = (left: string, right: string) => {
  const set = (names: string) =>
    `<simpleMatchSet>${names
      .split(" ")
      .map((name) => `<simpleAssociableChoice identifier="${name}" matchMax="1">the ${name}</simpleAssociableChoice>`)
      .join("")}</simpleMatchSet>`;
  return `<matchInteraction responseIdentifier="R" shuffle="false" maxAssociations="4">${set(left)}${set(right)}</matchInteraction>`;
};
const entry = '<p>f(0) is <textEntryInteraction responseIdentifier="R" expectedLength="5"/>.</p>';

const items: [name: string, kind: string, xml: string][] = [
  ["one choice", "single-choice", qti2(choice(1), key("R", "single", "identifier", "C1"), correct)],
  ["several choices", "multiple-choice", qti2(choice(0), key("R", "multiple", "identifier", "C0", "C1"), correct)],
  [
    "an order",
    "ordering",
    qti2(
      `<orderInteraction responseIdentifier="R" shuffle="true">${choices(3)}</orderInteraction>`,
      key("R", "ordered", "identifier", "C2", "C0", "C1"),
      correct,
    ),
  ],
  ["pairs", "matching", qti2(sets("A B", "U V W"), key("R", "multiple", "directedPair", "A V", "B U"), correct)],
  [
    "a table",
    "multi-part",
    qti2(sets("A B", "U V W"), key("R", "multiple", "directedPair", "A V", "A U", "B U"), correct),
  ],
  [
    "pairs in one set",
    "matching",
    qti2(
      `<associateInteraction responseIdentifier="R" shuffle="false" maxAssociations="2">${["A", "B", "C", "D"].map((x) => `<simpleAssociableChoice identifier="${x}" matchMax="1">${x}</simpleAssociableChoice>`).join("")}</associateInteraction>`,
      key("R", "multiple", "pair", "A C", "B D"),
      correct,
    ),
  ],
  ["words", "short-text", qti2(entry, key("R", "single", "string", "0.5"), correct)],
  ["a number", "numeric", qti2(entry, key("R", "single", "float", "0.5"), correct)],
  [
    "a list in a text",
    "cloze",
    qti2(
      '<p>Go <inlineChoiceInteraction responseIdentifier="R" shuffle="false"><inlineChoice identifier="U">up</inlineChoice><inlineChoice identifier="D">down</inlineChoice></inlineChoiceInteraction>.</p>',
      key("R", "single", "identifier", "D"),
      correct,
    ),
  ],
  [
    "words to drag",
    "cloze",
    qti2(
      '<gapMatchInteraction responseIdentifier="R" shuffle="false"><gapText identifier="F" matchMax="1">forward</gapText><gapText identifier="B" matchMax="1">back</gapText><p>First <gap identifier="G1"/>, then <gap identifier="G2"/></p></gapMatchInteraction>',
      key("R", "multiple", "directedPair", "F G1", "B G2"),
      correct,
    ),
  ],
  [
    "places in a text",
    "single-choice",
    qti2(
      '<hottextInteraction responseIdentifier="R" maxChoices="1"><p>The <hottext identifier="A">gradient</hottext> points <hottext identifier="B">downhill</hottext></p></hottextInteraction>',
      key("R", "single", "identifier", "B"),
      correct,
    ),
  ],
  [
    "a slider",
    "numeric",
    qti2(
      '<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="1" step="0.1"/>',
      key("R", "single", "float", "0.5"),
      correct,
    ),
  ],
  [
    "an essay",
    "essay",
    qti2(
      '<extendedTextInteraction responseIdentifier="R"><prompt>Why?</prompt></extendedTextInteraction>',
      '<responseDeclaration identifier="R" cardinality="single" baseType="string"/>',
    ),
  ],
  [
    "a file",
    "file",
    qti2(
      '<uploadInteraction responseIdentifier="R"><prompt>Your derivation</prompt></uploadInteraction>',
      '<responseDeclaration identifier="R" cardinality="single" baseType="file"/>',
    ),
  ],
  ["a text alone", "description", qti2("<p>Read this.</p>")],
  [
    "two questions",
    "multi-part",
    qti2(
      `${choice(1)}<p>and</p>${choice(1).replace('"R"', '"S"')}`,
      key("R", "single", "identifier", "C1") + key("S", "single", "identifier", "C2"),
      correct,
    ),
  ],
];

describe.each(items)("%s", (_, kind, xml) => {
  test("in QTI 2", () => expect(imported(xml).kinds).toEqual([kind]));
  test("in QTI 3", () => expect(imported(asQti3(xml))).toEqual(imported(xml)));
});

describe("what an item says", () => {
  test("choices keep their texts, key and order; the prompt follows the text", () => {
    const {
      items: [item],
      points,
      skipped,
    } = imported(items[0]![2]);
    expect([points, skipped]).toEqual([[2], []]);
    expect(item).toMatchObject({ id: "a-step", text: { en: "The gradient of J\n\npoints" } });
    expect(item?.fields[0]).toMatchObject({
      shuffle: true,
      choices: [{ correct: false }, { correct: true, text: { en: "choice **1**" } }, { correct: false }],
    });
  });

  test("an order's lines stand in the right order; left-over lines are distractors", () => {
    const xml = items[2]![2].replace("<value>C1</value>", "");
    const [field] = imported(xml).items[0]!.fields;
    expect(field).toMatchObject({
      lines: [{ text: { en: "choice **2**" } }, { text: { en: "choice **0**" } }],
      distractors: [{ text: { en: "choice **1**" } }],
    });
  });

  test.each([
    ['<equal toleranceMode="absolute" tolerance="0.01 0.01">', "</equal>", { mode: "absolute", value: 0.01 }],
    ['<equal toleranceMode="relative" tolerance="5">', "</equal>", { mode: "relative", value: 0.05 }],
    [
      '<equalRounded roundingMode="significantFigures" figures="3">',
      "</equalRounded>",
      { mode: "significant", value: 3 },
    ],
    ['<equalRounded roundingMode="decimalPlaces" figures="2">', "</equalRounded>", { mode: "decimals", value: 2 }],
  ])("a number is as near as its rules say: %s", (open, close, tolerance) => {
    const rules = `<responseProcessing><responseCondition><responseIf>${open}<variable identifier="R"/><correct identifier="R"/>${close}<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>`;
    const { items: found, skipped } = imported(qti2(entry, key("R", "single", "float", "0.5"), rules));
    expect(found[0]?.fields[0]).toMatchObject({ answer: 0.5, tolerance });
    expect(skipped).toEqual([]);
  });

  test("scores of single values become credit", () => {
    const declaration = `<responseDeclaration identifier="R" cardinality="single" baseType="string"><correctResponse><value>tanh</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="tanh" mappedValue="2"/><mapEntry mapKey="atan" mappedValue="1"/></mapping></responseDeclaration>`;
    expect(imported(qti2(entry, declaration, mapped)).items[0]?.fields[0]).toMatchObject({
      exact: true,
      accept: [
        { text: { en: "tanh" }, credit: 1 },
        { text: { en: "atan" }, credit: 0.5 },
      ],
    });
  });

  test("feedback goes to its choice, to right and wrong, to the solution; the rest is named", () => {
    const words = ["C0", "correct", "incorrect", "SOLUTION", "other"].map(
      (identifier) =>
        `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="${identifier}" showHide="show">for ${identifier}</modalFeedback>`,
    );
    const { items: found, lost } = imported(
      qti2(choice(1), key("R", "single", "identifier", "C1"), correct + words.join("")),
    );
    expect(found[0]).toMatchObject({ solution: { en: "for SOLUTION" } });
    expect(found[0]?.fields[0]).toMatchObject({
      feedback: { right: { en: "for correct" }, wrong: { en: "for incorrect" } },
      choices: [{ feedback: { en: "for C0" } }, {}, {}],
    });
    expect(lost).toEqual(["a-step: modalFeedback"]);
  });

  test("formulas in MathML become TeX, in texts and choices", () => {
    const math =
      "<m:math><m:msubsup><m:mi>w</m:mi><m:mi>i</m:mi><m:mn>2</m:mn></m:msubsup><m:mo>≤</m:mo><m:mfrac><m:mi>α</m:mi><m:mn>2</m:mn></m:mfrac></m:math>";
    expect(imported(qti2(`<p>${math}</p>`)).items[0]?.text.en).toMatch(
      /^\$\{w\}_\{i\}\^\{2\}\\le \\frac\{\\alpha \}\{2\}\$$/,
    );
  });
});

describe("named and left behind", () => {
  const body = (name: string) => qti2(`<p>x</p><${name} responseIdentifier="R"/>`, key("R", "single", "point", "1 1"));
  test.each([
    "hotspotInteraction",
    "selectPointInteraction",
    "graphicOrderInteraction",
    "graphicAssociateInteraction",
    "graphicGapMatchInteraction",
    "positionObjectInteraction",
    "drawingInteraction",
    "customInteraction",
    "portableCustomInteraction",
  ])("%s", (name) => {
    const { kinds, lost } = imported(body(name));
    expect([kinds, lost]).toEqual([[], [`A step: ${name}`]]);
  });

  test.each([
    [
      "adaptive item",
      qti2(choice(1), key("R", "single", "identifier", "C1")).replace('adaptive="false"', 'adaptive="true"'),
    ],
    [
      "template",
      qti2(
        choice(1),
        `${key("R", "single", "identifier", "C1")}<templateDeclaration identifier="a" cardinality="single" baseType="integer"/>`,
      ),
    ],
    ["answer key", qti2(choice(1), '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"/>')],
    ["choiceInteraction", qti2(choice(1), "")],
    [
      "feedbackBlock",
      qti2(
        `<feedbackBlock outcomeIdentifier="F" identifier="again" showHide="show">${choice(1)}</feedbackBlock>`,
        key("R", "single", "identifier", "C1"),
      ),
    ],
    ["itemBody", '<assessmentItem identifier="x" title="A step"/>'],
  ])("as a whole: %s", (feature, xml) => {
    const { kinds, lost } = imported(xml);
    expect([kinds, lost]).toEqual([[], [`A step: ${feature}`]]);
  });

  test.each([
    ["printedVariable", qti2('<p>You have <printedVariable identifier="SCORE"/> points.</p>')],
    ["image", qti2('<p><img src="net.png" alt="net"/></p>')],
    ["mediaInteraction", qti2('<p>x</p><mediaInteraction responseIdentifier="R" autostart="false"/>')],
    ["endAttemptInteraction", qti2('<p>x<endAttemptInteraction responseIdentifier="H" title="Hint"/></p>')],
    [
      "response processing",
      qti2(
        choice(1),
        key("R", "single", "identifier", "C1"),
        "<responseProcessing><exitResponse/></responseProcessing>",
      ),
    ],
    ["stylesheet", qti2("<p>x</p>").replace("<itemBody>", '<stylesheet href="a.css" type="text/css"/><itemBody>')],
    ["timeDependent", qti2("<p>x</p>").replace('timeDependent="false"', 'timeDependent="true"')],
    [
      "assessmentStimulusRef",
      qti2("<p>x</p>").replace("<itemBody>", '<assessmentStimulusRef identifier="s" href="s.xml"/><itemBody>'),
    ],
    ["tooltip", qti2('<p>x <span data-role="tooltip-content" aria-hidden="true" id="t1">hidden</span></p>')],
    ["embedded object", qti2('<object data="a.html" type="text/html">words</object>')],
  ])("in part: %s", (feature, xml) => {
    const { kinds, lost } = imported(xml);
    expect(kinds).toHaveLength(1);
    expect(lost).toEqual([`a-step: ${feature}`]);
  });
});

const outcome = (name: string, value: string) => `<setOutcomeValue identifier="${name}">${value}</setOutcomeValue>`;
const points = (value: number) => `<baseValue baseType="float">${value}</baseValue>`;
const isRight = '<match><variable identifier="R"/><correct identifier="R"/></match>';
const noMaximum = (xml: string) => xml.replace(' normalMaximum="2"', "");
const weighed = (cardinality: string, bound = "") =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="identifier"><correctResponse><value>C0</value></correctResponse><mapping defaultValue="0" ${bound}><mapEntry mapKey="C0" mappedValue="2"/><mapEntry mapKey="C1" mappedValue="1.5"/><mapEntry mapKey="C2" mappedValue="-1"/></mapping></responseDeclaration>`;
const weighedChoice = choice(0).replace('"R"', '"RESPONSE"');

test.each([
  [1, noMaximum(qti2(choice(1), key("R", "single", "identifier", "C1"), correct))],
  [2, noMaximum(qti2(weighedChoice, weighed("single"), mapped))],
  [3.5, noMaximum(qti2(weighedChoice, weighed("multiple"), mapped))],
  [3, noMaximum(qti2(weighedChoice, weighed("multiple", 'upperBound="3"'), mapped))],
  [
    5,
    noMaximum(
      qti2(
        choice(1),
        key("R", "single", "identifier", "C1"),
        `<responseProcessing><responseCondition><responseIf>${isRight}${outcome("PART", points(4))}</responseIf><responseElse>${outcome("PART", points(0))}</responseElse></responseCondition>${outcome("SCORE", `<sum>${points(1)}<variable identifier="PART"/></sum>`)}</responseProcessing>`,
      ),
    ),
  ],
])("points without a maximum come from the rules of scoring: %f", (most, xml) => {
  expect(imported(xml).points).toEqual([most]);
});

test("words are sorted by the rules that show them, whatever they are called", () => {
  const rules = `<responseProcessing><responseCondition><responseIf>${isRight}${outcome("SCORE", points(2))}${outcome("F", '<baseValue baseType="identifier">F1</baseValue>')}</responseIf><responseElse>${outcome("F", '<baseValue baseType="identifier">F2</baseValue>')}</responseElse></responseCondition></responseProcessing>`;
  const words = (name: string, text: string, title = "") =>
    `<modalFeedback outcomeIdentifier="F" identifier="${name}" showHide="show" ${title}>${text}</modalFeedback>`;
  const feedback = (rest: string) =>
    imported(qti2(choice(1), key("R", "single", "identifier", "C1"), rest)).items[0]?.fields[0];
  const sorted = { feedback: { right: { en: "well done" }, wrong: { en: "look again" } } };
  expect(feedback(rules + words("F1", "well done") + words("F2", "look again"))).toMatchObject(sorted);
  const named = words("true", "well done", 'title="Richtig!"') + words("true", "look again", 'title="Leider Falsch!"');
  expect(feedback(correct + named)).toMatchObject(sorted);
});

test("notes for whoever grades go with the essay, wherever they stand", () => {
  const body =
    '<div><extendedTextInteraction responseIdentifier="R"/><rubricBlock view="scorer">Two points for the chain rule.</rubricBlock></div>';
  expect(imported(qti2(body, key("R", "single", "string"))).items[0]?.fields).toMatchObject([
    { kind: "essay", rubric: { en: "Two points for the chain rule." } },
  ]);
});

test("a part without a key is named, and the other parts are kept", () => {
  const survey = choice(1).replace('"R"', '"S"');
  const declared = `${key("R", "single", "identifier", "C1")}<responseDeclaration identifier="S" cardinality="single" baseType="identifier"/>`;
  const { kinds, lost } = imported(qti2(`${choice(1)}${survey}`, declared, correct));
  expect([kinds, lost]).toEqual([["single-choice"], ["a-step: answer key"]]);
});

test("choices that only pictures tell apart cannot be carried over without them", () => {
  const pictures = choice(1).replace(/choice <b>(\d)<\/b>/g, '<img src="$1.png" alt=""/>');
  expect(imported(qti2(pictures, key("R", "single", "identifier", "C1"), correct)).lost).toEqual(["A step: image"]);
});

test("HTML that was put into a CDATA section is read as HTML, and words with signs as words", () => {
  const texts = choice(1, 2)
    .replace("choice <b>0</b>", "<![CDATA[<p>steps <em>down</em></p>]]>")
    .replace("choice <b>1</b>", "<![CDATA[a < b]]>");
  expect(imported(qti2(texts, key("R", "single", "identifier", "C1"), correct)).items[0]?.fields[0]).toMatchObject({
    choices: [{ text: { en: "steps *down*" } }, { text: { en: "a < b" } }],
  });
});

test("a gap's right word is the key's, and the points are what the key scores", () => {
  const declared =
    '<responseDeclaration identifier="RESPONSE" cardinality="multiple" baseType="directedPair"><correctResponse><value>F G1</value></correctResponse><mapping defaultValue="0"><mapEntry mapKey="F G1" mappedValue="1"/><mapEntry mapKey="B G1" mappedValue="3"/></mapping></responseDeclaration>';
  const body =
    '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="F">forward</gapText><gapText identifier="B">back</gapText><p>First <gap identifier="G1"/></p></gapMatchInteraction>';
  const { items, points } = imported(noMaximum(qti2(body, declared, mapped)));
  expect(points).toEqual([1]);
  expect(items[0]?.fields[0]).toMatchObject({ gaps: { gap1: { choices: [{ correct: true }, { correct: false }] } } });
});

test.each([
  ["an item without words and interactions", qti2("  "), "A step: itemBody"],
  [
    "a section that stands alone",
    '<assessmentSection identifier="s" title="S"><assessmentItemRef identifier="i1" href="i1.xml"/></assessmentSection>',
    "i1: assessmentItemRef",
  ],
  ["a test without sections", '<assessmentTest identifier="t" title="T"/>', "T: questions"],
])("nothing to carry over, and it is said: %s", (_, xml, named) => {
  const { kinds, lost } = imported(xml);
  expect([kinds, lost]).toEqual([[], [named]]);
});

test.each([
  ["manifest", '<manifest identifier="m"/>', "ZIP"],
  ["results", "<assessmentResult/>", "results"],
  ["rules", "<responseProcessing/>", "rules of scoring"],
  ["a shared text", '<qti-assessment-stimulus identifier="s"/>', "a text that questions refer to"],
  ["settings of a Canvas quiz", '<quiz identifier="q"><title>Q</title></quiz>', "settings of a Canvas quiz"],
])("files beside quizzes are told from quizzes: %s", (_, xml, words) => {
  expect(refusal(xml)).toContain(words);
});

const band = (test: string) =>
  `<responseProcessing><responseCondition><responseIf>${test}${outcome("SCORE", points(1))}</responseIf></responseCondition></responseProcessing>`;
const response = (test: string, value: string) =>
  `<${test}><variable identifier="R"/>${points(Number(value))}</${test}>`;

test.each([
  [
    "bounds instead of a key",
    '<responseDeclaration identifier="R" cardinality="single" baseType="float"/>',
    band(`<and>${response("gte", "0.4")}${response("lte", "0.6")}</and>`),
    { answer: 0.5, tolerance: { mode: "absolute", value: 0.1 } },
  ],
  [
    "bounds around a key",
    key("R", "single", "float", "0.5"),
    band(`<and>${response("gte", "0.4")}${response("lte", "0.7")}</and>`),
    { answer: 0.5, tolerance: { mode: "absolute", value: 0.2 } },
  ],
  [
    "words that are compared as numbers",
    key("R", "single", "string", "0,5"),
    band(`<equal toleranceMode="absolute" tolerance="0.01">${'<variable identifier="R"/>'}${points(0.5)}</equal>`),
    { answer: 0.5, tolerance: { mode: "absolute", value: 0.01 } },
  ],
])("a number by its rules of scoring: %s", (_, declared, rules, field) => {
  expect(imported(qti2(entry, declared, rules)).items[0]?.fields[0]).toMatchObject({ kind: "numeric", ...field });
});

test("what belongs to nothing has a dash to choose", () => {
  const { items, lost } = imported(
    qti2(sets("A B C", "U V"), key("R", "multiple", "directedPair", "A U", "B U"), correct),
  );
  expect(items[0]?.fields[0]).toMatchObject({ pairs: [{}, {}, { left: { en: "the C" }, right: { en: "—" } }] });
  expect(lost).toEqual(["a-step: matchInteraction"]);
  const gap =
    '<gapMatchInteraction responseIdentifier="R"><gapText identifier="F">forward</gapText><gapText identifier="B">back</gapText><p><gap identifier="G1"/><gap identifier="G2"/></p></gapMatchInteraction>';
  expect(imported(qti2(gap, key("R", "multiple", "directedPair", "F G1"), correct)).items[0]?.fields[0]).toMatchObject({
    gaps: { gap2: { choices: [{ correct: false }, { correct: false }, { text: { en: "—" }, correct: true }] } },
  });
});

test("elements of QTI around words and interactions are not shown", () => {
  const wrapped = `<templateBlock templateIdentifier="T" identifier="t" showHide="show"><p>Look:</p>${choice(1)}</templateBlock>`;
  const [item] = imported(qti2(wrapped, key("R", "single", "identifier", "C1"), correct)).items;
  expect([item?.text.en, item?.fields.length]).toEqual(["Look:\n\nThe gradient of J\n\npoints", 1]);
});

test("more choices in a gap than a gap takes", () => {
  const many = Array.from({ length: 25 }, (_, k) => `<inlineChoice identifier="C${k}">w${k}</inlineChoice>`).join("");
  const body = `<p>x <inlineChoiceInteraction responseIdentifier="R">${many}</inlineChoiceInteraction></p>`;
  expect(imported(qti2(body, key("R", "single", "identifier", "C24"))).skipped).toEqual([
    { item: "A step", feature: "choices", reason: "25 choices; at most 20 are taken" },
  ]);
});

test("a blank without a key stays a line in the text of the other parts", () => {
  const declared =
    '<responseDeclaration identifier="R" cardinality="single" baseType="integer"/><responseDeclaration identifier="U" cardinality="single" baseType="file"/>';
  const { items, lost } = imported(qti2(`<uploadInteraction responseIdentifier="U"/>${entry}`, declared));
  expect(items[0]).toMatchObject({ text: { en: "f(0) is \\_\\_\\_\\_\\_." }, fields: [{ kind: "file" }] });
  expect(lost).toEqual(["a-step: answer key"]);
});

test("what an answer must not be is no key", () => {
  const is = (value: string) =>
    `<match><variable identifier="R"/><baseValue baseType="identifier">${value}</baseValue></match>`;
  const xml = qti2(
    choice(1),
    '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"/>',
    band(`<and><not>${is("C0")}</not>${is("C2")}</and>`),
  );
  expect(imported(xml).items[0]?.fields[0]).toMatchObject({
    choices: [{ correct: false }, { correct: false }, { correct: true }],
  });
});
