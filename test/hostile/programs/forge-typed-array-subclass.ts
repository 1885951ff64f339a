// @about a typed array whose length and species lie
// @expect returned 1 2
// @shape vector
class Liar extends Float64Array {}
Object.defineProperty(Liar.prototype, "length", { get: () => 1e9 });
Object.defineProperty(Liar, Symbol.species, { get: () => Array });
export function loss(): Float64Array {
  return new Liar([1, 2]);
}
