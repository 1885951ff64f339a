/** above[k]: everything that must stand above k, however many steps away. `direct` may hold indices only. */
export function transitive(direct: readonly (readonly number[])[]): ReadonlySet<number>[] {
  const above = direct.map((list) => new Set(list));
  // Warshall; sizes are at most 30
  for (let via = 0; via < above.length; via++) {
    for (const set of above) {
      if (set.has(via)) for (const k of above[via]!) set.add(k);
    }
  }
  return above;
}

/** Size of the largest matching of a bipartite graph, by augmenting paths. */
function matchingSize(edges: readonly (readonly number[])[]): number {
  const partner = new Map<number, number>();
  const augment = (from: number, seen: Set<number>): boolean =>
    edges[from]!.some((to) => {
      if (seen.has(to)) return false;
      seen.add(to);
      const taken = partner.get(to);
      if (taken !== undefined && !augment(taken, seen)) return false;
      partner.set(to, from);
      return true;
    });
  return edges.filter((_, from) => augment(from, new Set())).length;
}

/**
 * How many of the lines, given top to bottom, can be kept so that none stands above one that it must follow. Two lines in
 * conflict are ordered (by place, and the other way round by need), and this relation is transitive, so the longest part without
 * conflict is its largest antichain: by Dilworth the least number of chains, which is the number of lines less a maximum
 * matching.
 */
function longest(lines: readonly number[], above: readonly ReadonlySet<number>[]): number {
  const conflicts = lines.map((line, i) => lines.flatMap((below, j) => (j > i && above[line]!.has(below) ? [j] : [])));
  return lines.length - matchingSize(conflicts);
}

/** The lines of a longest part that is in a right order; of several such parts the one that keeps the earliest lines. */
export function longestInOrder(lines: readonly number[], above: readonly ReadonlySet<number>[]): Set<number> {
  const inConflict = (upper: number, lower: number) => above[upper]!.has(lower);
  const kept: number[] = [];
  let left = [...lines];
  const most = longest(lines, above);
  while (left.length > 0) {
    const [line, ...rest] = left as [number, ...number[]];
    const compatible = rest.filter((other) => !inConflict(line, other));
    if (kept.length + 1 + longest(compatible, above) === most) {
      kept.push(line);
      left = compatible;
    } else {
      left = rest;
    }
  }
  return new Set(kept);
}
