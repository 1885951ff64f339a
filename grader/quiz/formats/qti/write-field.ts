import type { Tolerance } from "../../field.ts";
import { htmlOfMarkdown } from "../write/html.ts";
import type { PaperChoice, PaperField, PaperFieldOf, PaperGap } from "../write/paper.ts";
import { element, raw, type Written } from "../write/xml.ts";

/** One field as QTI 2.1: how its responses are declared, how they are asked for, and the rules that give points. */
export interface QtiField {
  declarations: Written[];
  body: Written[];
  rules: Written[];
}

const block = (markdown: string) => raw(htmlOfMarkdown(markdown, "mathml"));
export const inline = (markdown: string) => raw(htmlOfMarkdown(markdown, "mathml", true));
const float = (value: number) => element("baseValue", { baseType: "float" }, String(value));
const variable = (identifier: string) => element("variable", { identifier });
const score = (points: Written) =>
  element("setOutcomeValue", { identifier: "SCORE" }, element("sum", {}, variable("SCORE"), points));
const when = (test: Written, ...then: Written[]) =>
  element("responseCondition", {}, element("responseIf", {}, test, ...then));

const exactly = (identifier: string, points: number) =>
  when(element("match", {}, variable(identifier), element("correct", { identifier })), score(float(points)));
const byMapping = (identifier: string) => score(element("mapResponse", { identifier }));

type Mapping = {
  entries: readonly (readonly [key: string, points: number])[];
  most: number;
  otherwise?: number;
  exact?: boolean;
};

function declared(
  identifier: string,
  cardinality: string,
  baseType: string,
  correct: readonly string[],
  mapping?: Mapping,
): Written {
  return element("responseDeclaration", { identifier, cardinality, baseType }, [
    correct.length > 0
      ? element(
          "correctResponse",
          {},
          correct.map((value) => element("value", {}, value)),
        )
      : undefined,
    mapping
      ? element(
          "mapping",
          { lowerBound: 0, upperBound: mapping.most, defaultValue: mapping.otherwise ?? 0 },
          mapping.entries.map(([mapKey, mappedValue]) =>
            element("mapEntry", {
              mapKey,
              mappedValue,
              ...(mapping.exact === undefined ? {} : { caseSensitive: mapping.exact }),
            }),
          ),
        )
      : undefined,
  ]);
}

/** @param id of the field, made fit for QTI's identifiers @param points that it is worth */
export function qtiField(field: PaperField, id: string, points: number): QtiField {
  const label = field.label ? [block(field.label)] : [];
  const made = (declarations: Written[], body: Written[], rules: Written[]): QtiField => ({
    declarations,
    body: [...label, ...body],
    rules,
  });
  switch (field.kind) {
    case "single-choice": {
      const right = field.choices.filter(({ correct }) => correct).map((choice) => choice.id);
      const graded = right.length > 1 || field.choices.some(({ correct, credit }) => !correct && credit > 0);
      const entries = field.choices.map((choice) => [choice.id, choice.credit * points] as const);
      const mapping = graded ? { entries, most: points } : undefined;
      return made(
        [declared(id, "single", "identifier", right.slice(0, 1), mapping), shownOutcome(id, "single")],
        [choiceInteraction(field, id, 1)],
        [mapping ? byMapping(id) : exactly(id, points), shows(id)],
      );
    }
    case "multiple-choice": {
      const right = field.choices.filter(({ correct }) => correct);
      const wrong = field.choices.length - right.length;
      const entries = field.choices.map(
        (choice) => [choice.id, choice.correct ? points / right.length : wrong > 0 ? -points / wrong : 0] as const,
      );
      const mapping = field.allOrNothing ? undefined : { entries, most: points };
      return made(
        [
          declared(
            id,
            "multiple",
            "identifier",
            right.map((choice) => choice.id),
            mapping,
          ),
          shownOutcome(id, "multiple"),
        ],
        [choiceInteraction(field, id, 0)],
        [mapping ? byMapping(id) : exactly(id, points), shows(id)],
      );
    }
    case "true-false": {
      const choices = [
        { id: "true", text: "True", correct: field.answer, credit: 0, feedback: "" },
        { id: "false", text: "False", correct: !field.answer, credit: 0, feedback: "" },
      ];
      return made(
        [declared(id, "single", "identifier", [String(field.answer)])],
        [
          element(
            "choiceInteraction",
            { class: "nabla-true-false", responseIdentifier: id, shuffle: false, maxChoices: 1 },
            choices.map((choice) => simpleChoice(choice, id)),
          ),
        ],
        [exactly(id, points)],
      );
    }
    case "numeric":
      return made(
        [declared(id, "single", "float", [String(field.value)])],
        [element("p", {}, entry(id), field.unit ? ` ${field.unit}` : undefined)],
        [near(id, field.tolerance, points)],
      );
    case "short-text":
      return made([texts(id, field.accept, points, field.exact)], [element("p", {}, entry(id))], [byMapping(id)]);
    case "matching":
      return matching(field, id, points, made);
    case "ordering":
      return made(
        [
          declared(
            id,
            "ordered",
            "identifier",
            field.lines.map((_, k) => `L${k + 1}`),
          ),
        ],
        [
          element(
            "orderInteraction",
            { responseIdentifier: id, shuffle: true },
            [
              ...field.lines.map((text, k) => ({ text, id: `L${k + 1}` })),
              ...field.distractors.map((text, k) => ({ text, id: `X${k + 1}` })),
            ].map(({ text, id: identifier }) => element("simpleChoice", { identifier }, inline(text))),
          ),
        ],
        [exactly(id, points)],
      );
    case "cloze":
      return cloze(field, id, points, made);
    case "essay":
      return made(
        [declared(id, "single", "string", [])],
        [
          ...rubric(field.rubric),
          element("extendedTextInteraction", { responseIdentifier: id, expectedLength: field.maxWords * 6 }),
        ],
        [],
      );
    case "file":
      return made(
        [declared(id, "single", "file", [])],
        [...rubric(field.rubric), element("uploadInteraction", { responseIdentifier: id })],
        [],
      );
  }
}

type Made = (declarations: Written[], body: Written[], rules: Written[]) => QtiField;

const rubric = (text: string) => (text ? [element("rubricBlock", { view: "scorer" }, block(text))] : []);
const entry = (responseIdentifier: string) =>
  element("textEntryInteraction", { responseIdentifier, expectedLength: 15 });

const simpleChoice = ({ id: identifier, text, feedback }: PaperChoice, field: string) =>
  element(
    "simpleChoice",
    { identifier },
    inline(text),
    feedback
      ? element(
          "feedbackInline",
          { outcomeIdentifier: `SHOW_${field}`, identifier, showHide: "show" },
          inline(feedback),
        )
      : undefined,
  );

const choiceInteraction = (
  field: PaperFieldOf<"single-choice"> | PaperFieldOf<"multiple-choice">,
  responseIdentifier: string,
  maxChoices: number,
) =>
  element(
    "choiceInteraction",
    {
      responseIdentifier,
      shuffle: field.shuffle,
      maxChoices,
      ...("allOrNothing" in field && field.allOrNothing ? { class: "nabla-all-or-nothing" } : {}),
    },
    field.choices.map((choice) => simpleChoice(choice, responseIdentifier)),
  );

/** the choices made, so that words for them are shown */
const shownOutcome = (id: string, cardinality: string) =>
  element("outcomeDeclaration", { identifier: `SHOW_${id}`, cardinality, baseType: "identifier" });
const shows = (id: string) => element("setOutcomeValue", { identifier: `SHOW_${id}` }, variable(id));

function near(identifier: string, tolerance: Tolerance, points: number): Written {
  const both = [variable(identifier), element("correct", { identifier })];
  switch (tolerance.mode) {
    case "absolute":
      return when(
        element("equal", { toleranceMode: "absolute", tolerance: `${tolerance.value} ${tolerance.value}` }, both),
        score(float(points)),
      );
    case "relative":
      return when(
        element(
          "equal",
          { toleranceMode: "relative", tolerance: `${100 * tolerance.value} ${100 * tolerance.value}` },
          both,
        ),
        score(float(points)),
      );
    default:
      return when(
        element(
          "equalRounded",
          {
            roundingMode: tolerance.mode === "decimals" ? "decimalPlaces" : "significantFigures",
            figures: tolerance.value,
          },
          both,
        ),
        score(float(points)),
      );
  }
}

const texts = (id: string, accept: readonly { text: string; credit: number }[], points: number, exact: boolean) =>
  declared(id, "single", "string", [accept.find(({ credit }) => credit === 1)?.text ?? accept[0]!.text], {
    entries: accept.map(({ text, credit }) => [text, credit * points] as const),
    most: points,
    exact,
  });

function matching({ pairs, distractors }: PaperFieldOf<"matching">, id: string, points: number, made: Made): QtiField {
  const rights = [...new Set([...pairs.map(({ right }) => right), ...distractors])];
  const keys = pairs.map(({ right }, k) => `L${k + 1} R${rights.indexOf(right) + 1}`);
  const set = (side: string, all: readonly string[], matchMax: number) =>
    element(
      "simpleMatchSet",
      {},
      all.map((text, k) =>
        element("simpleAssociableChoice", { identifier: `${side}${k + 1}`, matchMax }, inline(text)),
      ),
    );
  const mapping = { entries: keys.map((key) => [key, points / pairs.length] as const), most: points };
  return made(
    [declared(id, "multiple", "directedPair", keys, mapping)],
    [
      element(
        "matchInteraction",
        { responseIdentifier: id, shuffle: true, maxAssociations: pairs.length },
        set(
          "L",
          pairs.map(({ left }) => left),
          1,
        ),
        set("R", rights, pairs.length),
      ),
    ],
    [byMapping(id)],
  );
}

function cloze({ text, gaps }: PaperFieldOf<"cloze">, id: string, points: number, made: Made): QtiField {
  const all = [...gaps.values()].reduce((sum, gap) => sum + gap.points, 0);
  const declarations: Written[] = [];
  const rules: Written[] = [];
  const html = htmlOfMarkdown(text, "mathml").replace(/\[\[([A-Za-z0-9_]+)\]\]/g, (whole, name: string) => {
    const gap = gaps.get(name);
    if (!gap) return whole;
    const made = gapOf(gap, `${id}_${name}`, (points * gap.points) / all);
    declarations.push(made.declaration);
    rules.push(made.rule);
    return made.body.xml;
  });
  return made(
    declarations,
    [raw(/^<(p|ul|ol|div|table|blockquote|pre|h\d|hr)\b/.test(html) ? html : `<p>${html}</p>`)],
    rules,
  );
}

function gapOf(gap: PaperGap, id: string, points: number): { declaration: Written; body: Written; rule: Written } {
  switch (gap.kind) {
    case "numeric":
      return {
        declaration: declared(id, "single", "float", [String(gap.value)]),
        body: entry(id),
        rule: near(id, gap.tolerance, points),
      };
    case "short-text":
      return {
        declaration: texts(
          id,
          gap.accept.map((text) => ({ text, credit: 1 })),
          points,
          false,
        ),
        body: entry(id),
        rule: byMapping(id),
      };
    case "single-choice":
      return {
        declaration: declared(
          id,
          "single",
          "identifier",
          gap.choices
            .filter(({ correct }) => correct)
            .slice(0, 1)
            .map((choice) => choice.id),
        ),
        body: element(
          "inlineChoiceInteraction",
          { responseIdentifier: id, shuffle: true },
          gap.choices.map((choice) => element("inlineChoice", { identifier: choice.id }, inline(choice.text))),
        ),
        rule: exactly(id, points),
      };
  }
}
