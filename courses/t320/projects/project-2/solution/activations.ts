import type { Activation, Vector } from "nabla";

type Scalar = Exclude<Activation, "softmax">;

const logistic = (u: number): number => 1 / (1 + Math.exp(-u));

const value: Record<Scalar, (u: number) => number> = {
  linear: (u) => u,
  logistic,
  tanh: Math.tanh,
  relu: (u) => (u > 0 ? u : 0),
  "leaky-relu": (u) => (u > 0 ? u : 0.01 * u),
  elu: (u) => (u > 0 ? u : Math.expm1(u)),
  // ln(1 + e^u) without overflow for large u
  softplus: (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))),
};

/** f'(u), with y = f(u) at hand where that is shorter. */
const slope: Record<Scalar, (u: number, y: number) => number> = {
  linear: () => 1,
  logistic: (_u, y) => y * (1 - y),
  tanh: (_u, y) => 1 - y * y,
  relu: (u) => (u > 0 ? 1 : 0),
  "leaky-relu": (u) => (u > 0 ? 1 : 0.01),
  elu: (u) => (u > 0 ? 1 : Math.exp(u)),
  softplus: logistic,
};

/** f''(u) */
const curvature: Record<Scalar, (u: number, y: number) => number> = {
  linear: () => 0,
  logistic: (_u, y) => y * (1 - y) * (1 - 2 * y),
  tanh: (_u, y) => -2 * y * (1 - y * y),
  relu: () => 0,
  "leaky-relu": () => 0,
  elu: (u) => (u > 0 ? 0 : Math.exp(u)),
  softplus: (u) => logistic(u) * logistic(-u),
};

function softmax(u: Vector): Vector {
  const largest = Math.max(...u); // e^(u - max) cannot overflow, and the ratio is the same
  const powers = u.map((ui) => Math.exp(ui - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((p) => p / sum);
}

const dot = (a: Vector, b: Vector): number => a.reduce((sum, ai, i) => sum + ai * b[i], 0);

/** y = f(u) */
export function activate(f: Activation, u: Vector): Vector {
  return f === "softmax" ? softmax(u) : u.map(value[f]);
}

/**
 * F'(u) z. F' is diagonal for every activation but softmax, whose Jacobian is diag(y) - y y^T.
 * It is symmetric in both cases, so this serves forwards and backwards.
 */
export function applyDerivative(f: Activation, u: Vector, y: Vector, z: Vector): Vector {
  if (f === "softmax") {
    const mean = dot(y, z);
    return y.map((yi, i) => yi * (z[i] - mean));
  }
  return u.map((ui, i) => slope[f](ui, y[i]) * z[i]);
}

/** How F'(u) z changes, z fixed, while u moves by du and y by dy. */
export function applySecondDerivative(f: Activation, u: Vector, y: Vector, du: Vector, dy: Vector, z: Vector): Vector {
  if (f === "softmax") {
    const mean = dot(y, z);
    const meanChange = dot(dy, z);
    return y.map((yi, i) => dy[i] * (z[i] - mean) - yi * meanChange);
  }
  return u.map((ui, i) => curvature[f](ui, y[i]) * du[i] * z[i]);
}
