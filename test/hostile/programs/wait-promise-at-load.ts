// @about a top-level await that never settles
// @expect runtime_error
await new Promise(() => {});
export function loss(): number {
  return 0;
}
