// @about a proxy around a typed array
// @expect bad_return
// @shape vector
export function loss(): number[] {
  return new Proxy(Float64Array.of(1, 2), {}) as unknown as number[];
}
