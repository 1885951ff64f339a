import { beforeAll, describe, expect, it } from "vitest";
import { createReference } from "../../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";
import { disagreement } from "./disagreements.ts";
import { cases } from "./families.ts";

describe.each(["cpu", "wasm"] as const)("TensorFlow.js on %s", (backend) => {
  let engine: ReferenceEngine;
  beforeAll(async () => {
    engine = await createReference(backend);
  });

  it.each(cases)("agrees with the oracle within float32's bound: $name", async (probe) => {
    for (const [question, excess] of Object.entries(await disagreement(engine, probe))) {
      expect(excess, question).toBeLessThanOrEqual(1);
    }
  });

  it("names itself in the report's terms", () => {
    expect(engine).toMatchObject({ backend, adapter: undefined, version: "4.22.0" });
  });

  it("takes a term d ln y with d = 0 as 0, where y has underflowed", async () => {
    const net = [{ W: [[200], [-200]], b: [0, 0], f: "softmax" as const }];
    expect(Math.abs(await engine.loss(net, [[1]], [[1, 0]]))).toBe(0);
    expect((await engine.gradient(net, [[1]], [[1, 0]]))[0]!.b.map(Math.abs)).toEqual([0, 0]);
    expect(await engine.loss(net, [[1]], [[0, 1]])).toBe(400);
  });

  it.each([
    ["relu", 0],
    ["leaky-relu", Math.fround(0.01)],
    ["elu", 1],
    ["softplus", 0.5],
  ] as const)("has the contract's derivative of %s at 0", async (f, slope) => {
    // J = (0 - f(u))^2 has no slope at f(u) = 0, so a second layer with bias 1 gives dJ/du = 2 f'(0) (1 + f(0)).
    const net = [
      { W: [[0]], b: [0], f },
      { W: [[1]], b: [1], f: "linear" as const },
    ];
    const [first] = await engine.gradient(net, [[1]], [[0]]);
    const y = f === "softplus" ? Math.log(2) : 0;
    expect(first!.b[0]).toBeCloseTo(2 * (1 + y) * slope, 6);
  });

  it("refuses a network whose layers do not fit together", async () => {
    const net = [
      { W: [[1, 2]], b: [0], f: "tanh" as const },
      { W: [[1, 2]], b: [0], f: "linear" as const },
    ];
    await expect(engine.gradient(net, [[1, 2]], [[0]])).rejects.toThrow("layer 2");
  });

  it.each([
    ["too few columns", [[1], [2]], [[0], [0]], "X"],
    [
      "targets for one example only",
      [
        [1, 2],
        [3, 4],
      ],
      [[0]],
      "D",
    ],
    ["no examples", [], [], "X"],
  ])("refuses %s", async (_, X, D, named) => {
    const net = [{ W: [[1, 2]], b: [0], f: "tanh" as const }];
    await expect(engine.loss(net, X, D)).rejects.toThrow(named);
  });
});
