import type { Matrix, Network, Vector } from "nabla";
import { forward } from "./forward.ts";

/** -sum_j d_j ln y_j for y = softmax(u), from u: ln y_j = u_j - ln sum_k e^(u_k) stays finite where y_j underflows. */
function crossEntropy(u: Vector, d: Vector): number {
  const largest = Math.max(...u);
  const logSum = largest + Math.log(u.reduce((sum, ui) => sum + Math.exp(ui - largest), 0));
  return d.reduce((sum, dj, j) => (dj === 0 ? sum : sum + dj * (logSum - u[j])), 0);
}

/** J over all examples: cross-entropy when the output layer is softmax, MSE otherwise. */
export function loss(net: Network, X: Matrix, D: Matrix): number {
  const entropy = net[net.length - 1].f === "softmax";
  let sum = 0;
  X.forEach((x, n) => {
    const { u, y } = forward(net, x);
    const d = D[n];
    if (entropy) sum += crossEntropy(u[u.length - 1], d);
    else sum += y[y.length - 1].reduce((squares, yj, j) => squares + (d[j] - yj) ** 2, 0);
  });
  return sum / (entropy ? X.length : X.length * D[0].length);
}
