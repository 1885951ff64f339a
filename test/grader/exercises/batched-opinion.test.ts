import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TrainOptions } from "../../../grader/contract.ts";
import { agreeOnTrainings } from "../../../grader/exercises/batched-opinion.ts";
import { ReferenceDispute } from "../../../grader/exercises/exercise.ts";
import { createReference } from "../../../grader/reference/create.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";
import { drawNetwork } from "../../fixtures/networks.ts";

const epochs = Array.from({ length: 40 }, () => [
  [0, 1, 2],
  [3, 4],
]);
const methods: TrainOptions[] = [
  { method: "gradient-descent", alpha: 0.3, epochs },
  { method: "momentum", alpha: 0.2, beta: 0.9, epochs },
  { method: "adagrad", alpha: 0.1, epsilon: 1e-7, initial: 0.1, epochs },
  { method: "rmsprop", alpha: 0.05, rho: 0.9, epsilon: 1e-6, epochs },
  { method: "adam", alpha: 0.05, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, epochs },
];

describe.each(["cpu", "wasm"] as const)("many starts as one tensor on %s", (backend) => {
  let engine: ReferenceEngine;
  beforeAll(async () => {
    engine = await createReference(backend);
  });
  afterAll(() => engine?.close());

  const posed = (options: TrainOptions, outputs: "logistic" | "softmax" = "logistic") => {
    const drawn = Array.from({ length: 20 }, () =>
      drawNetwork({ sizes: [2, 4, 3], activations: ["tanh", outputs], examples: 5 }),
    );
    return { label: "2-4-3", nets: drawn.map(({ net }) => net), X: drawn[0]!.X, D: drawn[0]!.D, options };
  };

  test.each(methods)("$method: the oracle and TensorFlow.js are of one mind", async (options) => {
    await agreeOnTrainings("ex", posed(options), engine);
    await agreeOnTrainings("ex", posed({ ...options, epochs: [] }), engine);
  });

  test("also under cross-entropy", async () => {
    await agreeOnTrainings("ex", posed(methods[4]!, "softmax"), engine);
  });

  test.each(methods)(
    "$method: a rule that is off by a tenth of its step is a dispute, named with check and start",
    async (options) => {
      const off: ReferenceEngine = {
        ...engine,
        backend,
        trainMany: (nets, X, D, given) => engine.trainMany(nets, X, D, { ...given, alpha: 1.1 * given.alpha }),
      };
      await expect(agreeOnTrainings("ex9.train", posed(options), off)).rejects.toThrow(ReferenceDispute);
      await expect(agreeOnTrainings("ex9.train", posed(options), off)).rejects.toThrow(
        /ex9\.train, 2-4-3, start \d+: after [1-3]/,
      );
    },
  );

  test("a training that diverges is chaos in any arithmetic, and no dispute", async () => {
    await agreeOnTrainings("ex", posed({ method: "gradient-descent", alpha: 1e4, epochs }), engine);
  });
});
