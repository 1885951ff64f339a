// @about species and subclasses that shrink what is being filled
// @expect returned 7|threw
export function loss(): number {
  class Shrinking extends Array<number> {
    static override get [Symbol.species]() {
      return function (this: unknown) {
        return new Proxy([], {});
      } as never;
    }
  }
  new Shrinking(1, 2, 3).map((x) => x).filter(Boolean).concat([1]).slice(0, 2);
  return 7;
}
