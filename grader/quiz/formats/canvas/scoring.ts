import { childOf, childrenOf, elementsOf, named, textOf, type XmlElement } from "../xml/tree.ts";

/** A condition of `resprocessing` that gives points: which values it asks for, of which response. */
export interface Rule {
  points: number;
  action: string;
  /** response -> values that it must have, in order */
  equals: Map<string, string[]>;
  /** bounds for a number, of the response named */
  bounds: { respident: string; low: number | undefined; high: number | undefined }[];
  margins: Map<string, { value: number; within: number; percent: boolean }>;
  caseSensitive: boolean;
}

const identOf = (test: XmlElement) => test.attributes.get("respident") ?? "";

/** tests outside of `<not>`: those inside are there to be wrong */
function tests(condition: XmlElement): XmlElement[] {
  return elementsOf(condition).flatMap((element) => {
    if (element.name === "not") return [];
    return element.name.startsWith("var") ? [element] : tests(element);
  });
}

/** Blackboard writes "SCORE.max" for all of the points; what is subtracted counts below zero. */
export function pointsSet(set: XmlElement): number {
  const points = /\.max$/i.test(textOf(set)) ? 100 : Number(textOf(set));
  return /^subtract$/i.test(set.attributes.get("action") ?? "") ? -points : points;
}

/** Rules that give points, best first. */
export function rulesOf(item: XmlElement): Rule[] {
  return named(item, "respcondition")
    .flatMap((condition): Rule[] => {
      const set = childrenOf(condition, "setvar").filter((one) => pointsSet(one) > 0);
      const test = childOf(condition, "conditionvar");
      if (set.length === 0 || !test) return [];
      return [
        {
          points: Math.max(...set.map(pointsSet)),
          action: set[0]?.attributes.get("action") ?? "Set",
          ...ruleOf(tests(test)),
        },
      ];
    })
    .sort((a, b) => b.points - a.points);
}

function ruleOf(all: readonly XmlElement[]): Omit<Rule, "points" | "action"> {
  const equals = new Map<string, string[]>();
  const margins = new Map<string, { value: number; within: number; percent: boolean }>();
  for (const test of all.filter(({ name }) => name === "varequal" || name === "varsubset" || name === "varsubstring")) {
    const value = textOf(test);
    equals.set(identOf(test), [...(equals.get(identOf(test)) ?? []), value]);
    const margin = Number(test.attributes.get("margin"));
    if (Number.isFinite(margin) && Number.isFinite(Number(value))) {
      margins.set(identOf(test), {
        value: Number(value),
        within: margin,
        percent: test.attributes.get("margintype") === "percent",
      });
    }
  }
  const idents = [...new Set(all.filter(({ name }) => /^var[lg]te?$/.test(name)).map(identOf))];
  const bound = (respident: string, pattern: RegExp) => {
    const test = all.find((one) => pattern.test(one.name) && identOf(one) === respident);
    const value = test && Number(textOf(test));
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  };
  return {
    equals,
    margins,
    bounds: idents.map((respident) => ({
      respident,
      low: bound(respident, /^vargte?$/),
      high: bound(respident, /^varlte?$/),
    })),
    caseSensitive: all.some((test) => /^yes$/i.test(test.attributes.get("case") ?? "")),
  };
}

/** value -> share of the best score that this response can bring */
export function fractionsOf(rules: readonly Rule[], respident: string): Map<string, number> {
  const own = rules.filter(({ equals }) => equals.has(respident));
  const most = Math.max(0, ...own.map(({ points }) => points));
  const fractions = new Map<string, number>();
  for (const rule of own) {
    for (const value of rule.equals.get(respident) ?? []) {
      fractions.set(value, Math.max(fractions.get(value) ?? 0, rule.points / most));
    }
  }
  return fractions;
}
