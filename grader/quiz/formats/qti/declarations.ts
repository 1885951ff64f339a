import { childOf, childrenOf, elementsOf, textOf, type XmlElement } from "../xml/tree.ts";
import { highestScore } from "./highest-score.ts";
import { attribute, isTrue } from "./names.ts";

/** What an item says of a response: its key, as values or as values with scores. */
export interface Response {
  identifier: string;
  cardinality: string;
  baseType: string;
  /** in the order given; pairs as "A B" */
  correct: string[];
  /** value -> score, where the item gives scores to values */
  mapped: Map<string, number>;
  /** the most that these scores come to together */
  upperBound: number;
  caseSensitive: boolean;
  /** areas of a picture have scores */
  areas: boolean;
}

const clean = (value: string) => value.replace(/\s+/g, " ").trim();

export function responsesOf(item: XmlElement): Map<string, Response> {
  const responses = new Map<string, Response>();
  for (const declaration of childrenOf(item, "responseDeclaration")) {
    const identifier = attribute(declaration, "identifier");
    const right = childOf(declaration, "correctResponse");
    const mapping = childOf(declaration, "mapping");
    const entries = mapping ? childrenOf(mapping, "mapEntry") : [];
    responses.set(identifier, {
      identifier,
      cardinality: attribute(declaration, "cardinality"),
      baseType: attribute(declaration, "baseType"),
      correct: right ? childrenOf(right, "value").map((value) => textOf(value)) : [],
      mapped: new Map(
        entries
          .map((entry) => [clean(attribute(entry, "mapKey")), Number(attribute(entry, "mappedValue"))] as const)
          .filter(([, value]) => Number.isFinite(value)),
      ),
      upperBound: Number(mapping?.attributes.get("upperBound") ?? Number.NaN) || Number.POSITIVE_INFINITY,
      // the default is true in QTI 2 as in QTI 3
      caseSensitive: entries.some(
        (entry) => attribute(entry, "caseSensitive") === "" || isTrue(entry, "caseSensitive"),
      ),
      areas: childOf(declaration, "areaMapping") !== undefined,
    });
  }
  return responses;
}

/** Points of the item: MAXSCORE, or SCORE's normalMaximum, or the highest score that its processing sets; else one. */
export function pointsOf(item: XmlElement, responses: ReadonlyMap<string, Response>): number {
  const outcome = (identifier: string) =>
    childrenOf(item, "outcomeDeclaration").find(
      (declaration) => attribute(declaration, "identifier").toUpperCase() === identifier,
    );
  const most = outcome("MAXSCORE");
  const written = [
    most ? Number(textOf(childOf(most, "defaultValue")) || Number.NaN) : Number.NaN,
    Number(outcome("SCORE")?.attributes.get("normalMaximum") ?? Number.NaN),
    highestScore(item, responses) ?? Number.NaN,
  ].find((value) => Number.isFinite(value) && value > 0);
  return Number((written ?? 1).toPrecision(12));
}

const comparing = new Set(["match", "equal", "equalRounded", "stringMatch", "member"]);

/** comparisons outside of `not`: those inside are there to be wrong */
const tests = (element: XmlElement): XmlElement[] =>
  elementsOf(element).flatMap((child) =>
    child.name === "not" ? [] : comparing.has(child.name) ? [child] : tests(child),
  );

/** Values that the item's own rules of scoring compare a response with, where it has no key. */
export function comparedWith(item: XmlElement, identifier: string): string[] {
  const processing = childOf(item, "responseProcessing");
  if (!processing) return [];
  return tests(processing)
    .filter((test) => childrenOf(test, "variable").some((variable) => attribute(variable, "identifier") === identifier))
    .flatMap((test) => childrenOf(test, "baseValue").map((value) => textOf(value)));
}
