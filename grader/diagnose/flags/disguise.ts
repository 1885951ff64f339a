import type { Matrix, Network, Vector } from "../../contract.ts";
import { flatten, unflattenGradient } from "../../oracle/parameters.ts";

/** The same question in other clothes: an answer to it, mapped back, must be the answer to the plain one. */
export interface Disguise {
  name: string;
  net: Network;
  X: Matrix;
  D: Matrix;
  /** from the gradient of the disguised case, flattened, to that of the plain one */
  back(gradient: Float64Array): Float64Array;
}

const reordered = <T>(list: readonly T[], order: readonly number[]): T[] => order.map((i) => list[i]!);

/** Node k of hidden layer m becomes node order[k]: rows of W^m and b^m, columns of W^{m+1}. */
function renumber(
  layers: readonly { W: Matrix; b: Vector }[],
  m: number,
  order: readonly number[],
): { W: Matrix; b: Vector }[] {
  return layers.map((layer, k) => {
    if (k === m) return { ...layer, W: reordered(layer.W, order), b: reordered(layer.b, order) };
    if (k === m + 1) return { ...layer, W: layer.W.map((row) => reordered(row, order)) };
    return layer;
  });
}

/** tanh is odd: a node's incoming weights and bias and its outgoing weights may all change sign. */
function flip(layers: readonly { W: Matrix; b: Vector }[], m: number, node: number): { W: Matrix; b: Vector }[] {
  return layers.map((layer, k) => {
    const W = layer.W.map((row, i) =>
      row.map((v, j) => ((k === m && i === node) || (k === m + 1 && j === node) ? -v : v)),
    );
    return { ...layer, W, b: layer.b.map((v, i) => (k === m && i === node ? -v : v)) };
  });
}

const withFunctions = (layers: { W: Matrix; b: Vector }[], net: Network): Network =>
  layers.map((layer, m) => ({ ...layer, f: net[m]!.f }));

/** Disguises of a gradient question that leave J as it is. */
export function disguisesOf({ net, X, D }: { net: Network; X: Matrix; D: Matrix }): Disguise[] {
  const disguises: Disguise[] = [
    { name: "examples reversed", net, X: X.toReversed(), D: D.toReversed(), back: (g) => g },
    { name: "every example twice", net, X: [...X, ...X], D: [...D, ...D], back: (g) => g },
  ];
  if (net.length < 2) return disguises;
  const order = net[0]!.b.map((_, i) => (i + 1) % net[0]!.b.length);
  const inverse = order.map((_, i) => order.indexOf(i));
  const renumbered = withFunctions(renumber(net, 0, order), net);
  disguises.push({
    name: "hidden nodes renumbered",
    net: renumbered,
    X,
    D,
    back: (g) => flatten(renumber(unflattenGradient(g, renumbered), 0, inverse)),
  });
  if (net[0]!.f === "tanh") {
    const flipped = withFunctions(flip(net, 0, 0), net);
    disguises.push({
      name: "signs of a tanh node flipped",
      net: flipped,
      X,
      D,
      back: (g) => flatten(flip(unflattenGradient(g, flipped), 0, 0)),
    });
  }
  return disguises;
}

/** Added to the targets: differences of J then lose their digits to J's size, derivatives by the chain rule do not. */
export const poison = 1e6;

/** The case with `poison` added to every target; null unless the output is linear, where the gradient stays a smooth function of it. */
export function poisoned<C extends { net: Network; D: Matrix }>(c: C): C | null {
  if (c.net.at(-1)!.f !== "linear") return null;
  return { ...c, D: c.D.map((d) => d.map((v) => v + poison)) };
}
