// @about setters on Array.prototype that would see what the harness puts into its own arrays
// @expect returned 0|threw|bad_return
let seen = 0;
for (let i = 0; i < 4; i++)
  Object.defineProperty(Array.prototype, String(i), {
    configurable: true,
    get: () => undefined,
    set: () => {
      seen++;
    },
  });
export function loss(): number {
  return 0;
}
