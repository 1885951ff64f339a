// @about a reference to a file outside of the hand-in
// @expect compile_error
/// <reference path="/etc/passwd" />
/// <reference path="../../../../etc/hosts.d.ts" />
export function loss(): number {
  return 0;
}
