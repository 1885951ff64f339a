import { Console } from "node:console";
import { writeSync } from "node:fs";
import { mathCalls } from "./channel.ts";
import { slice } from "./primordials.ts";

/** What the language itself defines. Everything else that Node puts on the global object has no honest use here. */
const languageGlobals = new Set(
  [
    "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp",
    "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis",
    "JSON Math Intl ArrayBuffer SharedArrayBuffer Atomics DataView Uint8Array Int8Array Uint16Array Int16Array",
    "Uint32Array Int32Array BigUint64Array BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array",
    "Map Set WeakMap WeakSet WeakRef FinalizationRegistry BigInt Iterator Proxy Reflect DisposableStack",
    "AsyncDisposableStack decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN",
  ]
    .join(" ")
    .split(" "),
);

/** muted while console loads what it needs, and while a call is made once more for evidence */
export const printing = { muted: true };

/** characters written at once */
const PIECE = 65_536;

/** A console whose only way out is a descriptor that is noise to the grader. */
function plainConsole(): Console {
  const to = (descriptor: number) => {
    const stream = {
      write(chunk: string): boolean {
        if (printing.muted) return true;
        try {
          // in pieces: a text of 100 MB would be copied as a whole before the first byte of it is read
          for (let at = 0; at < chunk.length; at += PIECE) writeSync(descriptor, slice(chunk, at, at + PIECE));
        } catch {
          // the parent stopped listening: printing never fails a program
        }
        return true;
      },
      on: () => stream,
      once: () => stream,
      removeListener: () => stream,
      listenerCount: () => 0,
      isTTY: false,
    };
    return stream as unknown as NodeJS.WritableStream;
  };
  return new Console({ stdout: to(1), stderr: to(2), colorMode: false });
}

/** counted: what computing an activation or a loss calls. Counting max, abs and the like would slow tight loops fivefold. */
const countedFunctions =
  "exp expm1 log log1p log2 log10 pow sqrt tanh sinh cosh tan sin cos atan asinh acosh atanh cbrt";

/** Evidence for hard-coded answers: a program that computes calls something. */
function countMath(): void {
  const table = Math as unknown as Record<string, (...args: number[]) => number>;
  for (const name of countedFunctions.split(" ")) {
    const original = table[name]!;
    // fixed arity, so that the JIT still inlines the machine instruction behind it
    const counted =
      original.length === 2
        ? (a: number, b: number) => {
            mathCalls[0]!++;
            return original(a, b);
          }
        : (a: number) => {
            mathCalls[0]!++;
            return original(a);
          };
    Object.defineProperty(counted, "name", { value: name, configurable: true });
    Object.defineProperty(Math, name, { value: counted, writable: true, configurable: true, enumerable: false });
  }
}

/** Leaves the language, `console` and counting Math functions on the global object. */
export function tidyGlobals(): void {
  const console = plainConsole();
  console.log("%s %o", "warm", { a: [1.5], b: new Map([[1, new Error("warm")]]) });
  console.table([[1, 2]]);
  console.time("warm");
  console.timeEnd("warm");
  printing.muted = false;
  for (const key of Reflect.ownKeys(globalThis)) {
    if (typeof key === "string" && languageGlobals.has(key)) continue;
    Reflect.deleteProperty(globalThis, key);
  }
  Object.defineProperty(globalThis, "console", { value: console, writable: true, configurable: true });
  countMath();
}
