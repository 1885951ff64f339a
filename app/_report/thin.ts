/** A value of J after an epoch; null is NaN or infinite. */
export interface Point {
  epoch: number;
  J: number | null;
}

/**
 * A curve with no more points than can be told apart: of each stretch of epochs the lowest and the highest, so that a peak of one
 * epoch stays, and where it is no number.
 * @param most stretches kept
 */
export function thinned(losses: readonly (number | null)[], most: number): Point[] {
  const points = losses.map((J, epoch) => ({ epoch, J }));
  if (points.length <= 2 * most) return points;
  const length = Math.ceil(points.length / most);
  const kept = new Set([0, points.length - 1]);
  for (let from = 0; from < points.length; from += length) {
    const stretch = points.slice(from, from + length);
    const finite = stretch.filter((point): point is { epoch: number; J: number } => point.J !== null);
    const gap = stretch.find(({ J }) => J === null);
    if (gap) kept.add(gap.epoch);
    if (finite.length === 0) continue;
    kept.add(finite.reduce((a, b) => (b.J < a.J ? b : a)).epoch);
    kept.add(finite.reduce((a, b) => (b.J > a.J ? b : a)).epoch);
  }
  return points.filter(({ epoch }) => kept.has(epoch));
}

/** Which epochs a table shows: all of a short training, else one in `step`, the ends, and those about `around`. */
export function epochsShown(count: number, most: number, around: number | null): { step: number; epochs: number[] } {
  const step = Math.max(1, Math.ceil(count / most));
  const epochs = Array.from({ length: count }, (_, epoch) => epoch).filter(
    (epoch) =>
      epoch % step === 0 || epoch === count - 1 || (around !== null && epoch >= around - 3 && epoch <= around + 3),
  );
  return { step, epochs };
}
