import { symmetricEigenvalues } from "../compare/eigenvalues.ts";
import type { Matrix, Network, UpdateOptions, Vector } from "../contract.ts";
import { activate, timesJacobian } from "../oracle/activation.ts";
import { forward } from "../oracle/forward.ts";
import { gradient } from "../oracle/gradient.ts";
import { hessian } from "../oracle/hessian.ts";
import { loss } from "../oracle/loss.ts";
import { newton, solve } from "../oracle/newton.ts";
import { flatten, parameterCount, sizesOf, unflattenNetwork } from "../oracle/parameters.ts";
import { sensitivities } from "../oracle/sensitivities.ts";
import { updateRules } from "../oracle/update-rules.ts";
import { activationSchema } from "../project.ts";
import { problem } from "./arithmetic.ts";
import { readNetwork } from "./read-network.ts";
import type { ScopeFunction } from "./scope.ts";
import { isList, isMatrix, isNumber, isVector, kindOf, type Value } from "./values.ts";

/** The mathematics of the course, straight from the oracle: author and grader cannot disagree. */

const network = (v: Value | undefined): Network => {
  const read = readNetwork(v);
  return read.ok ? read.net : problem(read.message);
};

function vectorOf(v: Value | undefined, length: number, name: string): Vector {
  return isVector(v) && v.length === length ? v : problem(`${name} needs ${length} numbers and is ${kindOf(v)}`);
}

function examples(net: Network, X: Value | undefined, D: Value | undefined): { X: Matrix; D: Matrix } {
  const sizes = sizesOf(net);
  const [inputs, outputs] = [sizes[0]!, sizes.at(-1)!];
  const rows = "one row for each example, [x] for a single one";
  if (!isMatrix(X) || X[0]!.length !== inputs)
    return problem(`X needs rows of ${inputs} and is ${kindOf(X)} (${rows})`);
  if (!isMatrix(D) || D[0]!.length !== outputs)
    return problem(`D needs rows of ${outputs} and is ${kindOf(D)} (${rows})`);
  if (X.length !== D.length) return problem(`X has ${X.length} examples and D has ${D.length}`);
  return { X, D };
}

function activation(v: Value | undefined) {
  const read = activationSchema.safeParse(v);
  return read.success ? read.data : problem(`${JSON.stringify(v)} is not an activation function`);
}

const hyperParameters = {
  "gradient-descent": ["alpha"],
  momentum: ["alpha", "beta"],
  adagrad: ["alpha", "epsilon", "initial"],
  rmsprop: ["alpha", "rho", "epsilon"],
  adam: ["alpha", "beta1", "beta2", "epsilon"],
} as const;

/** w after as many steps as there are gradients, the optimiser's state beginning at 0 (adagrad's at `initial`). */
function update([method, w, gradients, options]: Value[]): Value {
  if (typeof method !== "string" || !Object.hasOwn(hyperParameters, method)) {
    return problem(`the method is one of ${Object.keys(hyperParameters).join(", ")}`);
  }
  const rule = method as keyof typeof hyperParameters;
  const given =
    typeof options === "object" && !isList(options) ? options : problem("the options are an object, {alpha: 0.1}");
  for (const name of hyperParameters[rule]) {
    if (!isNumber(given[name])) problem(`${rule} needs the option ${name}`);
  }
  if (!isList(gradients)) return problem("the gradients are a list, one for each step");
  const start = isNumber(w) ? [w] : isVector(w) ? w : problem(`w is a number or a vector, not ${kindOf(w)}`);
  const step = updateRules[rule](start.length, given as unknown as UpdateOptions);
  const end = gradients.reduce<Float64Array>((at, g) => {
    const change = step(Float64Array.from(isNumber(g) ? [g] : vectorOf(g, start.length, "a gradient")));
    return at.map((wi, i) => wi + change[i]!);
  }, Float64Array.from(start));
  return isNumber(w) ? end[0]! : [...end];
}

function square(H: Value | undefined, size?: number): Matrix {
  if (!isMatrix(H) || H.length !== H[0]!.length || (size !== undefined && H.length !== size)) {
    return problem(`H is ${kindOf(H)} and should be square${size === undefined ? "" : ` of ${size}`}`);
  }
  return H;
}
const indefinite = () => problem("H is not positive definite");

export const courseFunctions: Record<string, ScopeFunction> = {
  /** {u, y}: lists of u^1..u^M and y^1..y^M, so that y[2][1] is y_1^2 */
  forward: {
    least: 2,
    most: 2,
    call([n, x], spend) {
      const net = network(n);
      spend(parameterCount(net) * 2);
      return { ...forward(net, vectorOf(x, sizesOf(net)[0]!, "x")) };
    },
  },
  loss: {
    least: 3,
    most: 3,
    call([n, X, D], spend) {
      const net = network(n);
      const rows = examples(net, X, D);
      spend(parameterCount(net) * rows.X.length * 2);
      return loss(net, rows.X, rows.D);
    },
  },
  /** delta^1..delta^M of one example's sum_j e_j^2 */
  sensitivities: {
    least: 3,
    most: 3,
    call([n, x, d], spend) {
      const net = network(n);
      const sizes = sizesOf(net);
      spend(parameterCount(net) * 4);
      return sensitivities(net, vectorOf(x, sizes[0]!, "x"), vectorOf(d, sizes.at(-1)!, "d"));
    },
  },
  /** of J: a list of {W, b} */
  gradient: {
    least: 3,
    most: 3,
    call([n, X, D], spend) {
      const net = network(n);
      const rows = examples(net, X, D);
      spend(parameterCount(net) * rows.X.length * 6);
      return gradient(net, rows.X, rows.D).map((layer) => ({ ...layer }));
    },
  },
  /** of J, parameters in the order W^1 row by row, b^1, W^2, ... */
  hessian: {
    least: 3,
    most: 3,
    call([n, X, D], spend) {
      const net = network(n);
      const rows = examples(net, X, D);
      spend(parameterCount(net) ** 2 * rows.X.length * 6);
      return hessian(net, rows.X, rows.D);
    },
  },
  /** every weight and bias of a network, or of a gradient, in the Hessian's order */
  parameters: { least: 1, most: 1, call: ([layers]) => [...flatten(network(layers))] },
  /** the network with these parameters */
  withParameters: {
    least: 2,
    most: 2,
    call([n, w]) {
      const net = network(n);
      return unflattenNetwork(vectorOf(w, parameterCount(net), "w"), net).map((layer) => ({ ...layer }));
    },
  },
  update: {
    least: 4,
    most: 4,
    call(values, spend) {
      const [, w, gradients] = values;
      spend((isList(w) ? w.length : 1) * (isList(gradients) ? gradients.length : 1) * 10);
      return update(values);
    },
  },
  /** w - alpha H^-1 g */
  newtonStep: {
    least: 4,
    most: 4,
    call([w, g, H, alpha], spend) {
      const at = isVector(w) ? w : problem("w is a vector");
      spend(at.length ** 3);
      const [G, A] = [vectorOf(g, at.length, "g"), square(H, at.length)];
      if (!isNumber(alpha)) return problem("alpha is a number");
      return [
        ...(newton(Float64Array.from(at), Float64Array.from(G), Float64Array.from(A.flat()), alpha) ?? indefinite()),
      ];
    },
  },
  /** of a symmetric, positive definite matrix */
  inverse: {
    least: 1,
    most: 1,
    call([H], spend) {
      const A = square(H);
      spend(A.length ** 4);
      const columns = A.map((_, j) =>
        solve(
          Float64Array.from(A.flat()),
          Float64Array.from(A, (_, i) => (i === j ? 1 : 0)),
        ),
      );
      return columns.map((column) => [...(column ?? indefinite())]);
    },
  },
  /** of a symmetric matrix, in rising order */
  eigenvalues: {
    least: 1,
    most: 1,
    call([H], spend) {
      const A = square(H);
      spend(A.length ** 3 * 60);
      return [...(symmetricEigenvalues(A) ?? problem("an entry is not finite"))];
    },
  },
  f: { least: 2, most: 2, call: ([name, u]) => activated(name, u) },
  df: { least: 2, most: 2, call: ([name, u]) => slope(name, u) },
};

/** f(u), element by element; softmax takes the whole vector. */
function activated(name: Value | undefined, u: Value | undefined): Value {
  const f = activation(name);
  if (isVector(u)) return activate(f, u);
  if (f !== "softmax" && isNumber(u)) return activate(f, [u])[0]!;
  if (f !== "softmax" && isMatrix(u)) return u.map((row) => activate(f, row));
  return problem(`f of ${kindOf(u)}`);
}

/** f'(u), element by element; for softmax the Jacobian F'(u) of the whole vector. */
function slope(name: Value | undefined, u: Value | undefined): Value {
  const f = activation(name);
  if (isNumber(u)) return (slope(name, [u]) as number[])[0]!;
  if (isMatrix(u)) return u.map((row) => slope(name, row));
  if (!isVector(u)) return problem(`f' of ${kindOf(u)}`);
  const y = activate(f, u);
  if (f !== "softmax")
    return timesJacobian(
      f,
      u,
      y,
      u.map(() => 1),
    );
  return u.map((_, j) =>
    timesJacobian(
      f,
      u,
      y,
      u.map((_, i) => (i === j ? 1 : 0)),
    ),
  );
}
