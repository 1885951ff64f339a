import type { Layer, Network, Vector } from "nabla";
import { activate } from "./activations.ts";

/** u = W y + b */
function combine({ W, b }: Layer, y: Vector): Vector {
  return W.map((row, i) => row.reduce((sum, w, j) => sum + w * y[j], b[i]));
}

/** The forward pass of one example: u^1..u^M and y^1..y^M. */
export function forward(net: Network, x: Vector): { u: Vector[]; y: Vector[] } {
  const u: Vector[] = [];
  const y: Vector[] = [];
  let input = x;
  for (const layer of net) {
    const um = combine(layer, input);
    const ym = activate(layer.f, um);
    u.push(um);
    y.push(ym);
    input = ym;
  }
  return { u, y };
}
