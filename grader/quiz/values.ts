import { z } from "zod";

/** What parameters and expressions hold: plain data, numbers finite wherever a value leaves the engine. */
export type Value = number | string | boolean | Value[] | { [name: string]: Value };
export type Values = Record<string, Value>;

/** most numbers, texts and truths in one value; the Hessian of 144 parameters has 20,736 entries */
export const mostEntries = 25_000;
const deepest = 12;

export const isNumber = (value: Value | undefined): value is number => typeof value === "number";
export const isList = (value: Value | undefined): value is Value[] => Array.isArray(value);
export const isVector = (value: Value | undefined): value is number[] => isList(value) && value.every(isNumber);
/** rows of numbers, all of one length; a list without rows is none */
export const isMatrix = (value: Value | undefined): value is number[][] =>
  isList(value) && value.length > 0 && value.every((row) => isVector(row) && row.length === (value[0] as []).length);

/** How many numbers, texts, truths and lists a value holds, counted up to `most`; empty lists of lists are work, too. */
export function entriesOf(value: Value, most: number): number {
  let entries = 1;
  if (typeof value !== "object") return entries;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (entries >= most) break;
    entries += entriesOf(part, most - entries);
  }
  return entries;
}

/** False where some number is NaN or infinite. */
export function allFinite(value: Value): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return true;
  return (Array.isArray(value) ? value : Object.values(value)).every(allFinite);
}

/** What a value is, for a message: "a 2 x 3 matrix". */
export function kindOf(value: Value | undefined): string {
  if (value === undefined) return "nothing";
  if (isMatrix(value)) return `a ${value.length} x ${value[0]!.length} matrix`;
  if (isVector(value)) return `a vector of ${value.length}`;
  if (isList(value)) return `a list of ${value.length}`;
  if (typeof value === "number") return "a number";
  if (typeof value === "string") return "a text";
  return typeof value === "boolean" ? "a truth value" : "an object";
}

/** JSON of a YAML file or of a generator as a value. Nulls, names that objects own already and what is too large are refused. */
export const valueSchema: z.ZodType<Value> = z.json().transform((json, context): Value => {
  let entries = 0;
  const walk = (part: z.core.util.JSONType, depth: number): Value => {
    if (depth > deepest) throw new RangeError("nested too deeply");
    if (part === null) throw new RangeError("null is not a value");
    if (typeof part !== "object") {
      if (++entries > mostEntries) throw new RangeError("too large");
      return part;
    }
    if (Array.isArray(part)) return part.map((item) => walk(item, depth + 1));
    return Object.fromEntries(
      Object.entries(part).map(([name, item]) => {
        if (name in Object.prototype) throw new RangeError(`"${name}" cannot be a name`);
        return [name, walk(item, depth + 1)];
      }),
    );
  };
  try {
    return walk(json, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
    return z.NEVER;
  }
});

/** Parameters by name, as a generator returns them or a database keeps them. */
export const valuesSchema: z.ZodType<Values> = z.record(
  z.string().refine((name) => /^[a-z][A-Za-z0-9_]*$/.test(name) && !(name in Object.prototype), {
    error: "a parameter's name begins with a small letter and has letters, digits and _ only",
  }),
  valueSchema,
);
