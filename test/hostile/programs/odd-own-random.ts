// @about honest: a generator of random numbers of one's own, and the language's
// @expect returned 7
export function loss(): number {
  let seed = 12345;
  const random = (): number => ((seed = (1103515245 * seed + 12345) % 2 ** 31) / 2 ** 31);
  for (let i = 0; i < 1000; i++) if (random() < 0 || Math.random() >= 1) return 0;
  return 7;
}
