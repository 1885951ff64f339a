import { describe, expect, test } from "vitest";
import { symmetricEigenvalues } from "../../../grader/compare/eigenvalues.ts";
import { stationaryPoint } from "../../../grader/compare/stationary.ts";
import type { Network } from "../../../grader/contract.ts";
import { lBfgs } from "../../../grader/oracle/l-bfgs.ts";
import { networkObjective } from "../../../grader/oracle/objectives.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { seededRandom } from "../../../grader/random.ts";
import { certifiedFits } from "../../fixtures/certified.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

describe("eigenvalues", () => {
  test("of matrices that are known", () => {
    const known: [number[][], number[]][] = [
      [[[2]], [2]],
      [
        [
          [2, 1],
          [1, 2],
        ],
        [1, 3],
      ],
      [
        [
          [0, 1],
          [1, 0],
        ],
        [-1, 1],
      ],
      [
        [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
        [0, 0, 3],
      ],
      [
        [
          [3, 0, 0],
          [0, -7, 0],
          [0, 0, 0],
        ],
        [-7, 0, 3],
      ],
      // second differences: 2 - 2 cos(k pi / 4)
      [
        [
          [2, -1, 0],
          [-1, 2, -1],
          [0, -1, 2],
        ],
        [2 - Math.SQRT2, 2, 2 + Math.SQRT2],
      ],
    ];
    for (const [A, expected] of known)
      for (const [i, v] of [...symmetricEigenvalues(A)!].entries()) expect(v).toBeCloseTo(expected[i]!, 14);
  });

  test("have the matrix's trace and its sum of squares, whatever the matrix", () => {
    const random = seededRandom("eigenvalues");
    for (const n of [4, 17, 40]) {
      const B = Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal()));
      const A = B.map((row, i) => row.map((v, j) => v + B[j]![i]!));
      const values = [...symmetricEigenvalues(A)!];
      const sum = (v: number[]) => v.reduce((all, x) => all + x, 0);
      expect(sum(values)).toBeCloseTo(sum(A.map((row, i) => row[i]!)), 10);
      expect(sum(values.map((v) => v * v))).toBeCloseTo(sum(A.flat().map((v) => v * v)), 8);
    }
  });

  test("of what is not finite are not given", () => {
    expect(symmetricEigenvalues([[Number.NaN]])).toBeNull();
  });
});

const xor = {
  X: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  D: [[0], [1], [1], [0]],
};

describe("where a training ended", () => {
  test("least squares on a plane is a minimum that curves upwards along every axis", () => {
    // y = w x + b through (0, 1), (1, 3), (2, 5)
    const net: Network = [{ W: [[2]], b: [1], f: "linear" }];
    const point = stationaryPoint(net, [[0], [1], [2]], [[1], [3], [5]])!;
    expect(point).toMatchObject({ kind: "local-minimum", positive: 2, zero: 0, negative: 0 });
    expect(point.gradientNorm).toBe(0);
  });

  test("all weights zero is a saddle: a valley for the output's bias, a way down where both layers grow together", () => {
    const net: Network = [
      {
        W: [
          [0, 0],
          [0, 0],
        ],
        b: [0, 0],
        f: "tanh",
      },
      { W: [[0, 0]], b: [0.5], f: "linear" },
    ];
    const X = [
      [1, 0],
      [-1, 0],
    ];
    const point = stationaryPoint(net, X, [[1], [0]])!;
    expect(point).toMatchObject({ kind: "saddle", gradientNorm: 0 });
    expect(point.negative).toBeGreaterThan(0);
    expect(point.positive).toBeGreaterThan(0);
    // the same point is none for other targets
    expect(stationaryPoint(net, X, [[2], [1]])!.kind).toBe("not-stationary");
  });

  test("saturated nodes on the wrong side are a plateau: flat and high", () => {
    const net: Network = [
      { W: [[40, 40]], b: [20], f: "logistic" },
      { W: [[-30]], b: [10], f: "logistic" },
    ];
    expect(stationaryPoint(net, xor.X, xor.D)).toMatchObject({ kind: "plateau" });
  });

  test("saturated nodes on the right side are no plateau", () => {
    const net: Network = [
      {
        W: [
          [40, 40],
          [40, 40],
        ],
        b: [-20, -60],
        f: "logistic",
      },
      { W: [[40, -80]], b: [-20], f: "logistic" },
    ];
    expect(stationaryPoint(net, xor.X, xor.D)).toMatchObject({ kind: "local-minimum", negative: 0 });
  });

  test("in the middle of the way it is not stationary", () => {
    const { net, X, D } = drawNetwork({ sizes: [2, 3, 1], activations: ["tanh", "logistic"], examples: 6 });
    expect(stationaryPoint(net, X, D)!.kind).toBe("not-stationary");
  });

  test("where L-BFGS ends there is nothing downhill any more", () => {
    for (const seed of ["a", "b", "c"]) {
      const { net, X, D } = drawNetwork({ sizes: [2, 3, 1], activations: ["tanh", "linear"], examples: 30, seed });
      const end = lBfgs(networkObjective(net, X, D), flatten(net), { maxEvaluations: 4000, tolerance: 1e-7 });
      expect(stationaryPoint(unflattenNetwork(end.w, net), X, D)).toMatchObject({ kind: "local-minimum", negative: 0 });
    }
  });

  test("NIST's fits are minima, and MGH17's network has the two directions in which nothing changes", () => {
    for (const { name, certified, network, x, y, free } of certifiedFits.filter(({ free }) => free.length > 3)) {
      const net = network(certified);
      const point = stationaryPoint(
        net,
        x.map((v) => [v]),
        y.map((v) => [v]),
      )!;
      expect(point, name).toMatchObject({ kind: "local-minimum", negative: 0 });
      expect(point.positive).toBeLessThanOrEqual(free.length);
    }
  });

  test("a network too large, or not finite, is not looked at", () => {
    const { net, X, D } = drawNetwork({ sizes: [10, 20, 1], activations: ["tanh", "linear"], examples: 3 });
    expect(stationaryPoint(net, X, D)).toBeNull();
    expect(stationaryPoint([{ W: [[Number.NaN]], b: [0], f: "linear" }], [[1]], [[1]])).toBeNull();
  });
});
