// @about honest: a vector class that extends Array
// @expect returned 2 4
// @shape vector
class Vector extends Array<number> {
  scale(a: number): Vector {
    return this.map((x) => a * x) as Vector;
  }
}
export function loss(): number[] {
  return Vector.from([1, 2] as number[]).map((x) => 2 * x);
}
