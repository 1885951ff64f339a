import * as tf from "@tensorflow/tfjs-core";
import type { Matrix, Network, TrainOptions, Vector } from "../contract.ts";
import { descend } from "./descend.ts";
import { forward, gradients, hessianRows, losses } from "./model.ts";
import { type Architecture, architectureOf, checkExamples, flatten, parameterCount, unflatten } from "./parameters.ts";
import { readBack } from "./read-back.ts";
import type { ReferenceEngine } from "./types.ts";

/** Floats that one tensor of batched copies of a network may hold; more copies than fit go one batch after another. */
const batchFloats = 1 << 21;

/** A backend of this realm's TensorFlow.js that has been started; `use` makes it the one that the next operations run on. */
export interface StartedBackend {
  readonly name: ReferenceEngine["backend"];
  readonly adapter: string | undefined;
  use(): void;
}

/**
 * The questions of `ReferenceEngine`, answered by TensorFlow.js in this process or page. Tensors are made and freed in
 * one synchronous stretch per read-back: another backend may be in use before the numbers have arrived.
 */
export function tensorflowEngine(backend: StartedBackend): ReferenceEngine {
  const read = (ask: () => tf.Tensor[]): Promise<Float32Array> => {
    backend.use();
    return readBack(ask);
  };

  const one = (net: Network) => tf.tensor2d([flatten(net)]);

  /** `descend` of networks of one shape, in groups that bound the memory: the networks do not see each other. */
  async function trained(nets: readonly Network[], X: Matrix, D: Matrix, options: TrainOptions) {
    const architecture = sharedArchitecture(nets);
    checkExamples(architecture, X, D);
    const together = copiesPerBatch(architecture, X);
    const all = { theta: [] as Vector[], losses: [] as Vector[] };
    for (let from = 0; from < nets.length; from += together) {
      const start = nets.slice(from, from + together).map(flatten);
      const { theta, losses } = await descend(backend, architecture, start, X, D, options);
      all.theta.push(...theta);
      all.losses.push(...losses);
    }
    return { ...all, architecture };
  }

  return {
    backend: backend.name,
    adapter: backend.adapter,
    version: tf.version_core,

    async forward(net, X) {
      const architecture = architectureOf(net);
      checkExamples(architecture, X);
      const values = await read(() => {
        const { u, y } = forward(one(net), architecture, tf.tensor3d([X]));
        return [...u, ...y];
      });
      let at = 0;
      const take = (columns: number): Matrix =>
        X.map(() => {
          at += columns;
          return Array.from(values.subarray(at - columns, at));
        });
      const nodes = architecture.sizes.slice(1);
      return { u: nodes.map(take), y: nodes.map(take) };
    },

    async loss(net, X, D) {
      const architecture = architectureOf(net);
      checkExamples(architecture, X, D);
      const [J] = await read(() => [losses(one(net), architecture, tf.tensor3d([X]), tf.tensor3d([D]))]);
      return J!;
    },

    async gradient(net, X, D) {
      const architecture = architectureOf(net);
      checkExamples(architecture, X, D);
      return unflatten(
        await read(() => [gradients(one(net), architecture, tf.tensor3d([X]), tf.tensor3d([D]))]),
        architecture,
      );
    },

    async hessian(net, X, D) {
      const architecture = architectureOf(net);
      checkExamples(architecture, X, D);
      const P = parameterCount(architecture);
      const rows = Math.min(P, copiesPerBatch(architecture, X));
      const H: Matrix = [];
      for (let from = 0; from < P; from += rows) {
        const copies = Math.min(rows, P - from);
        const values = await read(() => {
          const theta = tf.tile(one(net), [copies, 1]);
          const repeat = (rowsOf: Matrix) => tf.tile(tf.tensor3d([rowsOf]), [copies, 1, 1]);
          return [hessianRows(theta, architecture, repeat(X), repeat(D), from)];
        });
        for (let k = 0; k < copies; k++) H.push(Array.from(values.subarray(k * P, (k + 1) * P)));
      }
      return H;
    },

    async train(net, X, D, options) {
      const { theta, losses, architecture } = await trained([net], X, D, options);
      const layers = unflatten(theta[0]!, architecture);
      return { net: layers.map((layer, m) => ({ ...layer, f: architecture.activations[m]! })), losses: losses[0]! };
    },

    async trainMany(nets, X, D, options) {
      return { losses: (await trained(nets, X, D, options)).losses };
    },

    // The backend stays: other engines of this process may be using it, and it holds no tensor of ours.
    async close() {},
  };
}

function copiesPerBatch(architecture: Architecture, X: Matrix): number {
  const perCopy = Math.max(parameterCount(architecture), X.length * Math.max(...architecture.sizes));
  return Math.max(1, Math.floor(batchFloats / perCopy));
}

function sharedArchitecture(nets: readonly Network[]): Architecture {
  const [first, ...others] = nets.map(architectureOf);
  if (first === undefined) throw new Error("a reference training needs at least one network");
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new Error("networks that are trained as one batch need the same layer sizes and activation functions");
  }
  return first;
}
