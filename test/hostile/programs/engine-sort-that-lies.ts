// @about a comparator that contradicts itself and changes the array
// @expect returned 7
export function loss(): number {
  const values = Array.from({ length: 1000 }, (_, i) => i);
  let n = 0;
  values.sort(() => {
    if (n++ < 5000) values.length = 500 + (n % 500);
    return n % 2 === 0 ? 1 : -1;
  });
  return 7;
}
