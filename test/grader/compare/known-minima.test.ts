import { describe, expect, test } from "vitest";
import { minimumBelow, nearest, networkMinimumBelow, plainDistance } from "../../../grader/compare/known-minima.ts";
import { networkDistance } from "../../../grader/compare/network-distance.ts";
import { hessianByDifferences, stationaryPointOf } from "../../../grader/compare/stationary.ts";
import type { Activation, Network } from "../../../grader/contract.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { quadratic, rosenbrock } from "../../../grader/oracle/objectives.ts";
import { flatten } from "../../../grader/oracle/parameters.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

const drawn = (sizes: number[], activations: Activation[]) => drawNetwork({ sizes, activations, examples: 12 });

/** The same function with hidden nodes in reverse order, every other tanh node with both signs turned. */
function renamed(net: Network): Network {
  const other = structuredClone(net);
  for (let m = 0; m + 1 < other.length; m++) {
    const [layer, next] = [other[m]!, other[m + 1]!];
    const sign = (i: number) => (layer.f === "tanh" && i % 2 === 0 ? -1 : 1);
    layer.W = layer.W.map((row, i) => row.map((v) => sign(i) * v)).reverse();
    layer.b = layer.b.map((v, i) => sign(i) * v).reverse();
    next.W = next.W.map((row) => row.map((v, i) => sign(i) * v).reverse());
  }
  return other;
}

describe("distance of networks", () => {
  test.each<[string, number[], Activation[]]>([
    ["one hidden layer", [2, 4, 2], ["tanh", "logistic"]],
    ["two", [3, 3, 4, 1], ["tanh", "logistic", "linear"]],
    ["a hidden softmax", [3, 4, 3], ["softmax", "tanh"]],
    ["more nodes than are tried in every order", [2, 9, 1], ["tanh", "linear"]],
  ])("those that compute the same are at distance 0: %s", (_, sizes, activations) => {
    const { net, X, D } = drawn(sizes, activations);
    const other = renamed(net);
    expect(loss(other, X, D)).toBeCloseTo(loss(net, X, D), 12);
    expect(networkDistance(net, other)).toBeLessThan(1e-12);
    expect(networkDistance(other, net)).toBeLessThan(1e-12);
  });

  test("a constant added to all activations of a softmax changes nothing", () => {
    const { net, X, D } = drawn([3, 4, 3], ["tanh", "softmax"]);
    const other = structuredClone(net);
    other[1]!.b = other[1]!.b.map((v) => v + 7);
    other[1]!.W = other[1]!.W.map((row) => row.map((v, j) => v + j));
    expect(loss(other, X, D)).toBeCloseTo(loss(net, X, D), 12);
    expect(networkDistance(net, other)).toBeLessThan(1e-12);
  });

  test("otherwise it is the length of the difference", () => {
    const { net } = drawn([2, 3, 1], ["logistic", "linear"]);
    const other = structuredClone(net);
    other[1]!.b[0]! += 0.003;
    other[0]!.W[1]![0]! += 0.004;
    expect(networkDistance(net, renamed(other))).toBeCloseTo(0.005, 12);
  });
});

describe("minima", () => {
  test("of a quadratic: the only one, at its distance", () => {
    const objective = quadratic(Float64Array.of(3, 1, 1, 2), Float64Array.of(1, -2));
    const from = Float64Array.of(4, 2);
    const minimum = minimumBelow(objective, (w) => hessianByDifferences(objective, w), from)!;
    expect(minimum.isolated).toBe(true);
    expect(nearest([minimum], (w) => plainDistance(from, w))!.distance).toBeCloseTo(5, 6);
    expect(stationaryPointOf(objective, minimum.w)).toMatchObject({ kind: "local-minimum", positive: 2, negative: 0 });
  });

  test("of Rosenbrock's function with four variables, which has two", () => {
    const objective = rosenbrock(4);
    const at = (w: Float64Array) => hessianByDifferences(objective, w);
    const found = [Float64Array.of(1.2, 1.1, 1, 1), Float64Array.of(-1, 1, 1, 1)].map(
      (w) => minimumBelow(objective, at, w)!,
    );
    expect(found.map(({ isolated }) => isolated)).toEqual([true, true]);
    expect(found[0]!.value).toBeLessThan(1e-12);
    expect(found[1]!.value).toBeCloseTo(3.70143, 3);
    const here = Float64Array.of(-0.8, 0.6, 0.4, 0.1);
    expect(nearest(found, (w) => plainDistance(here, w))!.loss).toBeCloseTo(3.70143, 3);
  });

  test("where the weights grow without end there is none, only how low J goes", () => {
    const { net, X } = drawn([2, 3, 1], ["tanh", "logistic"]);
    const D = X.map((x) => [x[0]! + x[1]! > 0 ? 1 : 0]);
    const below = networkMinimumBelow(net, X, D, flatten(net))!;
    expect(below.isolated).toBe(false);
    expect(nearest([below], () => 0)).toEqual({ distance: null, loss: below.value });
    expect(below.value).toBeLessThan(loss(net, X, D));
  });

  test("too many parameters are not searched, nor is what is not finite", () => {
    const { net, X, D } = drawn([10, 12, 3], ["tanh", "linear"]);
    expect(networkMinimumBelow(net, X, D, flatten(net))).toBeNull();
    const small = drawn([1, 2, 1], ["tanh", "linear"]);
    const broken = flatten(small.net).fill(Number.NaN);
    expect(networkMinimumBelow(small.net, small.X, small.D, broken)).toBeNull();
  });
});
