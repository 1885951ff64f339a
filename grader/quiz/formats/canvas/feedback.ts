import type { Losses } from "../reading.ts";
import { childOf, childrenOf, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { materialOf } from "./material.ts";
import { pointsSet } from "./scoring.ts";

export interface Feedback {
  /** a choice's ident, or the words of an answer -> Markdown */
  choices: Map<string, string>;
  right: string;
  wrong: string;
  solution: string;
}

/** `itemfeedback` by what shows it: a choice, a right answer, any answer. */
export function feedbackOf(item: XmlElement, losses: Losses): Feedback {
  const found: Feedback = { choices: new Map(), right: "", wrong: "", solution: "" };
  const links = linksOf(item);
  const add = (before: string, words: string) => [before, words].filter(Boolean).join("\n\n");
  for (const element of childrenOf(item, "itemfeedback")) {
    const ident = element.attributes.get("ident") ?? "";
    const solution = named(element, "solution")[0];
    if (named(element, "hint").length > 0) losses.add("hint", "hints were left out");
    if (solution) found.solution = add(found.solution, materialOf(solution, losses));
    const words = materialOf(
      { ...element, children: elementsOf(element).filter(({ name }) => name !== "solution" && name !== "hint") },
      losses,
    );
    if (words === "") continue;
    const link = links.get(ident);
    if (ident === "general_fb") found.solution = add(found.solution, words);
    else if (link?.value !== undefined && !/^(correct|general_incorrect)_fb$/.test(ident))
      found.choices.set(link.value, words);
    else if (ident === "correct_fb" || link?.scores) found.right = add(found.right, words);
    else if (ident === "general_incorrect_fb" || link?.other) found.wrong = add(found.wrong, words);
    else losses.add("itemfeedback", "words that the question's own rules show with an answer were left out");
  }
  return found;
}

interface Link {
  /** the only value that the condition asks for */
  value: string | undefined;
  scores: boolean;
  /** shown for whatever is left */
  other: boolean;
}

function linksOf(item: XmlElement): Map<string, Link> {
  const links = new Map<string, Link>();
  for (const condition of named(item, "respcondition")) {
    const test = childOf(condition, "conditionvar");
    const equals = test ? named(test, "varequal") : [];
    const scores = childrenOf(condition, "setvar").some((set) => pointsSet(set) > 0);
    const simple = equals.length === 1 && !(test && named(test, "not", "and", "or").length > 0);
    for (const shown of childrenOf(condition, "displayfeedback")) {
      const ident = shown.attributes.get("linkrefid") ?? "";
      const link = {
        value: simple ? textOf(equals[0]) : undefined,
        scores,
        other: test ? named(test, "other", "not").length > 0 : false,
      };
      if (!links.has(ident)) links.set(ident, link);
    }
  }
  return links;
}
