import { atMostChoices } from "../answers/choice.ts";
import { near } from "../answers/fractions.ts";
import { shortTextField } from "../answers/short-text.ts";
import { type Gap, gapOf } from "../gaps.ts";
import { letters } from "../identifiers.ts";
import { both, type DraftField, Unsupported } from "../reading.ts";
import { childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { type Context, keyOf, responseOf, shown } from "./context.ts";
import { attribute } from "./names.ts";
import { numberOf } from "./numbers.ts";

/** textEntryInteraction: a number or words, by the response's type. */
export function entered(interaction: XmlElement, context: Context): DraftField {
  const response = responseOf(interaction, context);
  const { losses } = context;
  if (attribute(interaction, "patternMask") !== "") losses.add("patternMask", "what may be typed is not restricted");
  if (response.cardinality === "record")
    throw new Unsupported("textEntryInteraction", "its answer is a record of several values");
  const number = numberOf(response, context);
  if (number) return number;
  const { fractions } = keyOf(response, context);
  return shortTextField(
    [...fractions].map(([text, fraction]) => ({ text, fraction, feedback: "" })),
    { exact: response.mapped.size > 0 && response.caseSensitive },
    losses,
  );
}

export const gapEntered = (interaction: XmlElement, context: Context): Gap =>
  gapOf(entered(interaction, context), 1, context.losses);

export function inlineChoice(interaction: XmlElement, context: Context): Gap {
  const { fractions } = keyOf(responseOf(interaction, context), context);
  const choices = childrenOf(interaction, "inlineChoice");
  if (choices.length < 2) throw new Unsupported("inlineChoiceInteraction", "it has one choice");
  atMostChoices(choices.length);
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
  atMostChoices(words.length);
  context.losses.add("gapMatchInteraction", "words are chosen from a list in each gap instead of being dragged there");
  return new Map(
    named(interaction, "gap").map((gap) => {
      const id = attribute(gap, "identifier");
      const right = rightOf(id);
      const empty = !words.some((word) => right.has(word.id));
      const choices = words.map((word, index) => ({
        id: letters(index),
        text: both(word.text),
        correct: right.has(word.id),
      }));
      if (empty) {
        context.losses.add("gapMatchInteraction", "a gap that is to stay empty has a dash to choose");
        choices.push({ id: letters(choices.length), text: both("—"), correct: true });
      }
      return [id, { kind: "single-choice", choices } satisfies Gap];
    }),
  );
}

/** sliderInteraction: the number is typed. */
export function slid(interaction: XmlElement, context: Context): DraftField {
  context.losses.add("sliderInteraction", "the number is typed instead of being set on a slider");
  const response = responseOf(interaction, context);
  const field = numberOf({ ...response, baseType: "float" }, context);
  if (!field) throw new Unsupported("answer key", "no number is given as the right answer");
  return field;
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
