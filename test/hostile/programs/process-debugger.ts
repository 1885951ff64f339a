// @about a debugger statement, with nobody to attach
// @expect returned 7
export function loss(): number {
  debugger;
  return 7;
}
