// @about honest: values that are for the comparison to judge
// @expect returned NaN Infinity
// @shape vector
export function loss(): number[] {
  return [Number.NaN, Number.POSITIVE_INFINITY];
}
