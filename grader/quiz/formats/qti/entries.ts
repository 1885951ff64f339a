import { near } from "../answers/fractions.ts";
import { numericField } from "../answers/numeric.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type Gap, gapOf } from "../gaps.ts";
import { letters } from "../identifiers.ts";
import { both, type DraftField, Unsupported } from "../reading.ts";
import { childOf, childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { type Context, keyOf, responseOf, shown } from "./context.ts";
import { attribute } from "./names.ts";

type Tolerance = Extract<DraftField, { kind: "numeric" }>["tolerance"];

/** textEntryInteraction: a number or words, by the response's type. */
export function entered(interaction: XmlElement, context: Context): DraftField {
  const response = responseOf(interaction, context);
  const { losses, item } = context;
  if (attribute(interaction, "patternMask") !== "") losses.add("patternMask", "what may be typed is not restricted");
  const { fractions } = keyOf(response, context);
  if (response.baseType === "float" || response.baseType === "integer") {
    const field = numericField(
      [...fractions].map(([value, fraction]) => ({ value: Number(value), within: 0, fraction, feedback: "" })),
      losses,
    );
    const tolerance = toleranceOf(item, response.identifier);
    return tolerance ? ({ ...field, tolerance } as DraftField) : field;
  }
  if (response.cardinality === "record")
    throw new Unsupported("textEntryInteraction", "its answer is a record of several values");
  return shortTextField(
    [...fractions].map(([text, fraction]) => ({ text, fraction, feedback: "" })),
    { exact: response.mapped.size > 0 && response.caseSensitive },
    losses,
  );
}

/** How near the item's own rules of scoring ask for: `equal` with a tolerance, `equalRounded` with figures. */
function toleranceOf(item: XmlElement, identifier: string): Tolerance {
  const processing = childOf(item, "responseProcessing");
  const about = (test: XmlElement) =>
    named(test, "variable", "mapResponse").some((variable) => attribute(variable, "identifier") === identifier);
  const test = processing && named(processing, "equal", "equalRounded").find(about);
  if (!test) return undefined;
  if (test.name === "equalRounded") {
    const figures = Number(attribute(test, "figures"));
    if (!Number.isInteger(figures) || figures < 1 || figures > 15) return undefined;
    return attribute(test, "roundingMode") === "decimalPlaces"
      ? { mode: "decimals", value: figures }
      : { mode: "significant", value: figures };
  }
  const widths = attribute(test, "tolerance").split(/\s+/).map(Number).filter(Number.isFinite);
  const width = Math.max(0, ...widths);
  const mode = attribute(test, "toleranceMode");
  // in QTI a relative tolerance is in per cent
  if (mode === "relative") return { mode: "relative", value: width / 100 };
  return mode === "absolute" ? { mode: "absolute", value: width } : undefined;
}

export const gapEntered = (interaction: XmlElement, context: Context): Gap =>
  gapOf(entered(interaction, context), 1, context.losses);

export function inlineChoice(interaction: XmlElement, context: Context): Gap {
  const { fractions } = keyOf(responseOf(interaction, context), context);
  const choices = childrenOf(interaction, "inlineChoice");
  if (choices.length < 2) throw new Unsupported("inlineChoiceInteraction", "it has one choice");
  if ([...fractions.values()].some((fraction) => fraction > 0 && fraction < 0.99)) {
    context.losses.add("partial credit", "a choice that is right in part counts as wrong");
  }
  return {
    kind: "single-choice",
    choices: choices.map((choice, index) => ({
      id: letters(index),
      text: both(shown(choice, context) || "—"),
      correct: (fractions.get(attribute(choice, "identifier")) ?? 0) > 0.99,
    })),
  };
}

/** gapMatchInteraction: gaps of one text, all with the same words to choose from. */
export function gapMatch(interaction: XmlElement, context: Context): Map<string, Gap> {
  if (named(interaction, "gapImg").length > 0)
    throw new Unsupported("gapImg", "pictures that are to be put into a text are not carried over");
  const words = named(interaction, "gapText").map((word) => ({
    id: attribute(word, "identifier"),
    text: shown(word, context) || textOf(word) || "—",
  }));
  const response = responseOf(interaction, context);
  const { fractions } = keyOf(response, context);
  /** the words that the key names for a gap, else those that score most there */
  const rightOf = (gap: string): Set<string> => {
    const named = response.correct.map((pair) => pair.split(" ")).filter(([, place]) => place === gap);
    if (named.length > 0) return new Set(named.map(([word = ""]) => word));
    const scored = [...fractions].flatMap(([pair, fraction]) => {
      const [word = "", place] = pair.split(" ");
      return place === gap && fraction > 0 ? [{ word, fraction }] : [];
    });
    const best = Math.max(0, ...scored.map(({ fraction }) => fraction));
    if (scored.some(({ fraction }) => !near(fraction, best)))
      context.losses.add("partial credit", "a word that is right in part counts as wrong");
    return new Set(scored.filter(({ fraction }) => near(fraction, best)).map(({ word }) => word));
  };
  if (words.length < 2) throw new Unsupported("gapMatchInteraction", "there is one word to choose from");
  context.losses.add("gapMatchInteraction", "words are chosen from a list in each gap instead of being dragged there");
  return new Map(
    named(interaction, "gap").map((gap) => {
      const id = attribute(gap, "identifier");
      const right = rightOf(id);
      if (!words.some((word) => right.has(word.id)))
        throw new Unsupported("gapMatchInteraction", `the gap "${id}" is to stay empty or has no right word`);
      const choices = words.map((word, index) => ({
        id: letters(index),
        text: both(word.text),
        correct: right.has(word.id),
      }));
      return [id, { kind: "single-choice", choices } satisfies Gap];
    }),
  );
}

/** sliderInteraction: the number is typed. */
export function slid(interaction: XmlElement, context: Context): DraftField {
  const { fractions } = keyOf(responseOf(interaction, context), context);
  context.losses.add("sliderInteraction", "the number is typed instead of being set on a slider");
  return numericField(
    [...fractions].map(([value, fraction]) => ({ value: Number(value), within: 0, fraction, feedback: "" })),
    context.losses,
  );
}

export function essay(interaction: XmlElement, rubric: string, context: Context): DraftField {
  const response = responseOf(interaction, context);
  const model = response.correct.join("\n\n");
  if (Number(attribute(interaction, "maxStrings")) > 1) context.losses.add("maxStrings", "several texts became one");
  if (attribute(interaction, "patternMask") !== "")
    context.losses.add("patternMask", "what may be typed is not restricted");
  if (model !== "" || response.mapped.size > 0)
    context.losses.add("answer key", "a person grades the text; the expected answer stands beside it");
  const words = [rubric, model || [...response.mapped.keys()].join("\n\n")].filter((part) => part !== "").join("\n\n");
  return { kind: "essay", ...(words ? { rubric: both(words) } : {}) };
}
