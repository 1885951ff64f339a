import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, it } from "vitest";
import { createReference } from "../../../grader/reference/create.ts";
import { cases } from "./families.ts";

const { net, X, D } = cases[0]!;

describe.each(["cpu", "wasm"] as const)("memory on %s", (backend) => {
  it("is flat over thousands of questions", async () => {
    const engine = await createReference(backend);
    const ask = async (times: number) => {
      for (let i = 0; i < times; i++) await engine.gradient(net, X, D);
      await engine.hessian(net, X, D);
      await engine.train(net, X, D, {
        method: "adam",
        alpha: 0.1,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        epochs: manyBatches,
      });
      return { tensors: tf.memory().numTensors, bytes: tf.memory().numBytes };
    };
    const before = await ask(1);
    expect(await ask(3000)).toEqual(before);
  });

  it("is freed when a question fails half-way", async () => {
    const engine = await createReference(backend);
    const before = tf.memory().numTensors;
    const outOfRange = [[[0, 1], [99]]];
    await expect(
      engine.train(net, X, D, { method: "gradient-descent", alpha: 0.1, epochs: outOfRange }),
    ).rejects.toThrow("example 99 of 7");
    await expect(engine.gradient(net, X, [[1]])).rejects.toThrow();
    expect(tf.memory().numTensors).toBe(before);
  });
});

const manyBatches = Array.from({ length: 50 }, (_, e) => [[e % 7, (e * 3 + 1) % 7, (e * 5) % 7], [e % 5]]);

it("two backends may be asked in turns and at once", async () => {
  const [cpu, wasm] = await Promise.all([createReference("cpu"), createReference("wasm")]);
  const alone = [await cpu.gradient(net, X, D), await wasm.gradient(net, X, D)];
  const options = { method: "gradient-descent" as const, alpha: 0.1, epochs: manyBatches };
  const apart = [(await cpu.train(net, X, D, options)).losses, (await wasm.train(net, X, D, options)).losses];
  const answers = await Promise.all([
    cpu.train(net, X, D, options).then(({ losses }) => losses),
    wasm.train(net, X, D, options).then(({ losses }) => losses),
    cpu.gradient(net, X, D),
    wasm.gradient(net, X, D),
  ]);
  expect(answers).toEqual([...apart, ...alone]);
});
