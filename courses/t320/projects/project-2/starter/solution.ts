/**
 * Project #2 — how networks learn / como as redes aprendem.
 *
 * Fill in the functions below; keep their names and signatures. You may add files and import them with a relative path
 * ("./activations.ts"); nothing else can be imported. Do not change the arrays that you are given: make new ones.
 *
 * Complete as funções abaixo, sem mudar nomes nem assinaturas. Você pode criar outros arquivos e importá-los por caminho
 * relativo ("./activations.ts"); nada mais pode ser importado. Não altere os vetores recebidos: crie novos.
 */
import type {
  Activation,
  Gradient,
  Matrix,
  MinimizeOptions,
  MultiStartOptions,
  Network,
  TrainOptions,
  UpdateOptions,
  Vector,
} from "nabla";

// ---------------------------------------------------------------- ex1 and ex2 / ex1 e ex2

/** u^1..u^M and y^1..y^M of one example: u^m = W^m y^{m-1} + b^m, y^m = f^m(u^m), y^0 = x. */
export function forward(net: Network, x: Vector): { u: Vector[]; y: Vector[] } {
  throw new Error("forward: not implemented yet");
}

/** J over all examples: cross-entropy when the output layer is softmax, MSE otherwise. */
export function loss(net: Network, X: Matrix, D: Matrix): number {
  throw new Error("loss: not implemented yet");
}

/** delta^1..delta^M of one example's sum_j e_j^2 (no division), whatever the output activation is. */
export function sensitivities(net: Network, x: Vector, d: Vector): Vector[] {
  throw new Error("sensitivities: not implemented yet");
}

/** dJ/dW^m and dJ/db^m for every layer, in the shapes of the network. */
export function gradient(net: Network, X: Matrix, D: Matrix): Gradient {
  throw new Error("gradient: not implemented yet");
}

// ---------------------------------------------------------------- ex3

/** What an update rule remembers between calls is yours to choose; `undefined` on the first call. */
type State = unknown;

/** w - alpha g */
export function gradientDescent(
  w: Vector,
  g: Vector,
  state: State,
  { alpha }: Pick<UpdateOptions, "alpha">,
): { w: Vector; state: State } {
  throw new Error("gradientDescent: not implemented yet");
}

/** v = beta v + g; w - alpha v; v = 0 before the first call */
export function momentum(
  w: Vector,
  g: Vector,
  state: State,
  { alpha, beta }: Pick<UpdateOptions, "alpha" | "beta">,
): { w: Vector; state: State } {
  throw new Error("momentum: not implemented yet");
}

/** a = a + g^2; w - alpha g / sqrt(a + epsilon); a = initial before the first call */
export function adagrad(
  w: Vector,
  g: Vector,
  state: State,
  { alpha, epsilon, initial }: Pick<UpdateOptions, "alpha" | "epsilon" | "initial">,
): { w: Vector; state: State } {
  throw new Error("adagrad: not implemented yet");
}

/** a = rho a + (1 - rho) g^2; w - alpha g / sqrt(a + epsilon); a = 0 before the first call */
export function rmsprop(
  w: Vector,
  g: Vector,
  state: State,
  { alpha, rho, epsilon }: Pick<UpdateOptions, "alpha" | "rho" | "epsilon">,
): { w: Vector; state: State } {
  throw new Error("rmsprop: not implemented yet");
}

/** Moments corrected for their start at zero; w - alpha mhat / (sqrt(vhat) + epsilon) */
export function adam(
  w: Vector,
  g: Vector,
  state: State,
  { alpha, beta1, beta2, epsilon }: Pick<UpdateOptions, "alpha" | "beta1" | "beta2" | "epsilon">,
): { w: Vector; state: State } {
  throw new Error("adam: not implemented yet");
}

// ---------------------------------------------------------------- ex4

/** One update per batch of `options.epochs`; losses[0] is J before training, losses[e] J over all of X after epoch e. */
export function train(
  net: Network,
  X: Matrix,
  D: Matrix,
  options: TrainOptions,
): { net: Network; losses: Vector } {
  throw new Error("train: not implemented yet");
}

/** The best of `options.starts` trained networks, and the final J of each in order. */
export function multiStart(
  sizes: number[],
  activations: Activation[],
  X: Matrix,
  D: Matrix,
  options: MultiStartOptions,
): { net: Network; losses: Vector } {
  throw new Error("multiStart: not implemented yet");
}

// ---------------------------------------------------------------- ex5

/** Hessian of J; parameters in the order W^1 row by row, b^1, W^2 row by row, b^2, ... */
export function hessian(net: Network, X: Matrix, D: Matrix): Matrix {
  throw new Error("hessian: not implemented yet");
}

/** w - alpha H^-1 g; throws a RangeError when H is not positive definite. */
export function newton(w: Vector, g: Vector, H: Matrix, { alpha }: Pick<UpdateOptions, "alpha">): Vector {
  throw new Error("newton: not implemented yet");
}

/** The best point met; f and grad together may be called `maxEvaluations` times; stops when ||grad||_2 <= tolerance. */
export function minimize(
  f: (w: Vector) => number,
  grad: (w: Vector) => Vector,
  w0: Vector,
  { maxEvaluations, tolerance }: MinimizeOptions,
): Vector {
  throw new Error("minimize: not implemented yet");
}
