/** Project #2: everything that the exercises ask for, one idea per file. */
export { gradient, sensitivities } from "./backpropagation.ts";
export { forward } from "./forward.ts";
export { hessian } from "./hessian.ts";
export { loss } from "./loss.ts";
export { minimize } from "./minimize.ts";
export { multiStart } from "./multi-start.ts";
export { newton } from "./newton.ts";
export { train } from "./train.ts";
export { adagrad, adam, gradientDescent, momentum, rmsprop } from "./update-rules.ts";
