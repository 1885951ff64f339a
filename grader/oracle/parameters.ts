import type { Activation, Gradient, Matrix, Network, Vector } from "../contract.ts";

/** Number of parameters, K + 1 in the lecture's count: every weight and every bias. */
export function parameterCount(net: Network): number {
  return net.reduce((sum, { W, b }) => sum + b.length * ((W[0]?.length ?? 0) + 1), 0);
}

/** The contract's order: W^1 row by row, b^1, W^2 row by row, b^2, ... The same for a network and for a gradient. */
export function flatten(layers: readonly { W: Matrix; b: Vector }[]): Float64Array {
  const values: number[] = [];
  for (const { W, b } of layers) {
    for (const row of W) values.push(...row);
    values.push(...b);
  }
  return Float64Array.from(values);
}

function unflattenLayers(values: ArrayLike<number>, shape: readonly { W: Matrix; b: Vector }[]): Gradient {
  let k = 0;
  const take = () => {
    if (k >= values.length) throw new RangeError(`${values.length} values are too few for these shapes`);
    return values[k++]!;
  };
  const layers = shape.map(({ W, b }) => ({ W: W.map((row) => row.map(take)), b: b.map(take) }));
  if (k !== values.length) throw new RangeError(`${values.length} values given, ${k} needed`);
  return layers;
}

/** The gradient whose `flatten` is `values`, in the shapes of `net`; a RangeError when the count differs. */
export function unflattenGradient(values: ArrayLike<number>, net: Network): Gradient {
  return unflattenLayers(values, net);
}

/** The network with the parameters `values` and the shapes and activation functions of `net`. */
export function unflattenNetwork(values: ArrayLike<number>, net: Network): Network {
  return unflattenLayers(values, net).map((layer, m) => ({ ...layer, f: net[m]!.f }));
}

/** A network of zeros: `sizes` = [N_0, ..., N_M], one activation function for each of the M layers. */
export function zeroNetwork(sizes: readonly number[], activations: readonly Activation[]): Network {
  if (sizes.length !== activations.length + 1) throw new RangeError("one activation function is needed for each layer");
  return activations.map((f, m) => ({
    W: Array.from({ length: sizes[m + 1]! }, () => new Array<number>(sizes[m]!).fill(0)),
    b: new Array<number>(sizes[m + 1]!).fill(0),
    f,
  }));
}

/** [N_0, N_1, ..., N_M] */
export function sizesOf(net: Network): number[] {
  return [net[0]!.W[0]!.length, ...net.map(({ b }) => b.length)];
}
