import { childOf, childrenOf, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import type { Response } from "./declarations.ts";
import { attribute } from "./names.ts";

/** outcome -> the most that it can be */
type Most = ReadonlyMap<string, number>;

/** each rule looks at each outcome; far above what an item has */
const mostOutcomes = 500;
const mostRules = 5_000;

/**
 * The most that SCORE can become by an item's own rules of scoring; undefined where it hangs on something that this reading does
 * not follow. A branch is taken to be possible whatever its condition says, as authors write no branch that never runs.
 */
export function highestScore(item: XmlElement, responses: ReadonlyMap<string, Response>): number | undefined {
  const processing = childOf(item, "responseProcessing");
  if (!processing) return undefined;
  if (/map_?response$/i.test(attribute(processing, "template").replace(/\.xml$/, "")))
    return mostMapped(responses, "RESPONSE");
  if (elementsOf(processing).length === 0) return undefined;
  const defaults = childrenOf(item, "outcomeDeclaration").map((outcome) => {
    const value = Number(textOf(childOf(outcome, "defaultValue")) || "0");
    return [attribute(outcome, "identifier"), Number.isFinite(value) ? value : 0] as const;
  });
  if (defaults.length > mostOutcomes || named(processing, "setOutcomeValue").length > mostRules) return undefined;
  const after = steps(processing, new Map(defaults), responses);
  return after.get("SCORE");
}

/** the state after the rules that stand in an element, one after another */
function steps(element: XmlElement, before: Most, responses: ReadonlyMap<string, Response>): Most {
  let state = before;
  for (const rule of elementsOf(element)) {
    if (rule.name === "setOutcomeValue") {
      const value = mostSet(rule, state, responses);
      const next = new Map(state);
      if (value === undefined) next.delete(attribute(rule, "identifier"));
      else next.set(attribute(rule, "identifier"), value);
      state = next;
    } else if (rule.name === "responseCondition") state = best(rule, state, responses);
    else if (rule.name === "responseProcessingFragment") state = steps(rule, state, responses);
  }
  return state;
}

/** each outcome as it is after the branch that is best for it */
function best(condition: XmlElement, before: Most, responses: ReadonlyMap<string, Response>): Most {
  const branches = childrenOf(condition, "responseIf", "responseElseIf", "responseElse").map((branch) =>
    steps(branch, before, responses),
  );
  const result = new Map(before);
  for (const branch of branches) {
    for (const [name, value] of branch) result.set(name, Math.max(value, result.get(name) ?? value));
    for (const name of before.keys()) if (!branch.has(name)) result.delete(name);
  }
  return result;
}

function mostSet(rule: XmlElement, state: Most, responses: ReadonlyMap<string, Response>): number | undefined {
  const [expression] = elementsOf(rule);
  return expression && mostOf(expression, state, responses);
}

function mostOf(expression: XmlElement, state: Most, responses: ReadonlyMap<string, Response>): number | undefined {
  const parts = () => {
    const all = elementsOf(expression).map((part) => mostOf(part, state, responses));
    return all.some((part) => part === undefined) ? undefined : (all as number[]);
  };
  switch (expression.name) {
    case "baseValue": {
      const value = Number(textOf(expression));
      return Number.isFinite(value) ? value : undefined;
    }
    case "variable":
      return state.get(attribute(expression, "identifier"));
    case "mapResponse":
      return mostMapped(responses, attribute(expression, "identifier"));
    case "sum":
      return parts()?.reduce((a, b) => a + b, 0);
    case "max":
      return parts()?.reduce((a, b) => Math.max(a, b));
    case "min":
      return parts()?.reduce((a, b) => Math.min(a, b));
    default:
      return undefined;
  }
}

/**
 * The best value where one is given, all that give points where several are, within the mapping's bound. Pairs shut each other
 * out, so of them it is those of the key.
 */
function mostMapped(responses: ReadonlyMap<string, Response>, identifier: string): number | undefined {
  const response = responses.get(identifier);
  if (!response) return undefined;
  const { mapped, correct, cardinality, baseType, upperBound } = response;
  const scores = [...mapped.values()].filter((score) => score > 0);
  if (scores.length === 0) return undefined;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const key = /pair/i.test(baseType) ? sum(correct.map((value) => mapped.get(value) ?? 0)) : 0;
  return Math.min(key || (cardinality === "single" ? Math.max(...scores) : sum(scores)), upperBound);
}
