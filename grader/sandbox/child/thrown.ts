import { TEXT_CAP, type Thrown } from "../protocol.ts";
import { shorten } from "./channel.ts";
import { getPrototypeOf, rangeErrorPrototype, toText } from "./primordials.ts";

const NAME_CAP = 100;
const MESSAGE_CAP = 1_000;
/** leaves room for JSON escapes: six characters for one at worst */
const STACK_CAP = Math.floor(TEXT_CAP / 6) - NAME_CAP - MESSAGE_CAP;

function text(read: () => unknown, otherwise: string, length: number): string {
  try {
    const value = read();
    return shorten(typeof value === "string" ? value : toText(value), length);
  } catch {
    return otherwise;
  }
}

/** Describes what was thrown, whatever it is: a symbol, an object with throwing getters, a message of a gigabyte. */
export function describeThrown(thrown: unknown): Thrown {
  const object = typeof thrown === "object" && thrown !== null ? (thrown as Partial<Error>) : undefined;
  if (object === undefined)
    return { name: typeof thrown, message: text(() => thrown, "", MESSAGE_CAP), stack: "", isRangeErrorItself: false };
  let itself = false;
  try {
    itself = getPrototypeOf(object) === rangeErrorPrototype;
  } catch {
    // a proxy that refuses to tell is not a RangeError
  }
  return {
    name: text(() => object.name ?? "Error", "Error", NAME_CAP),
    message: text(() => object.message ?? "", "", MESSAGE_CAP),
    stack: text(() => object.stack ?? "", "", STACK_CAP),
    isRangeErrorItself: itself,
  };
}
