import type { BadReturn } from "../protocol.ts";
import type { Shape } from "../types.ts";
import {
  isArray,
  iteratorSymbol,
  lengthOfTypedArray,
  NativeArrayBuffer,
  NativeFloat64Array,
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

export function countOf(shape: Shape): number {
  if (shape === "number") return 1;
  if ("vector" in shape) return shape.vector;
  if ("matrix" in shape) return shape.matrix[0] * shape.matrix[1];
  let total = 0;
  if ("list" in shape) {
    for (let i = 0; i < shape.list.length; i++) total += countOf(shape.list[i]!);
    return total;
  }
  const record = shape.record;
  for (const key in record) total += countOf(record[key]!);
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
  if ("vector" in shape) return `vector(${shape.vector})`;
  if ("matrix" in shape) return `matrix(${shape.matrix[0]},${shape.matrix[1]})`;
  if ("list" in shape) return `list(${shape.list.length})`;
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
    } else if ("vector" in shape) this.vector(value, shape.vector, place, shape);
    else if ("matrix" in shape) this.matrix(value, shape.matrix[0], shape.matrix[1], place, shape);
    else if ("list" in shape) this.list(value, shape.list, place, shape);
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
    for (const key in fields) {
      const field = (value as Record<string, unknown>)[key];
      this.take(field, fields[key]!, `${place}.${key}`);
    }
  }

  private reject(value: unknown, shape: Shape, place: string): never {
    throw new WrongShape({ place, problem: problemOf(value), got: kindOf(value), expected: expectedOf(shape) });
  }
}
