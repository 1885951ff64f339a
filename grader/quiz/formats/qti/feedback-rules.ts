import { childOf, childrenOf, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { attribute } from "./names.ts";

/** When the item's own rules show some words: after a right answer, after any other, or after one choice. */
export type Shown = { kind: "right" | "wrong" } | { kind: "choice"; identifier: string };

export type Rules = (outcome: string, identifier: string) => Shown | undefined;

/**
 * Reads from the rules of scoring what makes an outcome become an identifier; undefined where they say something that cannot be
 * told apart as right, wrong or one choice. The rules are walked through once.
 */
export function feedbackRules(item: XmlElement): Rules {
  const found = new Map<string, (Shown | undefined)[]>();
  const processing = childOf(item, "responseProcessing");
  for (const condition of processing ? named(processing, "responseCondition") : []) {
    const branches = childrenOf(condition, "responseIf", "responseElseIf", "responseElse");
    for (const branch of branches) {
      const shown = branch.name === "responseElse" ? otherwise(branches) : when(elementsOf(branch)[0]);
      for (const rule of childrenOf(branch, "setOutcomeValue")) {
        for (const value of named(rule, "baseValue")) {
          const key = keyOf(attribute(rule, "identifier"), textOf(value));
          found.set(key, [...(found.get(key) ?? []).slice(0, 20), shown]);
        }
      }
    }
  }
  return (outcome, identifier) => {
    const [first, ...others] = found.get(keyOf(outcome, identifier)) ?? [];
    return first && others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  };
}

const keyOf = (outcome: string, identifier: string) => `${outcome} ${identifier}`;

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
