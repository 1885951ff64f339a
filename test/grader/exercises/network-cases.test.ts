import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type NetworkCheck, poseNetworkCheck } from "../../../grader/exercises/network.ts";
import { drawNetworkCase, type NetworkCase } from "../../../grader/exercises/network-cases.ts";
import { forward } from "../../../grader/oracle/forward.ts";
import type { NetworkFamily } from "../../../grader/project.ts";

const family = (over: Partial<NetworkFamily>): NetworkFamily => ({
  layers: [3, 4, 2],
  activations: ["tanh", "logistic"],
  examples: 5,
  draws: 1,
  weights: "ordinary",
  dataset: "random",
  targets: "auto",
  trainedFor: 0,
  relation: "none",
  ...over,
});

const draw = (over: Partial<NetworkFamily>, seed = "seed") => drawNetworkCase(seed, "check", 0, 0, family(over));
const numbersOf = ({ net, X, D }: NetworkCase) => [
  ...net.flatMap(({ W, b }) => [...W.flat(), ...b]),
  ...X.flat(),
  ...D.flat(),
];
const hashOf = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);

describe("drawNetworkCase", () => {
  test("gives the same case for the same words, for ever", () => {
    expect(draw({})).toEqual(draw({}));
    expect(draw({}, "other")).not.toEqual(draw({}));
    // changes of this hash are changes of every project's cases: the grader's version has to change, too
    expect(hashOf(numbersOf(draw({})))).toMatchInlineSnapshot(`"bb181011869f3339"`);
  });

  test.each([
    {},
    { weights: "saturated" },
    { weights: "small" },
    { trainedFor: 3 },
    { dataset: "two-moons", layers: [2, 3, 1] },
    { dataset: "sine", layers: [1, 3, 1], activations: ["tanh", "linear"] },
    { activations: ["tanh", "softmax"], targets: "distribution" },
  ] as Partial<NetworkFamily>[])("keeps every number of %o on the float32 grid", (over) => {
    for (const value of numbersOf(draw(over))) expect(Math.fround(value)).toBe(value);
  });

  test("rows of a distribution are positive and sum to exactly 1", () => {
    const { D } = draw({ activations: ["tanh", "softmax"], targets: "distribution", examples: 50, layers: [3, 4, 3] });
    for (const row of D) {
      expect(row.reduce((sum, d) => sum + d, 0)).toBe(1);
      expect(row.every((d) => d > 0)).toBe(true);
    }
  });

  test.each(["relu", "leaky-relu", "elu"] as const)("keeps %s away from its kink", (f) => {
    for (let k = 0; k < 20; k++) {
      const { net, X } = draw({ layers: [3, 4, 5, 2], activations: [f, f, "linear"], examples: 7 }, `seed ${k}`);
      for (const x of X) expect(Math.min(...forward(net, x).u.slice(0, 2).flat().map(Math.abs))).toBeGreaterThan(1e-4);
    }
  });

  test("stays where the formulas of the lectures hold: no exponential overflows, no logarithm of an underflow", () => {
    const activations = ["elu", "softplus", "softmax"] as const;
    for (let k = 0; k < 10; k++) {
      const over = { layers: [4, 5, 5, 3], activations: [...activations], weights: "saturated", examples: 12 } as const;
      const { net, X, D } = draw({ ...over, layers: [...over.layers], activations: [...activations] }, `seed ${k}`);
      X.forEach((x, n) => {
        const { u, y } = forward(net, x);
        for (const v of u[1]!) expect(Number.isFinite(Math.fround(Math.exp(v)))).toBe(true);
        D[n]!.forEach((d, j) => {
          if (d > 0) expect(Math.fround(y[2]![j]!)).toBeGreaterThan(0);
        });
      });
    }
  });

  test.each([
    ["xor", [0, 1, 1, 0]],
    ["and", [0, 0, 0, 1]],
    ["or", [0, 1, 1, 1]],
    ["nand", [1, 1, 1, 0]],
  ] as const)("knows the gate %s", (dataset, levels) => {
    const { X, D } = draw({ dataset, layers: [2, 2, 1] });
    expect(X.slice(0, 4)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(D.slice(0, 4).flat()).toEqual(levels);
    expect(draw({ dataset, layers: [2, 2, 2], activations: ["tanh", "softmax"] }).D[0]).toEqual(
      levels[0] === 0 ? [1, 0] : [0, 1],
    );
  });

  test("takes a family as it is that never stays in that range", () => {
    const { net, X } = draw({ layers: [4000, 2], activations: ["logistic"], weights: "unit", examples: 12 });
    expect(Math.max(...X.flatMap((x) => forward(net, x).u[0]!.map(Math.abs)))).toBeGreaterThan(80);
  });

  test("says so when a family never gives a usable case", () => {
    expect(() => drawNetworkCase("seed", "check", 0, 0, family({}), () => false)).toThrow(/check: family 1/);
  });
});

describe("poseNetworkCheck", () => {
  const check = (over: Partial<NetworkFamily>): NetworkCheck => ({
    id: "c",
    kind: "gradient",
    points: 1,
    visibility: "hidden",
    tolerance: 1,
    cases: [family(over)],
  });

  test.each([
    ["duplicated-batch", [5, 10]],
    ["permuted", [5, 5]],
    ["repeated-call", [5, 5]],
    ["none", [5]],
  ] as const)("asks what the relation %s needs", (relation, sizes) => {
    const asked = poseNetworkCheck(check({ relation }), "seed");
    expect(asked.map(({ posed }) => posed.X.length)).toEqual(sizes);
    expect(new Set(asked.map(({ caseIndex }) => caseIndex)).size).toBe(1);
  });

  test("asks one question an example where the function takes one", () => {
    expect(poseNetworkCheck({ ...check({}), kind: "sensitivities" }, "seed")).toHaveLength(5);
  });

  test("every bound is narrow enough to say something, and wide enough for a float32 program", () => {
    for (const weights of ["ordinary", "small", "saturated"] as const) {
      for (const { right, bound, oracle } of poseNetworkCheck(check({ weights, draws: 3 }), "seed")) {
        const single = oracle({ round: Math.fround });
        expect(single.every((v, i) => Math.abs(v - right[i]!) <= bound[i]!)).toBe(true);
        expect(Math.hypot(...bound)).toBeLessThan(0.1 * Math.hypot(...right));
      }
    }
  });
});
