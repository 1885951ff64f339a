// @about a getter that replaces what the copy uses, in the middle of the copy
// @expect returned 7
// @shape record
export function loss(): { value: number } {
  return {
    get value(): number {
      const anything = globalThis as any;
      anything.Float64Array.prototype.set = () => {};
      anything.Reflect.ownKeys = () => [];
      anything.Array.prototype.push = () => 0;
      Object.defineProperty(anything.Object.prototype, "value", { get: () => 8 });
      return 7;
    },
  };
}
