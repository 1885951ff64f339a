import type { Network, Vector } from "../contract.ts";
import { activate } from "./activation.ts";
import { dot, type How } from "./rounding.ts";

/** u[m-1] and y[m-1] belong to layer m. */
export interface Pass {
  u: Vector[];
  y: Vector[];
}

/** Forward pass of one example: u^m = W^m y^{m-1} + b^m, y^m = f^m(u^m), y^0 = x. */
export function forward(net: Network, x: readonly number[], how: How = {}): Pass {
  const u: Vector[] = [];
  const y: Vector[] = [];
  let input: readonly number[] = x;
  for (const layer of net) {
    const from = input;
    const activation = layer.W.map((row, i) => dot(row, from, layer.b[i]!, how.round));
    const output = activate(layer.f, activation, how.round);
    u.push(activation);
    y.push(output);
    input = output;
  }
  return { u, y };
}
