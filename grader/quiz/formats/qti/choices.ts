import { matchingField, orderingField } from "../answers/arranged.ts";
import { choiceField, trueFalseField } from "../answers/choice.ts";
import { letters } from "../identifiers.ts";
import { both, type DraftField, Unsupported } from "../reading.ts";
import { childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { type Context, keyOf, responseOf, shown } from "./context.ts";
import { attribute, isTrue } from "./names.ts";

function shuffled(interaction: XmlElement, choices: readonly XmlElement[], { losses }: Context): boolean {
  if (!isTrue(interaction, "shuffle")) return false;
  if (!choices.some((choice) => isTrue(choice, "fixed"))) return true;
  losses.add("fixed", "some choices are fixed in their place, so none is shuffled");
  return false;
}

/** choiceInteraction and hottextInteraction: one or several of some choices. */
export function chosen(interaction: XmlElement, choices: readonly XmlElement[], context: Context): DraftField {
  const { losses } = context;
  const response = responseOf(interaction, context);
  const { fractions, scored } = keyOf(response, context);
  const single = response.cardinality === "single" || attribute(interaction, "maxChoices") === "1";
  const classes = attribute(interaction, "class").split(/\s+/);
  if (classes.includes("nabla-true-false")) return trueFalseField(fractions.has("true"), "", "");
  if (Number(attribute(interaction, "minChoices")) > 1)
    losses.add("minChoices", "the least number of choices is not held to");
  if (!single && Number(attribute(interaction, "maxChoices")) > 1)
    losses.add("maxChoices", "the greatest number of choices is not held to");
  const credit = classes.includes("nabla-all-or-nothing") || !scored ? "all-or-nothing" : "right-minus-wrong";
  return choiceField(
    choices.map((choice) => {
      const identifier = attribute(choice, "identifier");
      return {
        text: shown(choice, context),
        fraction: fractions.get(identifier) ?? 0,
        feedback: context.choiceFeedback.get(identifier) ?? "",
      };
    }),
    { single, shuffle: shuffled(interaction, choices, context), credit },
    losses,
  );
}

export function ordered(interaction: XmlElement, context: Context): DraftField {
  const response = responseOf(interaction, context);
  const choices = new Map(
    childrenOf(interaction, "simpleChoice").map((choice) => [attribute(choice, "identifier"), choice]),
  );
  if (response.correct.length === 0) throw new Unsupported("answer key", "the item does not say which order is right");
  const texts = response.correct.map((identifier) => {
    const choice = choices.get(identifier);
    if (!choice) throw new Unsupported("answer key", `the right order names "${identifier}", which is no choice`);
    choices.delete(identifier);
    return shown(choice, context);
  });
  const distractors = [...choices.values()].map((choice, index) => ({
    id: `x${letters(index)}`,
    text: both(shown(choice, context)),
  }));
  return { ...orderingField(texts), distractors, credit: "all-or-nothing" } as DraftField;
}

/** pairs of identifiers that are right */
function pairsOf(interaction: XmlElement, context: Context): [string, string][] {
  const response = responseOf(interaction, context);
  const { fractions } = keyOf(response, context);
  if ([...fractions.values()].some((fraction) => fraction > 0 && fraction < 0.99)) {
    context.losses.add("weights", "right pairs count alike instead of having weights of their own");
  }
  if ([...fractions.values()].some((fraction) => fraction < 0))
    context.losses.add("penalty", "a wrong pair takes no points away");
  const scored = [...fractions].filter(([, fraction]) => fraction > 0).map(([pair]) => pair);
  return (response.correct.length > 0 ? response.correct : scored).map((pair) => {
    const [left = "", right = ""] = pair.split(" ");
    return [left, right];
  });
}

/** matchInteraction: pairs where every left side has one right side, else one choice among several for each row. */
export function matched(interaction: XmlElement, context: Context): DraftField[] {
  const [first, second] = childrenOf(interaction, "simpleMatchSet");
  if (!first || !second) throw new Unsupported("matchInteraction", "it has no two sets to match");
  const pairs = pairsOf(interaction, context);
  const side = (set: XmlElement) =>
    childrenOf(set, "simpleAssociableChoice").map((choice) => ({
      id: attribute(choice, "identifier"),
      text: shown(choice, context),
    }));
  const [left, right] = [side(first), side(second)];
  const partners = (id: string, at: 0 | 1) => pairs.filter((pair) => pair[at] === id).map((pair) => pair[1 - at]!);
  const withPartner = left.filter(({ id }) => partners(id, 0).length === 1);
  if (left.every(({ id }) => partners(id, 0).length === 1) && left.length >= 2)
    return [paired(left, right, (id) => partners(id, 0))];
  if (right.length >= 2 && right.every(({ id }) => partners(id, 1).length === 1)) {
    context.losses.add("matchInteraction", "the two sides changed places, so that every left side has one right side");
    return [paired(right, left, (id) => partners(id, 1))];
  }
  if (withPartner.length >= 2 && left.every(({ id }) => partners(id, 0).length <= 1)) {
    context.losses.add("matchInteraction", "what belongs to nothing has a dash to choose");
    return [paired(left, right, (id) => partners(id, 0))];
  }
  context.losses.add("matchInteraction", `the table became ${left.length} questions, one for each row`);
  return left.map(({ id, text }) => {
    const rights = partners(id, 0);
    const choices = right.map((other) => ({
      text: other.text,
      fraction: rights.includes(other.id) ? 1 : 0,
      feedback: "",
    }));
    if (rights.length === 0) choices.push({ text: "—", fraction: 1, feedback: "" });
    return { ...choiceField(choices, { single: false, shuffle: false }, context.losses), label: both(text) };
  });
}

interface Side {
  id: string;
  text: string;
}

function paired(left: readonly Side[], right: readonly Side[], partners: (id: string) => string[]): DraftField {
  const textOfRight = new Map(right.map(({ id, text }) => [id, text]));
  const used = new Set(left.flatMap(({ id }) => partners(id)));
  return matchingField([
    ...left.map(({ id, text }) => ({ left: text || "—", right: textOfRight.get(partners(id)[0] ?? "") || "—" })),
    ...right.filter(({ id }) => !used.has(id)).map(({ text }) => ({ left: "", right: text })),
  ]);
}

/** associateInteraction: pairs in one set; who is left and who is right is given away. */
export function associated(interaction: XmlElement, context: Context): DraftField {
  const texts = new Map(
    childrenOf(interaction, "simpleAssociableChoice").map((choice) => [
      attribute(choice, "identifier"),
      shown(choice, context),
    ]),
  );
  const pairs = pairsOf(interaction, context);
  const used = pairs.flat();
  if (new Set(used).size !== used.length)
    throw new Unsupported("associateInteraction", "a choice belongs to several others");
  context.losses.add("associateInteraction", "one of each pair is given, the other is to be found");
  const rest = [...texts].filter(([id]) => !used.includes(id)).map(([, text]) => ({ left: "", right: text }));
  return matchingField([
    ...pairs.map(([left, right]) => ({ left: texts.get(left) ?? left, right: texts.get(right) ?? right })),
    ...rest,
  ]);
}

/** the pieces of text that can be marked, as choices */
export const hottexts = (interaction: XmlElement): XmlElement[] =>
  named(interaction, "hottext").filter((hottext) => textOf(hottext) !== "");
