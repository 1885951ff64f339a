import * as tf from "@tensorflow/tfjs-core";
import { type StartedBackend, tensorflowEngine } from "./engine.ts";
import { halfPrecision } from "./precision.ts";
import type { ReferenceEngine } from "./types.ts";

type NodeBackend = "cpu" | "wasm";

/** One start per backend and process: TensorFlow.js drops the earlier of two starts that overlap. */
const started = new Map<NodeBackend, Promise<StartedBackend>>();

/** The reference on `cpu` or `wasm`, in this process, from the files in node_modules: no network. */
export async function nodeEngine(name: NodeBackend): Promise<ReferenceEngine> {
  let backend = started.get(name);
  if (backend === undefined) {
    backend = start(name);
    started.set(name, backend);
    backend.catch(() => started.delete(name));
  }
  return tensorflowEngine(await backend);
}

async function start(name: NodeBackend): Promise<StartedBackend> {
  // Without it the first tensor prints an advertisement for another package.
  tf.env().set("PROD", true);
  // tfjs-layers is loaded for its side effect alone: in Node, only its bundle registers the gradients of the operations.
  await import("@tensorflow/tfjs-layers");
  if (name === "cpu") await import("@tensorflow/tfjs-backend-cpu");
  else await import("@tensorflow/tfjs-backend-wasm");
  const ready = await keepingProcessListeners(() => tf.setBackend(name));
  if (!ready) throw new Error(`TensorFlow.js could not start its backend ${name}`);
  const instance = tf.backend();
  const use = () => {
    // Switching sets up every kernel again, so it is only done when another backend was in between.
    if (tf.getBackend() !== name || tf.backend() !== instance) void tf.setBackend(name);
  };
  use();
  const refusal = await halfPrecision();
  if (refusal !== undefined) throw new Error(`TensorFlow.js on ${name}: ${refusal}`);
  return { name, adapter: undefined, use };
}

/** The WebAssembly glue adds listeners that rethrow every unhandled rejection of the process; how to fail is not its business. */
async function keepingProcessListeners<T>(run: () => Promise<T>): Promise<T> {
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => process.listeners(event as "uncaughtException"));
  try {
    return await run();
  } finally {
    for (const [i, event] of events.entries()) {
      for (const listener of process.listeners(event as "uncaughtException")) {
        if (!before[i]!.includes(listener)) process.removeListener(event, listener);
      }
    }
  }
}
