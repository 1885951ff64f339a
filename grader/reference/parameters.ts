import type { Activation, Matrix, Network } from "../contract.ts";

/** What all networks of one question have in common: N_0, ..., N_M and f^1, ..., f^M. */
export interface Architecture {
  readonly sizes: readonly number[];
  readonly activations: readonly Activation[];
}

/** @throws when the network has no layer or its layers do not fit together: the question itself is wrong. */
export function architectureOf(net: Network): Architecture {
  const inputs = net[0]?.W[0]?.length;
  if (inputs === undefined)
    throw new Error("a reference question needs a network with at least one layer and one node");
  const sizes = [inputs];
  for (const [index, { W, b }] of net.entries()) {
    const previous = sizes[index]!;
    if (W.length !== b.length || W.some((row) => row.length !== previous)) {
      throw new Error(
        `layer ${index + 1}: W has to be ${b.length} x ${previous}, as its biases and layer ${index} say`,
      );
    }
    sizes.push(b.length);
  }
  return { sizes, activations: net.map((layer) => layer.f) };
}

export const parameterCount = ({ sizes }: Architecture): number =>
  sizes.slice(1).reduce((total, nodes, m) => total + nodes * (sizes[m]! + 1), 0);

/** All parameters in the contract's order: W^1 row by row, b^1, W^2, ... */
export const flatten = (net: Network): number[] => net.flatMap(({ W, b }) => [...W.flat(), ...b]);

/** The inverse of `flatten`, for a network or for anything else in its shapes, such as a gradient. */
export function unflatten(values: ArrayLike<number>, { sizes }: Architecture): { W: number[][]; b: number[] }[] {
  let at = 0;
  const take = (count: number): number[] => Array.from({ length: count }, () => values[at++]!);
  return sizes
    .slice(1)
    .map((nodes, m) => ({ W: Array.from({ length: nodes }, () => take(sizes[m]!)), b: take(nodes) }));
}

/** @throws when X is not N x N_0 or D not N x N_M with N >= 1: TensorFlow.js would repeat a matrix of one row or column in silence. */
export function checkExamples({ sizes }: Architecture, X: Matrix, D?: Matrix): void {
  const check = (name: string, rows: Matrix, columns: number) => {
    if (rows.length !== X.length || rows.length === 0 || rows.some((row) => row.length !== columns)) {
      throw new Error(`${name} has to have ${X.length || "at least 1"} rows of ${columns} numbers`);
    }
  };
  check("X", X, sizes[0]!);
  if (D !== undefined) check("D", D, sizes.at(-1)!);
}
