import type { BadReturn } from "../protocol.ts";
import type { Shape } from "../types.ts";
import {
  hasOwn,
  isArray,
  iteratorSymbol,
  lengthOfTypedArray,
  NativeArrayBuffer,
  NativeFloat64Array,
  ownKeys,
  typedArrayName,
} from "./primordials.ts";

/** Raised by the copy and caught by the runner only; not an Error, so that no hook of student code sees it. */
export class WrongShape {
  readonly report: BadReturn;
  readonly #ours = true;

  /** without asking the value itself: `instanceof` would run a proxy's trap */
  static is(thrown: unknown): thrown is WrongShape {
    return typeof thrown === "object" && thrown !== null && #ours in thrown;
  }

  constructor(report: BadReturn) {
    this.report = report;
  }
}

/** `key in object` for own properties: student code may have put any name on Object.prototype */
export function has<T extends object, K extends PropertyKey>(
  object: T,
  key: K,
): object is Extract<T, Record<K, unknown>> {
  return hasOwn(object, key);
}

export function countOf(shape: Shape): number {
  if (shape === "number") return 1;
  if (has(shape, "vector")) return shape.vector;
  if (has(shape, "matrix")) return shape.matrix[0] * shape.matrix[1];
  let total = 0;
  if (has(shape, "list")) {
    for (let i = 0; i < shape.list.length; i++) total += countOf(shape.list[i]!);
    return total;
  }
  const keys = ownKeys(shape.record) as string[];
  for (let i = 0; i < keys.length; i++) total += countOf(shape.record[keys[i]!]!);
  return total;
}

/** a short name of what a value is, for messages */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "undefined";
  if (isArray(value)) return `array(${(value as unknown[]).length})`;
  const name = typedArrayName(value);
  if (name !== undefined) return `${name}(${lengthOfTypedArray(value)})`;
  return typeof value;
}

function expectedOf(shape: Shape): string {
  if (shape === "number") return "number";
  if (has(shape, "vector")) return `vector(${shape.vector})`;
  if (has(shape, "matrix")) return `matrix(${shape.matrix[0]},${shape.matrix[1]})`;
  if (has(shape, "list")) return `list(${shape.list.length})`;
  return "object";
}

/** what is there instead of plain data: the usual slips get a name of their own */
function problemOf(value: unknown): BadReturn["problem"] {
  if (value === undefined) return "missing";
  if (typeof value === "function") return "function";
  if (typeof value === "object" && value !== null && !isArray(value)) {
    const object = value as { then?: unknown; next?: unknown; [iteratorSymbol]?: unknown };
    if (typeof object.then === "function") return "promise";
    if (typeof object.next === "function" && typeof object[iteratorSymbol] === "function") return "generator";
  }
  return "type";
}

/**
 * Reads a result once, entry by entry, into fresh memory. Whatever the value does while it is read (getters, proxies,
 * endless loops) happens here, on the student's clock; the parent sees bytes only.
 */
export class Copy {
  readonly buffer: ArrayBuffer;
  readonly values: Float64Array;
  private at = 0;
  constructor(count: number) {
    this.buffer = new NativeArrayBuffer(count * 8);
    this.values = new NativeFloat64Array(this.buffer);
  }

  take(value: unknown, shape: Shape, place: string): void {
    if (shape === "number") {
      if (typeof value !== "number") this.reject(value, shape, place);
      this.values[this.at++] = value as number;
    } else if (has(shape, "vector")) this.vector(value, shape.vector, place, shape);
    else if (has(shape, "matrix")) this.matrix(value, shape.matrix[0], shape.matrix[1], place, shape);
    else if (has(shape, "list")) this.list(value, shape.list, place, shape);
    else this.record(value, shape.record, place, shape);
  }

  private vector(value: unknown, length: number, place: string, shape: Shape, ofMatrix = false): void {
    let actual: number;
    if (isArray(value)) actual = (value as unknown[]).length;
    else {
      const name = typedArrayName(value);
      if (name === undefined || name === "BigInt64Array" || name === "BigUint64Array") this.reject(value, shape, place);
      actual = lengthOfTypedArray(value);
    }
    if (actual !== length)
      throw new WrongShape({
        place,
        problem: ofMatrix ? "columns" : "length",
        got: `${actual}`,
        expected: `${length}`,
      });
    const entries = value as ArrayLike<unknown>;
    for (let i = 0; i < length; i++) {
      const entry = entries[i];
      if (typeof entry !== "number") {
        if (entry === undefined)
          throw new WrongShape({ place: `${place}[${i}]`, problem: "sparse", got: "undefined", expected: "number" });
        this.reject(entry, "number", `${place}[${i}]`);
      }
      this.values[this.at++] = entry as number;
    }
  }

  private matrix(value: unknown, rows: number, columns: number, place: string, shape: Shape): void {
    if (!isArray(value)) this.reject(value, shape, place);
    const actual = (value as unknown[]).length;
    if (actual !== rows) throw new WrongShape({ place, problem: "rows", got: `${actual}`, expected: `${rows}` });
    for (let i = 0; i < rows; i++) {
      this.vector((value as unknown[])[i], columns, `${place}[${i}]`, { vector: columns }, true);
    }
  }

  private list(value: unknown, shapes: readonly Shape[], place: string, shape: Shape): void {
    if (!isArray(value)) this.reject(value, shape, place);
    const actual = (value as unknown[]).length;
    if (actual !== shapes.length)
      throw new WrongShape({ place, problem: "length", got: `${actual}`, expected: `${shapes.length}` });
    for (let i = 0; i < shapes.length; i++) this.take((value as unknown[])[i], shapes[i]!, `${place}[${i}]`);
  }

  private record(value: unknown, fields: { readonly [key: string]: Shape }, place: string, shape: Shape): void {
    if (typeof value !== "object" || value === null || isArray(value)) this.reject(value, shape, place);
    if (problemOf(value) === "promise") this.reject(value, shape, place);
    const keys = ownKeys(fields) as string[];
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      const field = (value as Record<string, unknown>)[key];
      this.take(field, fields[key]!, `${place}.${key}`);
    }
  }

  private reject(value: unknown, shape: Shape, place: string): never {
    throw new WrongShape({ place, problem: problemOf(value), got: kindOf(value), expected: expectedOf(shape) });
  }
}
