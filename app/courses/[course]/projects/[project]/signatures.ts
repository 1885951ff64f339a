import type { ExerciseKind } from "../../../../../grader/kinds.ts";

/** What a submission exports for each kind of exercise, as the contract states it. */
export const signatures: Record<ExerciseKind, string> = {
  forward: "export function forward(net: Network, x: Vector): { u: Vector[]; y: Vector[] }",
  loss: "export function loss(net: Network, X: Matrix, D: Matrix): number",
  sensitivities: "export function sensitivities(net: Network, x: Vector, d: Vector): Vector[]",
  gradient: "export function gradient(net: Network, X: Matrix, D: Matrix): Gradient",
  hessian: "export function hessian(net: Network, X: Matrix, D: Matrix): Matrix",
  "gradient-descent":
    "export function gradientDescent(w: Vector, g: Vector, state: State, { alpha }): { w: Vector; state: State }",
  momentum:
    "export function momentum(w: Vector, g: Vector, state: State, { alpha, beta }): { w: Vector; state: State }",
  adagrad:
    "export function adagrad(w: Vector, g: Vector, state: State, { alpha, epsilon, initial }): { w: Vector; state: State }",
  rmsprop:
    "export function rmsprop(w: Vector, g: Vector, state: State, { alpha, rho, epsilon }): { w: Vector; state: State }",
  adam: "export function adam(w: Vector, g: Vector, state: State, { alpha, beta1, beta2, epsilon }): { w: Vector; state: State }",
  newton: "export function newton(w: Vector, g: Vector, H: Matrix, { alpha }): Vector",
  train:
    "export function train(net: Network, X: Matrix, D: Matrix, options: TrainOptions): { net: Network; losses: Vector }",
  minimize:
    "export function minimize(f: (w: Vector) => number, grad: (w: Vector) => Vector, w0: Vector, { maxEvaluations, tolerance }: MinimizeOptions): Vector",
  "multi-start":
    "export function multiStart(sizes: number[], activations: Activation[], X: Matrix, D: Matrix, { starts, random, train }: MultiStartOptions): { net: Network; losses: Vector }",
};
