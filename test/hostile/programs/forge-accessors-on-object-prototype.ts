// @about setters and getters on Object.prototype and Array.prototype that see every careless property access
// @expect returned 7
Object.defineProperty(Object.prototype, "toJSON", { value: () => 100 });
Object.defineProperty(Object.prototype, "score", { get: () => 100, set() {} });
Object.defineProperty(Array.prototype, "3", { get: () => 1, set() {} });
export function loss(): number {
  return 7;
}
