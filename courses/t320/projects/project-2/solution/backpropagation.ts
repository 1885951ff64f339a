import type { Gradient, Matrix, Network, Vector } from "nabla";
import { applyDerivative } from "./activations.ts";
import { forward } from "./forward.ts";

interface Pass {
  u: Vector[];
  y: Vector[];
}

/** W^T delta */
function backwards(W: Matrix, delta: Vector): Vector {
  return W[0].map((_, j) => delta.reduce((sum, deltaI, i) => sum + W[i][j] * deltaI, 0));
}

/** delta^1..delta^M from delta^M: delta^{m-1} = F'^{m-1}(u^{m-1}) (W^m)^T delta^m */
function reverse(net: Network, { u, y }: Pass, outputDelta: Vector): Vector[] {
  const deltas = [outputDelta];
  for (let m = net.length - 1; m > 0; m--) {
    deltas.unshift(applyDerivative(net[m - 1].f, u[m - 1], y[m - 1], backwards(net[m].W, deltas[0])));
  }
  return deltas;
}

/** delta^M = -2 F'^M(u^M) (d - y^M) */
function squaredErrorDelta(net: Network, { u, y }: Pass, d: Vector): Vector {
  const M = net.length - 1;
  return applyDerivative(net[M].f, u[M], y[M], y[M].map((yi, i) => -2 * (d[i] - yi)));
}

/** Sensitivities of one example's sum_j e_j^2. */
export function sensitivities(net: Network, x: Vector, d: Vector): Vector[] {
  const pass = forward(net, x);
  return reverse(net, pass, squaredErrorDelta(net, pass, d));
}

/** Gradient of J, the mean of the examples' gradients. */
export function gradient(net: Network, X: Matrix, D: Matrix): Gradient {
  const M = net.length - 1;
  const entropy = net[M].f === "softmax";
  const scale = 1 / (entropy ? X.length : X.length * D[0].length);
  const G: Gradient = net.map(({ W, b }) => ({ W: W.map((row) => row.map(() => 0)), b: b.map(() => 0) }));
  X.forEach((x, n) => {
    const pass = forward(net, x);
    // softmax with cross-entropy: F' (-d / y) is y - d
    const outputDelta = entropy ? pass.y[M].map((yi, i) => yi - D[n][i]) : squaredErrorDelta(net, pass, D[n]);
    reverse(net, pass, outputDelta).forEach((delta, m) => {
      const input = m === 0 ? x : pass.y[m - 1];
      delta.forEach((deltaI, i) => {
        G[m].b[i] += scale * deltaI;
        input.forEach((yj, j) => {
          G[m].W[i][j] += scale * deltaI * yj;
        });
      });
    });
  });
  return G;
}
