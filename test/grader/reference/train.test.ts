import { beforeAll, describe, expect, it } from "vitest";
import type { Matrix, Network, TrainOptions } from "../../../grader/contract.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { updateRules } from "../../../grader/oracle/update-rules.ts";
import { seededRandom } from "../../../grader/random.ts";
import { createReference } from "../../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";

const random = seededRandom("reference training");
const network = (): Network => [
  {
    W: Array.from({ length: 3 }, () => [random.normal(), random.normal()]),
    b: [0, 0, 0].map(random.normal),
    f: "tanh",
  },
  { W: [[random.normal(), random.normal(), random.normal()]], b: [random.normal()], f: "linear" },
];
const X: Matrix = Array.from({ length: 7 }, () => [random.normal(), random.normal()]);
const D: Matrix = X.map(() => [random.normal()]);

/** Full batch, mini-batches with a short last one, then examples that repeat and one that is missing. */
const epochs = [
  [[0, 1, 2, 3, 4, 5, 6]],
  [[4, 0, 6], [1, 5, 2], [3]],
  [
    [0, 0, 1],
    [2, 3, 4, 5],
  ],
  [[6, 5], [4]],
  [[3, 2, 1, 0]],
];

const methods: TrainOptions[] = [
  { method: "gradient-descent", alpha: 0.1, epochs },
  { method: "momentum", alpha: 0.05, beta: 0.9, epochs },
  { method: "adagrad", alpha: 0.1, epsilon: 1e-10, initial: 0.1, epochs },
  { method: "rmsprop", alpha: 0.01, rho: 0.9, epsilon: 1e-8, epochs },
  { method: "adam", alpha: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, epochs },
];

/** The contract's train in float64, from the oracle's gradient and rules. */
function trained(net: Network, options: TrainOptions): { net: Network; losses: number[] } {
  let w = flatten(net);
  const step = updateRules[options.method](w.length, options as Parameters<(typeof updateRules)["adam"]>[1]);
  const losses = [loss(net, X, D)];
  for (const epoch of options.epochs) {
    for (const batch of epoch) {
      const at = unflattenNetwork(w, net);
      const change = step(
        flatten(
          gradient(
            at,
            batch.map((n) => X[n]!),
            batch.map((n) => D[n]!),
          ),
        ),
      );
      w = w.map((v, i) => v + change[i]!);
    }
    losses.push(loss(unflattenNetwork(w, net), X, D));
  }
  return { net: unflattenNetwork(w, net), losses };
}

const relative = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i]!) / Math.max(Math.abs(b[i]!), 1e-3)));

describe.each(["cpu", "wasm"] as const)("training on %s", (backend) => {
  let engine: ReferenceEngine;
  beforeAll(async () => {
    engine = await createReference(backend);
  });

  it.each(methods)("$method follows the contract's rule, batches and record of J", async (options) => {
    const net = network();
    const expected = trained(net, options);
    const answer = await engine.train(net, X, D, options);
    expect(answer.losses).toHaveLength(epochs.length + 1);
    expect(relative(answer.losses, expected.losses)).toBeLessThan(1e-4);
    expect(relative(flatten(answer.net), flatten(expected.net))).toBeLessThan(1e-4);
    expect(answer.net.map((layer) => layer.f)).toEqual(["tanh", "linear"]);
  });

  it("trains K networks as one tensor as it trains each alone", async () => {
    const nets = Array.from({ length: 9 }, network);
    const options: TrainOptions = {
      ...methods[4]!,
      epochs: Array.from({ length: 40 }, () => [
        [0, 1, 2],
        [3, 4, 5, 6],
      ]),
    };
    const { losses } = await engine.trainMany(nets, X, D, options);
    for (const [k, net] of nets.entries()) {
      expect(relative(losses[k]!, (await engine.train(net, X, D, options)).losses)).toBeLessThan(1e-3);
    }
  });

  it("trains more networks than fit into one tensor", async () => {
    const nets = Array.from({ length: 2600 }, network);
    const manyX = Array.from({ length: 280 }, (_, n) => X[n % 7]!);
    const manyD = manyX.map((_, n) => D[n % 7]!);
    const options: TrainOptions = {
      method: "gradient-descent",
      alpha: 0.1,
      epochs: [
        [
          [0, 1, 2],
          [3, 4],
        ],
        [[5], [6, 7]],
        [[0, 1, 2]],
      ],
    };
    const { losses } = await engine.trainMany(nets, manyX, manyD, options);
    expect(losses).toHaveLength(nets.length);
    const expected = nets.map((net) => loss(net, X, D));
    expect(
      relative(
        losses.map((curve) => curve[0]!),
        expected,
      ),
    ).toBeLessThan(1e-4);
    for (const k of [0, nets.length - 1]) {
      const alone = await engine.train(nets[k]!, manyX, manyD, options);
      expect(relative(losses[k]!, alone.losses)).toBeLessThan(1e-4);
    }
  });

  it("gives J alone when there is no epoch", async () => {
    const net = network();
    const answer = await engine.train(net, X, D, { method: "gradient-descent", alpha: 1, epochs: [] });
    expect(answer.losses).toEqual([await engine.loss(net, X, D)]);
    expect(answer.net.map(({ W }) => W)).toEqual(net.map(({ W }) => W));
  });

  it("goes on to infinity when training diverges, without an error", async () => {
    const long = Array.from({ length: 60 }, () => [[0, 1, 2, 3, 4, 5, 6]]);
    const linear: Network = [{ W: [[1, 1]], b: [1], f: "linear" }];
    const { losses } = await engine.train(linear, X, D, { method: "gradient-descent", alpha: 1e3, epochs: long });
    expect(losses).toHaveLength(61);
    expect(Number.isFinite(losses.at(-1)!)).toBe(false);
  });

  it("says which option is missing", async () => {
    await expect(engine.train(network(), X, D, { method: "adam", alpha: 0.1, epochs })).rejects.toThrow("epsilon");
  });

  it("refuses networks of different shapes as one batch", async () => {
    const other: Network = [{ W: [[1, 2]], b: [0], f: "tanh" }];
    await expect(engine.trainMany([network(), other], X, D, methods[0]!)).rejects.toThrow("same layer sizes");
  });
});
