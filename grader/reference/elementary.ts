import * as tf from "@tensorflow/tfjs-core";

type Operation = (u: tf.Tensor3D) => tf.Tensor3D;

/** The operations whose gradient TensorFlow.js writes in terms of their own output. */
export type Elementary = Record<"exp" | "logistic" | "tanh" | "softmax", Operation>;

/** TensorFlow.js's own operations and gradients: for everything that is differentiated once. */
export const once: Elementary = {
  exp: (u) => tf.exp(u),
  logistic: (u) => tf.sigmoid(u),
  tanh: (u) => tf.tanh(u),
  softmax: (u) => tf.softmax(u, -1),
};

/**
 * The same for what is differentiated twice. TensorFlow.js records the copy of y that it saves for the gradient before it
 * records y itself, so the second pass takes that y for a constant and the Hessian is silently wrong. Here the gradient
 * computes y again from u, on the record:
 * exp' = y, logistic' = y (1 - y), tanh' = 1 - y^2, and for softmax F'^T g = y o (g - sum_j g_j y_j).
 */
export const twice: Elementary = {
  exp: recomputed(once.exp, (g, y) => tf.mul(g, y)),
  logistic: recomputed(once.logistic, (g, y) => tf.mul(g, tf.mul(y, tf.sub(1, y)))),
  tanh: recomputed(once.tanh, (g, y) => tf.mul(g, tf.sub(1, tf.square(y)))),
  softmax: recomputed(once.softmax, (g, y) => tf.mul(y, tf.sub(g, tf.sum(tf.mul(g, y), -1, true)))),
};

function recomputed(operation: Operation, pullBack: (g: tf.Tensor3D, y: tf.Tensor3D) => tf.Tensor3D): Operation {
  const repeatable: Operation = (u) =>
    tf.customGrad((x, save) => {
      const input = x as tf.Tensor3D;
      (save as (tensors: tf.Tensor[]) => void)([input]);
      return {
        value: operation(input),
        gradFunc: (g, saved) => pullBack(g as tf.Tensor3D, repeatable(saved[0] as tf.Tensor3D)),
      };
    })(u) as tf.Tensor3D;
  return repeatable;
}
