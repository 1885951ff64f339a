import { seededRandom } from "../random.ts";
import { drawParameter, isAuthorsMistake } from "./draw.ts";
import { truthOf } from "./expression.ts";
import { NotFiniteError } from "./expression-error.ts";
import type { Item } from "./item.ts";
import type { Purse } from "./run.ts";
import { allFinite, type Values } from "./values.ts";

/** An item with its numbers: the same item and seed give the same one for ever, on every machine. */
export interface Variant {
  item: Item;
  seed: string;
  values: Values;
}

export type Drawn = { ok: true; variant: Variant } | { ok: false; message: string };

const mostAttempts = 500;
/** steps of all the draws of one variant */
const budget = 10_000_000;

/**
 * Draws an item's parameters, each from a stream named by item, seed, attempt and its own name, so that a parameter added later
 * leaves the others as they are. A variant with a false `require` or a number that is not finite is drawn again.
 * @param generated what the item's generator made, in place of parameters; see `generatedPlace`
 * @returns the variant, or what its author has to mend, naming item and parameter
 */
export function drawVariant(item: Item, seed: string, generated?: Values): Drawn {
  if (item.generator && !generated) return failed(item, seed, "its generator's values are missing");
  let reason = "";
  const purse = { left: budget };
  for (let attempt = 0; attempt < (generated ? 1 : mostAttempts); attempt++) {
    const drawn = generated ? { values: generated } : drawValues(item, seed, attempt, purse);
    if ("message" in drawn) return failed(item, seed, drawn.message);
    if ("again" in drawn) {
      reason = drawn.again;
      continue;
    }
    const { values } = drawn;
    const unmet = firstUnmet(item, values, purse);
    if (unmet === null) return { ok: true, variant: { item, seed, values } };
    if ("message" in unmet) return failed(item, seed, unmet.message);
    reason = unmet.again;
  }
  const many = generated ? "" : ` in ${mostAttempts} draws`;
  return failed(item, seed, `no variant meets its conditions${many}; the last one failed at ${reason}`);
}

const failed = (item: Item, seed: string, message: string): Drawn => ({
  ok: false,
  message: `question "${item.id}", seed "${seed}": ${message}`,
});

function drawValues(
  item: Item,
  seed: string,
  attempt: number,
  purse: Purse,
): { values: Values } | { again: string } | { message: string } {
  const values: Values = {};
  for (const [name, parameter] of Object.entries(item.parameters)) {
    try {
      values[name] = drawParameter(parameter, values, seededRandom("quiz item", item.id, seed, attempt, name), purse);
    } catch (error) {
      if (error instanceof NotFiniteError) return { again: `the parameter "${name}", which is not finite` };
      if (isAuthorsMistake(error)) return { message: `parameter "${name}": ${error.message}` };
      throw error;
    }
  }
  return { values };
}

function firstUnmet(item: Item, values: Values, purse: Purse): { again: string } | { message: string } | null {
  if (!allFinite(values)) return { again: "a number that is not finite" };
  for (const condition of item.require) {
    try {
      if (!truthOf(condition, values, purse)) return { again: `"${condition}"` };
    } catch (error) {
      if (error instanceof NotFiniteError) return { again: `"${condition}", which is not finite` };
      if (isAuthorsMistake(error)) return { message: `condition ${error.message}` };
      throw error;
    }
  }
  return null;
}

/** Which of a generator's stored results an attempt takes. */
export function generatedPlace(item: Item, seed: string, stored: number): number {
  return seededRandom("quiz item", item.id, seed, "generated").below(stored);
}
