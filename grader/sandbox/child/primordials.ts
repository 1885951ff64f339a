/**
 * The functions of the language that the runner itself uses, taken before any student code runs, so that a patched
 * prototype changes the student's own numbers at most, never how they are read.
 */
const uncurry =
  <This, Args extends unknown[], Result>(method: (this: This, ...args: Args) => Result) =>
  (self: This, ...args: Args): Result =>
    apply(method, self, args) as Result;

const apply = Reflect.apply;
export const isArray = Array.isArray;
export const freeze = Object.freeze;
export const ownKeys = Reflect.ownKeys;
export const getPrototypeOf = Reflect.getPrototypeOf;
export const setPrototypeOf = Reflect.setPrototypeOf;
export const hasOwn = Object.hasOwn;
export const parseJson = JSON.parse;
export const stringifyJson = JSON.stringify;
export const toText = String;
export const call = apply;
export const includes = uncurry(String.prototype.includes) as (text: string, part: string) => boolean;
export const slice = uncurry(String.prototype.slice);
export const NativeFloat64Array = Float64Array;
export const NativeUint8Array = Uint8Array;
export const NativeArrayBuffer = ArrayBuffer;
export const NativeProxy = Proxy;
export const NativePromise = Promise;
export const NativeTypeError = TypeError;
export const NativeError = Error;
export const rangeErrorPrototype = RangeError.prototype;
export const iteratorSymbol = Symbol.iterator;
export const max = Math.max;
export const min = Math.min;

const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  Symbol.toStringTag,
)!.get!;
const typedArrayLength = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype) as object,
  "length",
)!.get!;

/** "Float64Array" and the like; undefined for everything else, whatever the value says of itself */
export function typedArrayName(value: unknown): string | undefined {
  return apply(typedArrayTag, value, []) as string | undefined;
}

export function lengthOfTypedArray(value: unknown): number {
  return apply(typedArrayLength, value, []) as number;
}
