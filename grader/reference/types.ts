import type { Gradient, Matrix, Network, TrainOptions, Vector } from "../contract.ts";

/**
 * The independent second opinion: TensorFlow.js autodiff in float32. It never judges; where it and the oracle differ by
 * more than the float32 bound, the case is in dispute and the fault is ours.
 */
export interface ReferenceEngine {
  readonly backend: "cpu" | "wasm" | "webgl" | "webgpu";
  /** what really ran, such as "SwiftShader" or the GPU's name; undefined for cpu and wasm */
  readonly adapter: string | undefined;
  /** version of TensorFlow.js */
  readonly version: string;
  /** u^m and y^m of all examples: u[m-1] is N x N_m */
  forward(net: Network, X: Matrix): Promise<{ u: Matrix[]; y: Matrix[] }>;
  loss(net: Network, X: Matrix, D: Matrix): Promise<number>;
  /** gradient of J by automatic differentiation */
  gradient(net: Network, X: Matrix, D: Matrix): Promise<Gradient>;
  /** Hessian of J by differentiating the gradient once more, parameters in the contract's order */
  hessian(net: Network, X: Matrix, D: Matrix): Promise<Matrix>;
  /** the contract's `train` in float32 */
  train(net: Network, X: Matrix, D: Matrix, options: TrainOptions): Promise<{ net: Network; losses: Vector }>;
  /** K networks of one shape trained as one batched tensor: the free runs and the multi-start */
  trainMany(nets: Network[], X: Matrix, D: Matrix, options: TrainOptions): Promise<{ losses: Vector[] }>;
  close(): Promise<void>;
}
