// @about freezes every prototype of the language
// @expect returned 7
for (const key of Object.getOwnPropertyNames(globalThis)) {
  const value = (globalThis as any)[key];
  if (typeof value === "function" && value.prototype) Object.freeze(value.prototype);
}
export function loss(): number {
  return 7;
}
