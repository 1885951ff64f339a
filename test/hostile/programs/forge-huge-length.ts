// @about an object that claims a length of 2^32
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new Proxy([] as number[], { get: (target, key) => (key === "length" ? 2 ** 32 : Reflect.get(target, key)) });
}
