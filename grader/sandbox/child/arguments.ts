import { FrameKind } from "../protocol.ts";
import type { Argument, Plain } from "../types.ts";
import { nextRequest, sendNumbers } from "./channel.ts";
import { has } from "./copy.ts";
import {
  freeze,
  isArray,
  lengthOfTypedArray,
  NativeArrayBuffer,
  NativeError,
  NativeFloat64Array,
  NativeTypeError,
  ownKeys,
  typedArrayName,
} from "./primordials.ts";

export interface Kept {
  state: unknown;
}

export function buildArguments(args: readonly Argument[], kept: Kept, dimension: number): unknown[] {
  const built: unknown[] = [];
  for (let i = 0; i < args.length; i++) built[i] = build(args[i]!, kept, dimension);
  return built;
}

function build(argument: Argument, kept: Kept, dimension: number): unknown {
  if (has(argument, "state")) {
    const state = argument.state === "fresh" ? undefined : kept.state;
    kept.state = undefined;
    return state;
  }
  if (has(argument, "callback")) return argument.callback === "objective" ? objective(dimension) : gradient(dimension);
  const value = argument.value as Plain;
  if (has(argument, "random")) {
    const options = value as Record<string, unknown>;
    options.random = stream(argument.random);
    return freezeDeep(options);
  }
  return freezeDeep(value);
}

function freezeDeep<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) freezeDeep((value as unknown[])[i]);
  } else {
    const keys = ownKeys(value);
    for (let i = 0; i < keys.length; i++) freezeDeep((value as Record<PropertyKey, unknown>)[keys[i]!]);
  }
  return freeze(value);
}

/** hands out the draws in order; more calls than the contract allows are an error of the program */
function stream(draws: readonly number[]): () => number {
  let next = 0;
  return function random() {
    if (next >= draws.length) {
      const error = new NativeError(
        `random() was called more than ${draws.length} times: one call for each parameter of each start`,
      );
      error.name = "TooManyDraws";
      throw error;
    }
    return draws[next++]!;
  };
}

function readPoint(w: unknown, dimension: number, name: string): ArrayBuffer {
  const typed = isArray(w) ? undefined : typedArrayName(w);
  const length = isArray(w) ? (w as unknown[]).length : typed === undefined ? -1 : lengthOfTypedArray(w);
  if (length !== dimension)
    throw new NativeTypeError(
      `${name}(w) takes an array of ${dimension} numbers, it was given ${length < 0 ? typeof w : `${length} of them`}`,
    );
  const buffer = new NativeArrayBuffer(dimension * 8);
  const values = new NativeFloat64Array(buffer);
  for (let i = 0; i < dimension; i++) {
    const entry = (w as ArrayLike<unknown>)[i];
    if (typeof entry !== "number") throw new NativeTypeError(`${name}(w): w[${i}] is not a number but ${typeof entry}`);
    values[i] = entry;
  }
  return buffer;
}

function ask(kind: number, point: ArrayBuffer, dimension: number): Float64Array {
  sendNumbers(kind, point, dimension);
  // blocks; when the budget is spent no answer comes, the parent ends the process instead
  return new NativeFloat64Array(nextRequest().buffer);
}

function objective(dimension: number): (w: unknown) => number {
  return function f(w) {
    return ask(FrameKind.objective, readPoint(w, dimension, "f"), dimension)[0]!;
  };
}

function gradient(dimension: number): (w: unknown) => number[] {
  return function grad(w) {
    const g = ask(FrameKind.objectiveGradient, readPoint(w, dimension, "grad"), dimension);
    // a fresh plain array each time: the caller may keep it or change it
    const values: number[] = [];
    for (let i = 0; i < dimension; i++) values[i] = g[i]!;
    return values;
  };
}
