import { numericField } from "../answers/numeric.ts";
import type { DraftField } from "../reading.ts";
import { childOf, childrenOf, named, textOf, type XmlElement } from "../xml/tree.ts";
import { type Context, keyOf } from "./context.ts";
import type { Response } from "./declarations.ts";
import { attribute } from "./names.ts";

type Tolerance = Extract<DraftField, { kind: "numeric" }>["tolerance"];

/**
 * A response as a number: by its type, or because the item's own rules of scoring compare it as one.
 * @returns undefined where it is words
 * @throws Unsupported when neither key nor rules name a number
 */
export function numberOf(response: Response, context: Context): DraftField | undefined {
  const { item, losses } = context;
  const typed = response.baseType === "float" || response.baseType === "integer";
  const range = rangeOf(item, response.identifier);
  if (typed && range && response.correct.length + response.mapped.size === 0) {
    const within = short((range.high - range.low) / 2);
    return numericField([{ value: short(range.low + within), within, fraction: 1, feedback: "" }], losses);
  }
  const test = testOf(item, response.identifier);
  if (!typed && !test) return undefined;
  const answers = [...keyOf(response, context).fractions].map(([text, fraction]) => ({
    value: Number(text.replace(",", ".")),
    fraction,
    feedback: "",
  }));
  if (!typed && answers.some(({ value }) => !Number.isFinite(value))) return undefined;
  const inRange = (value: number) =>
    range && value >= range.low && value <= range.high ? short(Math.max(value - range.low, range.high - value)) : 0;
  const field = numericField(
    answers.map((answer) => ({ ...answer, within: inRange(answer.value) })),
    losses,
  );
  const tolerance = test && toleranceOf(test);
  return tolerance ? ({ ...field, tolerance } as DraftField) : field;
}

const short = (value: number) => Number(value.toPrecision(12));

const about = (test: XmlElement, identifier: string) =>
  named(test, "variable", "mapResponse").some((variable) => attribute(variable, "identifier") === identifier);

function testOf(item: XmlElement, identifier: string): XmlElement | undefined {
  const processing = childOf(item, "responseProcessing");
  return processing && named(processing, "equal", "equalRounded").find((test) => about(test, identifier));
}

/** How near the item's own rules of scoring ask for: `equal` with a tolerance, `equalRounded` with figures. */
function toleranceOf(test: XmlElement): Tolerance {
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

/** from a test that the number is not below and one that it is not above, in one `and` */
function rangeOf(item: XmlElement, identifier: string): { low: number; high: number } | undefined {
  const processing = childOf(item, "responseProcessing");
  for (const both of processing ? named(processing, "and") : []) {
    const bound = (...names: string[]) => {
      const [test] = childrenOf(both, ...names);
      const values = test && about(test, identifier) ? childrenOf(test, "baseValue") : [];
      return values.length === 1 ? Number(textOf(values[0])) : Number.NaN;
    };
    // some systems write the number first and mean the same
    const [one, other] = [bound("gte", "gt"), bound("lte", "lt")];
    if (Number.isFinite(one) && Number.isFinite(other))
      return { low: Math.min(one, other), high: Math.max(one, other) };
  }
  return undefined;
}
