import { matchingField, orderingField } from "../answers/arranged.ts";
import { atMostChoices, choiceField, trueFalseField } from "../answers/choice.ts";
import { numericField, type WeighedNumber } from "../answers/numeric.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type Gap, gapOf } from "../gaps.ts";
import { letters } from "../identifiers.ts";
import { both, type DraftField, type Losses, Unsupported } from "../reading.ts";
import { childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { materialOf } from "./material.ts";
import { fractionsOf, type Rule } from "./scoring.ts";

/** A response of `presentation` with what its readers need. */
export interface Asked {
  response: XmlElement;
  ident: string;
  rules: readonly Rule[];
  /** label's ident -> Markdown */
  choiceFeedback: ReadonlyMap<string, string>;
  losses: Losses;
}

interface Label {
  ident: string;
  text: string;
}

const identOf = (element: XmlElement) => element.attributes.get("ident") ?? "";

export const labelsOf = ({ response, losses }: Asked): Label[] =>
  named(response, "response_label").map((label) => ({ ident: identOf(label), text: materialOf(label, losses) }));

/** what stands before the choices: the left side of a pair, the name of a gap */
export function nameOf({ response, losses }: Asked): string {
  const [material] = childrenOf(response, "material", "material_ref", "flow_mat");
  return material ? materialOf({ ...response, children: [material] }, losses) : "";
}

export function choices(asked: Asked): DraftField {
  const { response, rules, ident, losses, choiceFeedback } = asked;
  const single = (response.attributes.get("rcardinality") ?? "Single").toLowerCase() !== "multiple";
  const fractions = fractionsOf(rules, ident);
  const scoring = rules.filter(({ equals }) => equals.has(ident));
  const render = named(response, "render_choice")[0];
  return choiceField(
    labelsOf(asked).map((label) => ({
      text: label.text,
      fraction: fractions.get(label.ident) ?? 0,
      feedback: choiceFeedback.get(label.ident) ?? "",
    })),
    {
      single,
      shuffle: !/^no$/i.test(render?.attributes.get("shuffle") ?? ""),
      credit: scoring.length > 1 ? "right-minus-wrong" : "all-or-nothing",
    },
    losses,
  );
}

export function trueFalse(asked: Asked): DraftField {
  const fractions = fractionsOf(asked.rules, asked.ident);
  const labels = labelsOf(asked);
  const right = labels.find(({ ident }) => (fractions.get(ident) ?? 0) >= 0.99);
  if (!right || labels.length !== 2) return choices(asked);
  const meansTrue = ({ ident, text }: Label) =>
    /^(true|t|yes|verdadeiro|v|vrai|wahr|richtig|verdadero|sim)$/i.test(text) || /^(true|t)$/i.test(ident);
  const meansFalse = ({ ident, text }: Label) =>
    /^(false|f|no|falso|faux|falsch|não)$/i.test(text) || /^(false|f)$/i.test(ident);
  const other = labels.find((label) => label !== right)!;
  const answer =
    meansTrue(right) && meansFalse(other) ? true : meansFalse(right) && meansTrue(other) ? false : undefined;
  if (answer === undefined) return choices(asked);
  return trueFalseField(
    answer,
    asked.choiceFeedback.get(right.ident) ?? "",
    asked.choiceFeedback.get(other.ident) ?? "",
  );
}

export function ordered(asked: Asked): DraftField {
  const labels = new Map(labelsOf(asked).map(({ ident, text }) => [ident, text]));
  const order = asked.rules.find(({ equals }) => equals.has(asked.ident))?.equals.get(asked.ident) ?? [];
  if (order.length < labels.size) throw new Unsupported("answer key", "the right order does not name every line");
  return orderingField(order.map((ident) => labels.get(ident) ?? ident));
}

export function words({ ident, rules, losses, choiceFeedback }: Asked): DraftField {
  return shortTextField(
    [...fractionsOf(rules, ident)].map(([text, fraction]) => ({
      text,
      fraction,
      feedback: choiceFeedback.get(text) ?? "",
    })),
    { exact: rules.some(({ caseSensitive }) => caseSensitive) },
    losses,
  );
}

export function numbers({ ident, rules, losses, choiceFeedback }: Asked): DraftField {
  const most = Math.max(0, ...rules.map(({ points }) => points));
  const percent = rules.map(({ margins }) => margins.get(ident)).find((margin) => margin?.percent);
  if (percent && rules.length === 1) {
    return { kind: "numeric", answer: percent.value, tolerance: { mode: "relative", value: percent.within / 100 } };
  }
  const answers = rules.flatMap((rule): WeighedNumber[] => {
    const bounds = rule.bounds.find(({ respident }) => respident === ident);
    const written = rule.equals.get(ident)?.find((text) => Number.isFinite(Number(text)));
    const exact = written === undefined ? undefined : Number(written);
    const feedback = choiceFeedback.get(written ?? "") ?? "";
    const margin = rule.margins.get(ident);
    const fraction = rule.points / most;
    if (bounds?.low !== undefined && bounds.high !== undefined) {
      const value = exact ?? short((bounds.low + bounds.high) / 2);
      return [{ value, within: short(Math.max(value - bounds.low, bounds.high - value)), fraction, feedback }];
    }
    return exact === undefined ? [] : [{ value: exact, within: margin ? margin.within : 0, fraction, feedback }];
  });
  return numericField(answers, losses);
}

const short = (value: number) => Number(value.toPrecision(12));

/** Several responses with one list of right sides each: pairs. */
export function matching(all: readonly Asked[]): DraftField {
  const rights = new Map<string, string>();
  const used = new Set<string>();
  const pairs = all.map((asked) => {
    const fractions = fractionsOf(asked.rules, asked.ident);
    const labels = labelsOf(asked);
    for (const { ident, text } of labels) rights.set(ident, text);
    const right = labels.find(({ ident }) => (fractions.get(ident) ?? 0) > 0);
    if (!right) throw new Unsupported("answer key", `nothing belongs to "${nameOf(asked)}"`);
    used.add(right.text);
    return { left: nameOf(asked) || "—", right: right.text || "—" };
  });
  const rest = [...new Set(rights.values())].filter((text) => !used.has(text)).map((right) => ({ left: "", right }));
  return matchingField([...pairs, ...rest]);
}

/** Categories with what belongs to each: every thing is a left side, its category the right one. */
export function categories(all: readonly Asked[], losses: Losses): DraftField {
  const texts = new Map(all.flatMap((asked) => labelsOf(asked).map(({ ident, text }) => [ident, text] as const)));
  const pairs: { left: string; right: string }[] = [];
  for (const asked of all) {
    const category = nameOf(asked);
    for (const ident of fractionsOf(asked.rules, asked.ident).keys()) {
      pairs.push({ left: texts.get(ident) ?? ident, right: category });
      texts.delete(ident);
    }
  }
  if (texts.size > 0) losses.add("categorization", `${texts.size} thing(s) that belong to no category were left out`);
  return matchingField(pairs);
}

/** A blank of a text: a list to choose from, or words to type. */
export function blank(asked: Asked, list: boolean): Gap {
  const { rules, ident, losses, response } = asked;
  const fractions = fractionsOf(rules, ident);
  const labels = labelsOf(asked);
  const kinds = named(response, "response_label").map((label) => label.attributes.get("answer_type") ?? "");
  for (const label of named(response, "response_label")) {
    const way = label.attributes.get("scoring_algorithm") ?? "";
    if (/Regex|CloseEnough|Contains/.test(way))
      losses.add("scoring_algorithm", `answers are compared as a whole, not by ${way}`);
  }
  if (list || kinds.some((kind) => kind === "dropdown" || kind === "wordbank")) {
    if (labels.length < 2) throw new Unsupported("choices", "a gap has one word to choose from");
    atMostChoices(labels.length);
    return {
      kind: "single-choice",
      choices: labels.map(({ ident: label, text }, index) => ({
        id: letters(index),
        text: both(text || "—"),
        correct: (fractions.get(label) ?? 0) >= 0.99,
      })),
    };
  }
  // Canvas writes a rule for the first word alone and accepts all that it lists
  const accepted =
    labels.length > 0
      ? labels.map(({ ident: label }) => ({ text: textOf(labelElement(response, label)), fraction: 1, feedback: "" }))
      : [...fractions].map(([text, fraction]) => ({ text, fraction, feedback: "" }));
  return gapOf(shortTextField(accepted, { exact: false }, losses), 1, losses);
}

const labelElement = (response: XmlElement, ident: string) =>
  named(response, "response_label").find((label) => identOf(label) === ident);
