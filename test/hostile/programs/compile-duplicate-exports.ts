// @about the same export many times
// @expect compile_error
export function loss(): number {
  return 1;
}
export function loss(): number {
  return 2;
}
