import { childOf, childrenOf, descendants, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { attribute } from "./names.ts";

/** When the item's own rules show some words: after a right answer, after any other, or after one choice. */
export type Shown = { kind: "right" | "wrong" } | { kind: "choice"; identifier: string };

/**
 * Reads from the rules of scoring what makes `outcome` become `identifier`; undefined where they say something that cannot be told
 * apart as right, wrong or one choice.
 */
export function shownAfter(item: XmlElement, outcome: string, identifier: string): Shown | undefined {
  const processing = childOf(item, "responseProcessing");
  if (!processing) return undefined;
  const found: Shown[] = [];
  let unclear = false;
  for (const condition of named(processing, "responseCondition")) {
    const branches = childrenOf(condition, "responseIf", "responseElseIf", "responseElse");
    for (const branch of branches) {
      if (!childrenOf(branch, "setOutcomeValue").some((rule) => sets(rule, outcome, identifier))) continue;
      const shown = branch.name === "responseElse" ? otherwise(branches) : when(elementsOf(branch)[0]);
      if (shown) found.push(shown);
      else unclear = true;
    }
  }
  const [first] = found;
  return !unclear && first && found.every((other) => JSON.stringify(other) === JSON.stringify(first))
    ? first
    : undefined;
}

const sets = (rule: XmlElement, outcome: string, identifier: string): boolean =>
  attribute(rule, "identifier") === outcome &&
  descendants(rule, ({ name }) => name === "baseValue").some((value) => textOf(value) === identifier);

/** the last branch runs when none before it did: the answer is wrong where one of those asks for the right one */
const otherwise = (branches: readonly XmlElement[]): Shown | undefined =>
  branches.some((branch) => branch.name !== "responseElse" && when(elementsOf(branch)[0])?.kind === "right")
    ? { kind: "wrong" }
    : undefined;

function when(test: XmlElement | undefined): Shown | undefined {
  if (test === undefined) return undefined;
  if (test.name === "not") {
    const inner = when(elementsOf(test)[0]);
    return inner?.kind === "right" ? { kind: "wrong" } : undefined;
  }
  if (/^(match|equal|equalRounded|stringMatch)$/.test(test.name) && childOf(test, "correct")) return { kind: "right" };
  if (test.name === "match" || test.name === "member") {
    const [value] = childrenOf(test, "baseValue");
    const identifier = value && attribute(value, "baseType") === "identifier" ? textOf(value) : "";
    if (identifier && childOf(test, "variable")) return { kind: "choice", identifier };
  }
  return undefined;
}
