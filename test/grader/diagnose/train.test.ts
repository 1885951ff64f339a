import { describe, expect, test } from "vitest";
import type { Matrix, Network, TrainOptions, Vector } from "../../../grader/contract.ts";
import { diagnoseTrain, type Training } from "../../../grader/diagnose/train.ts";
import { flatten } from "../../../grader/oracle/parameters.ts";
import { train } from "../../../grader/oracle/train.ts";
import { drawNetwork, type NetworkSpec } from "../../fixtures/networks.ts";

type Train = (net: Network, X: Matrix, D: Matrix, options: TrainOptions) => { net: Network; losses: Vector };

/**
 * A `train` as a student writes it who knows no functions yet: one loop that goes forwards, back and moves the weights. It keeps
 * its sums in `kept` and its velocities beside the weights.
 */
const text = `
const f = (kind, u) => kind === "tanh" ? Math.tanh(u) : kind === "logistic" ? 1 / (1 + Math.exp(-u)) : u;
const slope = (kind, y) => kind === "tanh" ? 1 - y * y : kind === "logistic" ? y * (1 - y) : 1;
const passes = (net, x) => {
  const y = [x];
  for (const l of net) y.push(l.W.map((row, i) => f(l.f, row.reduce((s, w, j) => s + w * y.at(-1)[j], l.b[i]))));
  return y;
};
const J = (net, X, D) => X.reduce((s, x, n) => s + passes(net, x).at(-1).reduce((t, v, j) => t + (D[n][j] - v) ** 2, 0), 0) / X.length / D[0].length;
const zeros = (net) => net.map((l) => ({ W: l.W.map((r) => r.map(() => 0)), b: l.b.map(() => 0) }));
function train(start, X, D, o) {
  const net = structuredClone(start);
  const speed = zeros(net);
  const losses = [J(net, X, D)];
  const move = (l, v, i, j, g) => {
    if (o.method === "momentum") g = j === null ? (v.b[i] = o.beta * v.b[i] + g) : (v.W[i][j] = o.beta * v.W[i][j] + g);
    if (j === null) l.b[i] -= o.alpha * g;
    else l.W[i][j] -= o.alpha * g;
  };
  // before the epochs
  for (const epoch of o.epochs) {
    // before the batches
    for (const batch of epoch) {
      const sum = zeros(net);
      const all = batch.map((n) => passes(net, X[n]));
      let delta = all.map((y, k) => y.at(-1).map((v, j) => -2 * (D[batch[k]][j] - v) * slope(net.at(-1).f, v) / D[0].length / batch.length));
      for (let m = net.length - 1; m >= 0; m--) {
        const l = net[m];
        all.forEach((y, k) => l.b.forEach((_, i) => {
          l.W[i].forEach((_, j) => { sum[m].W[i][j] += delta[k][i] * y[m][j]; });
          sum[m].b[i] += delta[k][i];
        }));
        // layer done
        if (m > 0) delta = all.map((y, k) => y[m].map((v, j) => slope(net[m - 1].f, v) * l.W.reduce((s, row, i) => s + row[j] * delta[k][i], 0)));
      }
      net.forEach((l, m) => l.b.forEach((_, i) => {
        l.W[i].forEach((_, j) => move(l, speed[m], i, j, sum[m].W[i][j]));
        move(l, speed[m], i, null, sum[m].b[i]);
      }));
    }
    losses.push(J(net, X, D));
  }
  return { net, losses };
}
return train;
`;

function studentTrain(...patches: [from: string, to: string][]): Train {
  const code = patches.reduce((all, [from, to]) => {
    if (all.split(from).length !== 2) throw new Error(`not once: ${from}`);
    return all.replace(from, () => to);
  }, text);
  return new Function(`"use strict";${code}`)() as Train;
}

const inOrder = (N: number, size: number, shift: number): number[][] =>
  Array.from({ length: Math.ceil(N / size) }, (_, k) =>
    Array.from({ length: Math.min(size, N - k * size) }, (_x, i) => (shift * (k * size + i)) % N),
  );

const families: { spec: NetworkSpec; options: Partial<TrainOptions>; size: number; epochs: number }[] = [
  {
    spec: { sizes: [2, 3, 1], activations: ["tanh", "logistic"], examples: 4 },
    options: { method: "gradient-descent", alpha: 0.3 },
    size: 4,
    epochs: 6,
  },
  {
    spec: { sizes: [3, 4, 3, 2], activations: ["tanh", "logistic", "tanh"], examples: 7 },
    options: { method: "momentum", alpha: 0.05, beta: 0.8 },
    size: 3,
    epochs: 4,
  },
  {
    spec: { sizes: [3, 3, 3], activations: ["logistic", "linear"], examples: 5 },
    options: { method: "gradient-descent", alpha: 0.1 },
    size: 2,
    epochs: 5,
  },
  {
    spec: { sizes: [2, 3, 1], activations: ["logistic", "tanh"], examples: 4 },
    options: { method: "gradient-descent", alpha: 0.2 },
    size: 4,
    epochs: 3,
  },
];

const flat = ({ net, losses }: ReturnType<Train>) => Float64Array.from([...flatten(net), ...losses]);

function diagnosed(own: Train) {
  const probes = families.map(({ spec, options, size, epochs }) => {
    const { net, X, D } = drawNetwork(spec);
    const shifts = [1, 3, 2, 4, 5, 6];
    const given = {
      ...options,
      epochs: Array.from({ length: epochs }, (_, e) => inOrder(X.length, size, X.length === 4 ? 1 : shifts[e]!)),
    } as TrainOptions;
    const posed: Training = { net, X, D, options: given };
    const right = flat(train(net, X, D, given));
    return {
      case: posed,
      student: flat(own(net, X, D, given)),
      right,
      bound: right.map((v) => 1e-7 + 1e-6 * Math.abs(v)),
    };
  });
  const wrong = probes.some(({ student, right, bound }) =>
    right.some((v, i) => !(Math.abs(student[i]! - v) <= bound[i]!)),
  );
  const diagnoses = diagnoseTrain(probes);
  return { wrong, codes: diagnoses.map(({ code }) => code), tensor: diagnoses[0]?.tensor };
}

test("the program without a mistake is right", () => {
  expect(diagnosed(studentTrain()).wrong).toBe(false);
});

const sum = "const sum = zeros(net);";
const moved = `net.forEach((l, m) => l.b.forEach((_, i) => {
        l.W[i].forEach((_, j) => move(l, speed[m], i, j, sum[m].W[i][j]));
        move(l, speed[m], i, null, sum[m].b[i]);
      }));`;

describe("a mistake between the gradient and the update gets its own name", () => {
  test.each<[code: string, name: string, patches: [string, string][]]>([
    [
      "accumulator-not-reset",
      "sums made once for the call",
      [
        [sum, ""],
        ["// before the epochs", sum],
      ],
    ],
    [
      "accumulator-not-reset",
      "sums made once for the epoch",
      [
        [sum, ""],
        ["// before the batches", sum],
      ],
    ],
    [
      "accumulator-not-reset",
      "sums made once for the program",
      [
        [
          sum,
          "const shape = net.map((l) => l.W.length + 'x' + l.W[0].length).join(); if (!kept.has(shape)) kept.set(shape, zeros(net)); const sum = kept.get(shape);",
        ],
        ["function train(", "const kept = new Map();\nfunction train("],
      ],
    ],
    [
      "accumulator-not-reset",
      "sums over examples, divided at the end",
      [
        [sum, ""],
        ["// before the epochs", sum],
        [" / D[0].length / batch.length", ""],
        [
          moved,
          moved
            .replaceAll(".W[i][j]))", ".W[i][j] / D[0].length / batch.length))")
            .replace("sum[m].b[i])", "sum[m].b[i] / D[0].length / batch.length)"),
        ],
      ],
    ],
    [
      "weights-updated-before-recursion",
      "each layer moved before the one below it",
      [
        [moved, ""],
        [
          "// layer done",
          "l.b.forEach((_, i) => { l.W[i].forEach((_, j) => move(l, speed[m], i, j, sum[m].W[i][j])); move(l, speed[m], i, null, sum[m].b[i]); });",
        ],
      ],
    ],
  ])("%s: %s", (code, _name, patches) => {
    const found = diagnosed(studentTrain(...patches));
    expect(found).toEqual({ wrong: true, codes: [code], tensor: "losses" });
  });
});

test("a network that is not the last one, with losses that are right, is not said to differ in its losses", () => {
  const found = diagnosed(
    studentTrain(["return { net, losses };", "return { net: speed.map((v, m) => ({ ...v, f: net[m].f })), losses };"]),
  );
  expect(found).toEqual({ wrong: true, codes: ["unexplained"], tensor: "W1" });
});
