import type { Matrix, Network, Vector } from "nabla";
import { applyDerivative, applySecondDerivative } from "./activations.ts";
import { forward } from "./forward.ts";
import { flatten, unflatten } from "./parameters.ts";

const add = (a: Vector, b: Vector): Vector => a.map((ai, i) => ai + b[i]);
const times = (W: Matrix, y: Vector): Vector => W.map((row) => row.reduce((sum, w, j) => sum + w * y[j], 0));
const transposeTimes = (W: Matrix, delta: Vector): Vector =>
  W[0].map((_, j) => delta.reduce((sum, deltaI, i) => sum + W[i][j] * deltaI, 0));

/**
 * H V for one example: the gradient's rate of change while the parameters move in the direction V.
 * Every line of the forward and of the reverse pass is differentiated once more; `dq` is the rate of change of `q`.
 */
function hessianTimes(net: Network, direction: Network, x: Vector, d: Vector): Vector {
  const M = net.length;
  const { u, y } = forward(net, x);
  const input = [x, ...y]; // input[m] feeds layer m (counted from 0)

  const du: Vector[] = [];
  const dInput: Vector[] = [x.map(() => 0)];
  net.forEach(({ W, f }, m) => {
    const V = direction[m];
    du.push(add(add(times(V.W, input[m]), V.b), times(W, dInput[m])));
    dInput.push(applyDerivative(f, u[m], y[m], du[m]));
  });

  const last = M - 1;
  let delta: Vector;
  let dDelta: Vector;
  if (net[last].f === "softmax") {
    delta = y[last].map((yi, i) => yi - d[i]);
    dDelta = dInput[M];
  } else {
    const slopeOfError = y[last].map((yi, i) => 2 * (yi - d[i]));
    delta = applyDerivative(net[last].f, u[last], y[last], slopeOfError);
    dDelta = add(
      applySecondDerivative(net[last].f, u[last], y[last], du[last], dInput[M], slopeOfError),
      applyDerivative(net[last].f, u[last], y[last], dInput[M].map((v) => 2 * v)),
    );
  }

  const column: Vector[] = [];
  for (let m = last; m >= 0; m--) {
    const dG = dDelta.map((dDeltaI, i) => input[m].map((yj, j) => dDeltaI * yj + delta[i] * dInput[m][j]));
    column.unshift([...dG.flat(), ...dDelta]);
    if (m > 0) {
      const { f } = net[m - 1];
      const z = transposeTimes(net[m].W, delta);
      const dz = add(transposeTimes(direction[m].W, delta), transposeTimes(net[m].W, dDelta));
      dDelta = add(
        applySecondDerivative(f, u[m - 1], y[m - 1], du[m - 1], dInput[m], z),
        applyDerivative(f, u[m - 1], y[m - 1], dz),
      );
      delta = applyDerivative(f, u[m - 1], y[m - 1], z);
    }
  }
  return column.flat();
}

/** Hessian of J, exact: its k-th column is H times the k-th unit vector. */
export function hessian(net: Network, X: Matrix, D: Matrix): Matrix {
  const K = flatten(net).length;
  const scale = 1 / (net[net.length - 1].f === "softmax" ? X.length : X.length * D[0].length);
  const H: Matrix = Array.from({ length: K }, () => new Array<number>(K).fill(0));
  for (let k = 0; k < K; k++) {
    const direction = unflatten(net, Array.from({ length: K }, (_, i) => (i === k ? 1 : 0)));
    X.forEach((x, n) => {
      hessianTimes(net, direction, x, D[n]).forEach((h, i) => {
        H[i][k] += scale * h;
      });
    });
  }
  return H;
}
