// @about re-exports a file outside of the hand-in
// @expect compile_error
export * from "../../../../etc/passwd";
export function loss(): number {
  return 0;
}
