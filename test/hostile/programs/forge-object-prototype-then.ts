// @about every object looks like a promise, and the constructor of promises is replaced
// @expect returned 7|runtime_error|time_limit|threw
Object.defineProperty(Object.prototype, "then", { value: () => {} });
(globalThis as any).Promise = class {};
export function loss(): number {
  return 7;
}
