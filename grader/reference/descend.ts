import * as tf from "@tensorflow/tfjs-core";
import type { Matrix, TrainOptions, Vector } from "../contract.ts";
import type { StartedBackend } from "./engine.ts";
import { gradients, losses } from "./model.ts";
import type { Architecture } from "./parameters.ts";
import { readBack } from "./read-back.ts";
import { ruleOf } from "./rules.ts";

/** Epochs between two read-backs, where other work of the process gets its turn. */
const epochsPerTurn = 16;
/** Floats of batches kept on the device: full-batch training and a fixed partition never upload twice. */
const keptFloats = 1 << 22;

/**
 * The contract's `train` of K networks at once, in float32: all see the same batches in the same order.
 * @param start the parameters of each network, in the contract's order
 * @returns the final parameters and, of each network, J over all of X before training and after each epoch
 */
export async function descend(
  backend: StartedBackend,
  architecture: Architecture,
  start: readonly Vector[],
  X: Matrix,
  D: Matrix,
  options: TrainOptions,
): Promise<{ theta: Vector[]; losses: Vector[] }> {
  const K = start.length;
  const rule = ruleOf(options);
  const batchesKept = Math.max(1, Math.floor(keptFloats / (K * X.length * architecture.sizes[0]!)));
  const batches = new Map<string, [tf.Tensor3D, tf.Tensor3D]>();
  const history: Vector[] = start.map(() => []);
  let measured: tf.Tensor1D[] = [];
  let variables: tf.Tensor2D[] = [];
  let updates = 0;

  const repeated = (rows: Matrix): tf.Tensor3D => tf.tidy(() => tf.tile(tf.tensor3d([rows]), [K, 1, 1]));

  const batchOf = (indices: readonly number[]): [tf.Tensor3D, tf.Tensor3D] => {
    const key = indices.join();
    let batch = batches.get(key);
    if (batch === undefined) {
      const unknown = indices.find((n) => X[n] === undefined);
      if (unknown !== undefined) throw new Error(`a batch names example ${unknown} of ${X.length}, counted from 0`);
      const oldest = batches.entries().next();
      if (batches.size >= batchesKept && !oldest.done) {
        batches.delete(oldest.value[0]);
        tf.dispose(oldest.value[1]);
      }
      batch = [repeated(indices.map((n) => X[n]!)), repeated(indices.map((n) => D[n]!))];
      batches.set(key, batch);
    }
    return batch;
  };

  const update = (indices: readonly number[]): void => {
    const [x, d] = batchOf(indices);
    updates++;
    const [theta, ...state] = variables;
    const next = tf.tidy(() => rule.update(theta!, gradients(theta!, architecture, x, d), state, updates));
    tf.dispose(variables);
    variables = next;
  };

  const collect = async (): Promise<void> => {
    const values = await readBack(() => measured);
    tf.dispose(measured);
    measured = [];
    for (const [i, J] of values.entries()) history[i % K]!.push(J);
    await new Promise((resolve) => setTimeout(resolve));
    backend.use();
  };

  backend.use();
  const everything = [repeated(X), repeated(D)] as const;
  const measure = () => measured.push(tf.tidy(() => losses(variables[0]!, architecture, ...everything)));
  try {
    variables = tf.tidy(() => {
      const theta = tf.tensor2d(start as Matrix);
      return [theta, ...rule.initial(theta)];
    });
    measure();
    for (const epoch of options.epochs) {
      for (const indices of epoch) update(indices);
      measure();
      if (measured.length >= epochsPerTurn) await collect();
    }
    if (measured.length > 0) await collect();
    const values = await readBack(() => [variables[0]!]);
    const P = values.length / K;
    return { theta: start.map((_, k) => Array.from(values.subarray(k * P, (k + 1) * P))), losses: history };
  } finally {
    tf.dispose([...everything, ...variables, ...measured]);
    for (const batch of batches.values()) tf.dispose(batch);
  }
}
