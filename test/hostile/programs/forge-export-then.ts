// @about an export called `then`, which makes the module itself look like a promise
// @expect returned 7
export function then(resolve: (value: unknown) => void): void {
  resolve({ loss: () => 100 });
}
export function loss(): number {
  return 7;
}
