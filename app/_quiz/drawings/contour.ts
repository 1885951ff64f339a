/** Contours of a grid of values by marching squares, in grid units: x from 0 to columns - 1, y from 0 to rows - 1. */
type Values = readonly (readonly number[])[];
type Corner = [x: number, y: number, value: number];

const between = ([ax, ay, a]: Corner, [bx, by, b]: Corner, level: number): string => {
  const share = (level - a) / (b - a);
  return `${(ax + (bx - ax) * share).toFixed(2)} ${(ay + (by - ay) * share).toFixed(2)}`;
};

function corners(values: Values, r: number, c: number): Corner[] {
  const at = (x: number, y: number): Corner => [x, y, values[y]?.[x] ?? Number.NaN];
  return [at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1)];
}

/**
 * Equally spaced levels between the least and the greatest value; a surface that rises steeply at its rim gets them by
 * rank instead, so that its valley is not one blank.
 */
export function contourLevels(values: Values, count: number): number[] {
  const sorted = values
    .flat()
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (low === high) return [];
  const middle = sorted[Math.floor(sorted.length / 2)] ?? low;
  const skewed = (middle - low) / (high - low) < 0.2;
  return Array.from({ length: count }, (_, k) => {
    const share = (k + 1) / (count + 1);
    return skewed ? (sorted[Math.floor(share * (sorted.length - 1))] ?? low) : low + share * (high - low);
  });
}

/** Where the surface has at least the height `level`, as the data of one path: full cells in runs, the others cut. */
export function regionAbove(values: Values, level: number): string {
  const parts: string[] = [];
  for (let r = 0; r + 1 < values.length; r += 1) {
    const width = values[r]?.length ?? 0;
    let run: number | null = null;
    for (let c = 0; c + 1 <= width; c += 1) {
      const cell = c + 1 < width ? corners(values, r, c) : [];
      const full = cell.length > 0 && cell.every(([, , value]) => value >= level);
      if (full) run ??= c;
      if (!full && run !== null) {
        parts.push(`M${run} ${r}H${c}V${r + 1}H${run}Z`);
        run = null;
      }
      if (full || !cell.some(([, , value]) => value >= level)) continue;
      const points: string[] = [];
      cell.forEach((corner, k) => {
        const next = cell[(k + 1) % 4] as Corner;
        if (corner[2] >= level) points.push(`${corner[0]} ${corner[1]}`);
        if (corner[2] >= level !== next[2] >= level) points.push(between(corner, next, level));
      });
      parts.push(`M${points.join("L")}Z`);
    }
  }
  return parts.join("");
}

/** The line at height `level`, as the data of one path. */
export function contourLine(values: Values, level: number): string {
  const parts: string[] = [];
  for (let r = 0; r + 1 < values.length; r += 1) {
    for (let c = 0; c + 1 < (values[r]?.length ?? 0); c += 1) {
      const cell = corners(values, r, c);
      const crossings = cell.flatMap((corner, k) => {
        const next = cell[(k + 1) % 4] as Corner;
        return corner[2] >= level !== next[2] >= level ? [between(corner, next, level)] : [];
      });
      for (let k = 0; k + 1 < crossings.length; k += 2) parts.push(`M${crossings[k]}L${crossings[k + 1]}`);
    }
  }
  return parts.join("");
}

/** The value at a place of the grid, between its four neighbours in proportion. */
export function valueAt(values: Values, x: number, y: number): number {
  const [c, r] = [Math.min(Math.floor(x), (values[0]?.length ?? 1) - 2), Math.min(Math.floor(y), values.length - 2)];
  const [a, b, d, e] = corners(values, Math.max(r, 0), Math.max(c, 0)).map(([, , value]) => value) as [
    number,
    number,
    number,
    number,
  ];
  const [sx, sy] = [x - c, y - r];
  return (a * (1 - sx) + b * sx) * (1 - sy) + (e * (1 - sx) + d * sx) * sy;
}
