import type { Gradient, Network, Vector } from "nabla";

/** All parameters in one vector: W^1 row by row, b^1, W^2, ... (also for a gradient, which has the same shapes). */
export function flatten(layers: Network | Gradient): Vector {
  return layers.flatMap(({ W, b }) => [...W.flat(), ...b]);
}

/** The network of the shapes of `net` whose parameters are `w`. */
export function unflatten(net: Network, w: Vector): Network {
  let next = 0;
  return net.map(({ W, b, f }) => ({
    W: W.map((row) => row.map(() => w[next++])),
    b: b.map(() => w[next++]),
    f,
  }));
}
