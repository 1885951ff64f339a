// @about honest: errors as a way of control
// @expect returned 7
export function loss(): number {
  let n = 0;
  for (let i = 0; i < 7; i++) {
    try {
      if (i % 2 === 0) throw new RangeError(`${i}`);
      (null as unknown as number[]).length;
    } catch (error) {
      if (error instanceof Error) n++;
    } finally {
      n += 0;
    }
  }
  return n;
}
