/**
 * The types a submission may import (`import type { Network } from "nabla"`).
 * This file is shipped to students as it is, so it holds types only and imports nothing.
 * Notation: Matrix[i][j] is row i; W[i][j] = w_{i,j}^m, from node j of layer m-1 to node i of layer m.
 */
export type Vector = number[];
export type Matrix = number[][];
export type Activation = "linear" | "logistic" | "tanh" | "relu" | "leaky-relu" | "elu" | "softplus" | "softmax";

/** One layer: W is N_m x N_{m-1}, b has N_m components, f is the activation function f^m. */
export interface Layer {
  W: Matrix;
  b: Vector;
  f: Activation;
}

/** From the first hidden layer to the output layer; the inputs are not counted as a layer. */
export type Network = Layer[];

/** dJ/dW^m and dJ/db^m, in the shapes of the network. */
export type Gradient = { W: Matrix; b: Vector }[];

export type Method = "gradient-descent" | "momentum" | "adagrad" | "rmsprop" | "adam";

/** Hyper-parameters of the update rules; each rule reads its own. */
export interface UpdateOptions {
  alpha: number;
  beta: number;
  epsilon: number;
  initial: number;
  rho: number;
  beta1: number;
  beta2: number;
}

/** `epochs[e]` lists the batches of epoch e; a batch lists indices of examples (rows of X and D). */
export interface TrainOptions extends Partial<UpdateOptions> {
  method: Method;
  alpha: number;
  epochs: number[][][];
}

/** `f` and `grad` together may be called `maxEvaluations` times; stop when ||grad||_2 <= tolerance. */
export interface MinimizeOptions {
  maxEvaluations: number;
  tolerance: number;
}

/** `random` draws from the standard normal distribution; `train` is handed to the student's own `train`. */
export interface MultiStartOptions {
  starts: number;
  random: () => number;
  train: TrainOptions;
}
