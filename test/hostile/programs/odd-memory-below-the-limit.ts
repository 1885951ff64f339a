// @about honest: 100 MB of data, given up again
// @expect returned 7
export function loss(): number {
  let sum = 0;
  for (let i = 0; i < 3; i++) sum += new Float64Array(6e6).fill(1).length;
  return sum === 18e6 ? 7 : 0;
}
