// @about the type of a file outside of the hand-in: its diagnostics would print the contents
// @expect compile_error
type Secret = typeof import("/etc/passwd");
const secret: Secret = 0 as never;
export const n: never = secret;
export function loss(): number {
  return 0;
}
