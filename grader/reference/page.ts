import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { tensorflowEngine } from "./engine.ts";
import { halfPrecision } from "./precision.ts";
import type { Answer, Question, ReferencePage } from "./questions.ts";
import type { ReferenceEngine } from "./types.ts";

type BrowserBackend = "webgl" | "webgpu";

/** Whether the device has been lost, and what it calls itself. */
interface Device {
  adapter: string;
  lost(): boolean;
}

/** What runs inside the browser: the same engine as in Node, on the GPU's backend. The bundle's entry calls it once. */
export async function serve(backend: BrowserBackend): Promise<void> {
  tf.env().set("PROD", true);
  // Small operations would run on the CPU, where they say nothing about the device.
  tf.env().set(backend === "webgl" ? "WEBGL_CPU_FORWARD" : "WEBGPU_CPU_FORWARD", false);
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its backend ${backend}`);
  const device = await (backend === "webgl" ? webgl() : webgpu());
  const refusal = await halfPrecision();
  if (refusal !== undefined) throw new Error(`${device.adapter}: ${refusal}`);
  const engine = tensorflowEngine({ name: backend, adapter: device.adapter, use: () => {} });
  const page: ReferencePage = {
    adapter: device.adapter,
    version: engine.version,
    ask: (q) => answer(engine, device, q),
  };
  (globalThis as { nablaReference?: ReferencePage }).nablaReference = page;
}

async function answer(engine: ReferenceEngine, device: Device, { method, args }: Question): Promise<Answer> {
  try {
    const value = await (engine[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    // A lost context reads back zeros without complaining, so the numbers count only if it is still there afterwards.
    return device.lost() ? { lost: "the device was lost during the question" } : { value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return device.lost() ? { lost: message } : { error: message };
  }
}

function webgl(): Device {
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  return { adapter: String(name), lost: () => gl.isContextLost() };
}

/** The little of WebGPU that is read here; the library that TypeScript ships may not know it yet. */
interface WebgpuBackend {
  device: { lost: Promise<{ message: string }> };
  adapterInfo: { vendor: string; architecture: string; device?: string; description?: string };
}

function webgpu(): Device {
  const { device, adapterInfo } = tf.backend() as unknown as WebgpuBackend;
  let lost = false;
  void device.lost.then(() => {
    lost = true;
  });
  const { vendor, architecture, device: model, description } = adapterInfo;
  const adapter = [vendor, architecture, model, description].filter(Boolean).join(" ");
  return { adapter: adapter || "an adapter without a name", lost: () => lost };
}
