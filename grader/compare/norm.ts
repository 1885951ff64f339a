/** ||v||_2, scaled so that neither large nor small entries leave the range; NaN when any entry is NaN. */
export function norm(v: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < v.length; i++) {
    const size = Math.abs(v[i]!);
    if (!(size <= largest)) largest = size;
    if (Number.isNaN(largest)) return Number.NaN;
  }
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += (v[i]! / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Cosine of the angle between two vectors: 1 when both are zero, 0 when one is; NaN when an entry is not finite. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const sizeA = norm(a);
  const sizeB = norm(b);
  if (sizeA === 0 || sizeB === 0) return sizeA === sizeB ? 1 : 0;
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i]! / sizeA) * (b[i]! / sizeB);
  return Math.min(1, Math.max(-1, sum));
}
