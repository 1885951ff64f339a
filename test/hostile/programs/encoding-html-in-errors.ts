// @about HTML in an error
// @expect threw
export function loss(): number {
  throw new TypeError("<img src=x onerror=alert(1)> ]]> ${7*7} {{7*7}}");
}
