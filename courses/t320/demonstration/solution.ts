// A first attempt, as a student would hand it in: the forward pass is right, some of the rest is not, and a part is missing.
import type { Activation, Gradient, Layer, Matrix, Network, TrainOptions, UpdateOptions, Vector } from "nabla";

function activate(f: Activation, u: Vector): Vector {
  switch (f) {
    case "linear":
      return [...u];
    case "logistic":
      return u.map((v) => 1 / (1 + Math.exp(-v)));
    case "tanh":
      return u.map(Math.tanh);
    case "relu":
      return u.map((v) => Math.max(0, v));
    case "leaky-relu":
      return u.map((v) => (v > 0 ? v : 0.01 * v));
    case "elu":
      return u.map((v) => (v > 0 ? v : Math.expm1(v)));
    case "softplus":
      return u.map((v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v))));
    case "softmax": {
      const largest = Math.max(...u);
      const powers = u.map((v) => Math.exp(v - largest));
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((p) => p / sum);
    }
  }
}

function slope(f: Activation, u: number, y: number): number {
  switch (f) {
    case "logistic":
      return y * (1 - y);
    case "tanh":
      return 1 - y * y;
    case "relu":
      return u > 0 ? 1 : 0;
    case "leaky-relu":
      return u > 0 ? 1 : 0.01;
    case "elu":
      return u > 0 ? 1 : Math.exp(u);
    case "softplus":
      return 1 / (1 + Math.exp(-u));
    default:
      return 1;
  }
}

function times(layer: Layer, y: Vector): Vector {
  return layer.W.map((row, i) => row.reduce((sum, w, j) => sum + w * y[j], layer.b[i]));
}

export function forward(net: Network, x: Vector): { u: Vector[]; y: Vector[] } {
  const u: Vector[] = [];
  const y: Vector[] = [];
  for (const layer of net) {
    u.push(times(layer, y.length === 0 ? x : y[y.length - 1]));
    y.push(activate(layer.f, u[u.length - 1]));
  }
  return { u, y };
}

export function loss(net: Network, X: Matrix, D: Matrix): number {
  let sum = 0;
  X.forEach((x, n) => {
    const y = forward(net, x).y[net.length - 1];
    y.forEach((yj, j) => {
      if (net[net.length - 1].f === "softmax") sum -= D[n][j] === 0 ? 0 : D[n][j] * Math.log(yj);
      else sum += (D[n][j] - yj) ** 2 / y.length;
    });
  });
  return sum / X.length;
}

export function sensitivities(net: Network, x: Vector, d: Vector): Vector[] {
  const { u, y } = forward(net, x);
  const M = net.length - 1;
  const delta: Vector[] = [];
  delta[M] = y[M].map((yi, i) => -2 * (d[i] - yi) * slope(net[M].f, u[M][i], yi));
  for (let m = M - 1; m >= 0; m--) {
    // the derivative of the hidden nodes is missing here
    delta[m] = u[m].map((_, j) => delta[m + 1].reduce((sum, di, i) => sum + net[m + 1].W[i][j] * di, 0));
  }
  return delta;
}

export function gradient(net: Network, X: Matrix, D: Matrix): Gradient {
  const G: Gradient = net.map(({ W, b }) => ({ W: W.map((row) => row.map(() => 0)), b: b.map(() => 0) }));
  X.forEach((x, n) => {
    const { y } = forward(net, x);
    sensitivities(net, x, D[n]).forEach((delta, m) => {
      const input = m === 0 ? x : y[m - 1];
      delta.forEach((di, i) => {
        G[m].b[i] += di / (X.length * D[0].length);
        input.forEach((yj, j) => {
          G[m].W[i][j] += (di * yj) / (X.length * D[0].length);
        });
      });
    });
  });
  return G;
}

export function gradientDescent(w: Vector, g: Vector, _state: unknown, { alpha }: Pick<UpdateOptions, "alpha">) {
  return { w: w.map((wi, i) => wi - alpha * g[i]), state: undefined };
}

export function momentum(
  w: Vector,
  g: Vector,
  state: Vector | undefined,
  { alpha, beta }: Pick<UpdateOptions, "alpha" | "beta">,
) {
  const v = g.map((gi, i) => beta * (state?.[i] ?? 0) + (1 - beta) * gi);
  return { w: w.map((wi, i) => wi - alpha * v[i]), state: v };
}

export function adagrad(
  w: Vector,
  g: Vector,
  state: Vector | undefined,
  { alpha, epsilon, initial }: Pick<UpdateOptions, "alpha" | "epsilon" | "initial">,
) {
  const a = g.map((gi, i) => (state?.[i] ?? initial) + gi * gi);
  return { w: w.map((wi, i) => wi - (alpha * g[i]) / Math.sqrt(a[i] + epsilon)), state: a };
}

interface Moments {
  m: Vector;
  v: Vector;
}

export function adam(
  w: Vector,
  g: Vector,
  state: Moments | undefined,
  { alpha, beta1, beta2, epsilon }: Pick<UpdateOptions, "alpha" | "beta1" | "beta2" | "epsilon">,
) {
  const m = g.map((gi, i) => beta1 * (state?.m[i] ?? 0) + (1 - beta1) * gi);
  const v = g.map((gi, i) => beta2 * (state?.v[i] ?? 0) + (1 - beta2) * gi * gi);
  return { w: w.map((wi, i) => wi - (alpha * m[i]) / (Math.sqrt(v[i]) + epsilon)), state: { m, v } };
}

export function train(net: Network, X: Matrix, D: Matrix, options: TrainOptions): { net: Network; losses: Vector } {
  let now = net;
  const losses = [loss(net, X, D)];
  for (const epoch of options.epochs) {
    for (const batch of epoch) {
      const G = gradient(
        now,
        batch.map((n) => X[n]),
        batch.map((n) => D[n]),
      );
      now = now.map((layer, m) => ({
        f: layer.f,
        b: layer.b.map((bi, i) => bi - options.alpha * G[m].b[i]),
        W: layer.W.map((row, i) => row.map((w, j) => w - options.alpha * G[m].W[i][j])),
      }));
    }
    losses.push(loss(now, X, D));
  }
  return { net: now, losses };
}
