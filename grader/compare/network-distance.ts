import type { Layer, Network } from "../contract.ts";

/** more orders than 6! of a layer's nodes are not tried one by one */
const mostNodes = 6;
const mostRounds = 10;

const square = (a: readonly number[], b: readonly number[], sign: number) =>
  a.reduce((sum, v, i) => sum + (v - sign * b[i]!) ** 2, 0);

/** A softmax does not change when the same is added to all of its activations: that part of rows and biases is taken out. */
function centred(layer: Layer): Layer {
  if (layer.f !== "softmax") return { ...layer, W: layer.W.map((row) => [...row]), b: [...layer.b] };
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const means = layer.W[0]!.map((_, j) => mean(layer.W.map((row) => row[j]!)));
  const b = mean(layer.b);
  return { ...layer, W: layer.W.map((row) => row.map((v, j) => v - means[j]!)), b: layer.b.map((v) => v - b) };
}

interface Match {
  node: number;
  sign: 1 | -1;
  cost: number;
}

/** The cheapest assignment of distinct nodes: all orders up to `mostNodes` nodes, else the cheapest pair first. */
function assign(costs: readonly (readonly Match[])[]): Match[] {
  const n = costs.length;
  if (n > mostNodes) {
    const pairs = costs
      .flatMap((row, i) => row.map((match) => ({ i, match })))
      .sort((p, q) => p.match.cost - q.match.cost);
    const taken = new Set<number>();
    const found: Match[] = [];
    for (const { i, match } of pairs) {
      if (found[i] || taken.has(match.node)) continue;
      found[i] = match;
      taken.add(match.node);
    }
    return found;
  }
  let best: Match[] = [];
  let least = Number.POSITIVE_INFINITY;
  const extend = (chosen: Match[], cost: number) => {
    if (cost >= least) return;
    if (chosen.length === n) {
      least = cost;
      best = chosen;
      return;
    }
    for (const match of costs[chosen.length]!) {
      if (chosen.some(({ node }) => node === match.node)) continue;
      extend([...chosen, match], cost + match.cost);
    }
  };
  extend([], 0);
  return best;
}

/**
 * Renames the nodes of hidden layer m of b, and flips those of tanh, so that it comes closest to a's; the other layers stay.
 * @param outgoing whether the weights that leave the nodes count as well as those that enter them
 */
function align(a: Network, b: Network, m: number, outgoing: boolean): void {
  const [mine, next, theirs, after] = [a[m]!, a[m + 1]!, b[m]!, b[m + 1]!];
  const column = (W: readonly (readonly number[])[], j: number) => W.map((row) => row[j]!);
  const signs = theirs.f === "tanh" ? ([1, -1] as const) : ([1] as const);
  const costs = mine.W.map((row, i) =>
    theirs.W.map((other, node): Match => {
      const tried = signs.map((sign) => ({
        node,
        sign,
        cost:
          square(row, other, sign) +
          square([mine.b[i]!], [theirs.b[node]!], sign) +
          (outgoing ? square(column(next.W, i), column(after.W, node), sign) : 0),
      }));
      return tried.reduce((least, match) => (match.cost < least.cost ? match : least));
    }),
  );
  const matches = assign(costs);
  theirs.W = matches.map(({ node, sign }) => theirs.W[node]!.map((v) => sign * v));
  theirs.b = matches.map(({ node, sign }) => sign * theirs.b[node]!);
  after.W = after.W.map((row) => matches.map(({ node, sign }) => sign * row[node]!));
}

/**
 * ||w_a - w_b||_2 between two networks of one shape, where networks that compute the same count as one: hidden nodes in another
 * order, tanh nodes with both their signs turned, a constant added to all activations of a softmax. Exact with one hidden layer
 * of up to six nodes, and 0 for networks that are the same so. With more layers each is matched in turn until nothing changes,
 * from two beginnings, which is never less than exact.
 */
export function networkDistance(first: Network, second: Network): number {
  const a = first.map(centred);
  const hidden = a.length - 1;
  const asNamed = second.map(centred);
  // what enters the first layer does not depend on how any other layer's nodes are named
  const fromTheInputs = second.map(centred);
  for (let m = 0; m < hidden; m++) align(a, fromTheInputs, m, false);
  return Math.min(...[asNamed, fromTheInputs].map((b) => improved(a, b)));
}

function improved(a: Network, b: Network): number {
  const distance = () =>
    Math.sqrt(
      a.reduce((sum, { W, b: bias }, m) => sum + square(W.flat(), b[m]!.W.flat(), 1) + square(bias, b[m]!.b, 1), 0),
    );
  let best = distance();
  for (let round = 0; round < mostRounds; round++) {
    for (let m = 0; m + 1 < a.length; m++) align(a, b, m, true);
    const now = distance();
    if (!(now < best)) break;
    best = now;
  }
  return best;
}
