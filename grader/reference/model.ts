import * as tf from "@tensorflow/tfjs-core";
import { activate, logSoftmax } from "./activations.ts";
import { type Elementary, once, twice } from "./elementary.ts";
import type { Architecture } from "./parameters.ts";

/**
 * u^m = W^m y^{m-1} + b^m and y^m = f^m(u^m) of K networks at once.
 * @param theta [K, P], the parameters of network k in row k, in the contract's order
 * @param X [K, N, N_0]
 * @returns u[m-1] and y[m-1], each [K, N, N_m]
 */
export function forward(
  theta: tf.Tensor2D,
  { sizes, activations }: Architecture,
  X: tf.Tensor3D,
  elementary: Elementary = once,
): { u: tf.Tensor3D[]; y: tf.Tensor3D[] } {
  const K = theta.shape[0];
  const lengths = activations.flatMap((_, m) => [sizes[m + 1]! * sizes[m]!, sizes[m + 1]!]);
  const parts = tf.split(theta, lengths, 1);
  const u: tf.Tensor3D[] = [];
  const y: tf.Tensor3D[] = [];
  for (const [m, name] of activations.entries()) {
    const W = tf.reshape(parts[2 * m]!, [K, sizes[m + 1]!, sizes[m]!]);
    const b = tf.reshape(parts[2 * m + 1]!, [K, 1, sizes[m + 1]!]);
    u.push(tf.add<tf.Tensor3D>(tf.matMul(y[m - 1] ?? X, W, false, true), b));
    y.push(activate(name, u[m]!, elementary));
  }
  return { u, y };
}

/**
 * J of each network, [K]: cross-entropy -1/N sum_n sum_j d_j ln y_j where the output layer is softmax, else
 * MSE 1/(N N_M) sum e^2, as the contract defines them.
 * @param D [K, N, N_M]
 */
export function losses(
  theta: tf.Tensor2D,
  architecture: Architecture,
  X: tf.Tensor3D,
  D: tf.Tensor3D,
  elementary: Elementary = once,
): tf.Tensor1D {
  const { u, y } = forward(theta, architecture, X, elementary);
  const [, N, outputs] = D.shape;
  const last = architecture.activations.length - 1;
  if (architecture.activations[last] === "softmax") {
    return tf.div(tf.sum(tf.mul(D, logSoftmax(u[last]!, elementary)), [1, 2]), -N);
  }
  return tf.div(tf.sum(tf.square(tf.sub(D, y[last]!)), [1, 2]), N * outputs);
}

/** dJ_k/dtheta_k in row k, [K, P]. J_k depends on row k alone, so one gradient of the sum holds all of them. */
export function gradients(
  theta: tf.Tensor2D,
  architecture: Architecture,
  X: tf.Tensor3D,
  D: tf.Tensor3D,
  elementary: Elementary = once,
): tf.Tensor2D {
  return tf.grad((t) => tf.sum(losses(t as tf.Tensor2D, architecture, X, D, elementary)))(theta) as tf.Tensor2D;
}

/**
 * Rows `from` to `from + K - 1` of the Hessian of J, [K, P], by differentiating the gradient: row k of theta is the
 * same network again, and h = sum_k (dJ_k/dtheta_k)_{from + k} has the gradient d^2 J / dtheta_{from + k} dtheta in row k.
 */
export function hessianRows(
  theta: tf.Tensor2D,
  architecture: Architecture,
  X: tf.Tensor3D,
  D: tf.Tensor3D,
  from: number,
): tf.Tensor2D {
  const [K, P] = theta.shape;
  // Not tf.oneHot: its float32 form is all zeros on wasm.
  const pick = tf.tensor2d(Array.from({ length: K }, (_, k) => Array.from({ length: P }, (_, p) => +(p === from + k))));
  const chosen = (t: tf.Tensor) => tf.mul(pick, gradients(t as tf.Tensor2D, architecture, X, D, twice));
  return tf.grad((t) => tf.sum(chosen(t)))(theta) as tf.Tensor2D;
}
