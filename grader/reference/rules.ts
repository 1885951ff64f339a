import * as tf from "@tensorflow/tfjs-core";
import type { TrainOptions, UpdateOptions } from "../contract.ts";

/** An update rule on parameters of shape [K, P]; its state is a list of tensors of the same shape. */
export interface Rule {
  initial(theta: tf.Tensor2D): tf.Tensor2D[];
  /** @param t number of this update, from 1 */
  update(theta: tf.Tensor2D, g: tf.Tensor2D, state: readonly tf.Tensor2D[], t: number): [tf.Tensor2D, ...tf.Tensor2D[]];
}

/**
 * The contract's update rules as tensor operations. Not tf.train's optimisers: those read epsilon from the backend
 * (1e-4 on WebGL), put it elsewhere, and cannot be told AdaGrad's.
 * @throws when a hyper-parameter that the method needs is missing
 */
export function ruleOf(options: TrainOptions): Rule {
  const { method, alpha } = options;
  const hyper = (name: keyof UpdateOptions): number => {
    const value = options[name];
    if (value === undefined) throw new Error(`train: the method ${method} needs the option ${name}`);
    return value;
  };
  const descend = (theta: tf.Tensor2D, step: tf.Tensor2D): tf.Tensor2D => tf.sub(theta, tf.mul(alpha, step));
  const none = (theta: tf.Tensor2D) => tf.zerosLike(theta);

  switch (method) {
    case "gradient-descent":
      return { initial: () => [], update: (theta, g) => [descend(theta, g)] };
    case "momentum": {
      const beta = hyper("beta");
      return {
        initial: (theta) => [none(theta)],
        update(theta, g, [v]) {
          const next = tf.add<tf.Tensor2D>(tf.mul(beta, v!), g);
          return [descend(theta, next), next];
        },
      };
    }
    case "adagrad": {
      const [epsilon, initial] = [hyper("epsilon"), hyper("initial")];
      return {
        initial: (theta) => [tf.fill(theta.shape, initial)],
        update(theta, g, [a]) {
          const next = tf.add<tf.Tensor2D>(a!, tf.square(g));
          return [descend(theta, tf.div(g, tf.sqrt(tf.add(next, epsilon)))), next];
        },
      };
    }
    case "rmsprop": {
      const [epsilon, rho] = [hyper("epsilon"), hyper("rho")];
      return {
        initial: (theta) => [none(theta)],
        update(theta, g, [a]) {
          const next = average(rho, a!, tf.square(g));
          return [descend(theta, tf.div(g, tf.sqrt(tf.add(next, epsilon)))), next];
        },
      };
    }
    case "adam": {
      const [epsilon, beta1, beta2] = [hyper("epsilon"), hyper("beta1"), hyper("beta2")];
      return {
        initial: (theta) => [none(theta), none(theta)],
        update(theta, g, [m, v], t) {
          const nextM = average(beta1, m!, g);
          const nextV = average(beta2, v!, tf.square(g));
          const mHat = tf.div(nextM, 1 - beta1 ** t);
          const vHat = tf.div(nextV, 1 - beta2 ** t);
          return [descend(theta, tf.div(mHat, tf.add(tf.sqrt(vHat), epsilon))), nextM, nextV];
        },
      };
    }
  }
}

/** rho a + (1 - rho) b */
const average = (rho: number, a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.mul(rho, a), tf.mul(1 - rho, b));
