// @about honest: labels, comma operators, bit tricks and switch that falls through
// @expect returned 7
export function loss(): number {
  let n = 0;
  outer: for (let i = 0, j = 10; i < j; i++, j--) {
    for (;;) {
      if (i === 3) break outer;
      n += 1 | 0;
      continue outer;
    }
  }
  switch (n) {
    case 3:
      n++;
    case 99:
      n += 3;
  }
  return n;
}
