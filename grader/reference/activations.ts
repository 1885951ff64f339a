import * as tf from "@tensorflow/tfjs-core";
import type { Activation } from "../contract.ts";
import { type Elementary, once } from "./elementary.ts";

const leakySlope = 0.01;

/**
 * y = f(u) for u of shape [K, N, nodes]. Not tf.elu, whose gradient is a kernel that has none, and nothing that compares,
 * tf.where's condition and tf.leakyRelu's gradient included: `Greater` has no gradient and stops the Hessian. Cases are
 * told apart by tf.step, which is 0 at 0 and has the gradient 0.
 */
export function activate(name: Activation, u: tf.Tensor3D, elementary: Elementary = once): tf.Tensor3D {
  switch (name) {
    case "linear":
      return u;
    case "logistic":
    case "tanh":
    case "softmax":
      return elementary[name](u);
    case "relu":
      return tf.relu(u);
    case "leaky-relu":
      return tf.add(tf.mul(tf.step(u), u), tf.mul(leakySlope, negativePart(u)));
    case "elu":
      return tf.add(tf.relu(u), tf.expm1(negativePart(u)));
    case "softplus":
      return tf.softplus(u);
  }
}

/** min(u, 0) with the derivative 1 at 0, where leaky-relu has the slope 0.01 and elu is smooth. */
const negativePart = (u: tf.Tensor3D): tf.Tensor3D => tf.mul(tf.sub(1, tf.step(u)), u);

/**
 * ln y_j = u_j - max - ln sum_i exp(u_i - max), finite even where y_j underflows to 0 in float32, so that a term
 * d_j ln y_j with d_j = 0 is 0 and not NaN.
 */
export function logSoftmax(u: tf.Tensor3D, elementary: Elementary = once): tf.Tensor3D {
  const shifted = tf.sub<tf.Tensor3D>(u, maximum(u));
  return tf.sub(shifted, tf.log(tf.sum(elementary.exp(shifted), -1, true)));
}

/** The largest component of each row as a constant: whatever is subtracted, its gradient cancels, and tf.max has no second one. */
const maximum = (u: tf.Tensor3D): tf.Tensor =>
  tf.customGrad((x) => ({
    value: tf.max(x as tf.Tensor, -1, true),
    gradFunc: () => tf.zeros(u.shape),
  }))(u);
