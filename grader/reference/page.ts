import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { tensorflowEngine } from "./engine.ts";
import { halfPrecision } from "./precision.ts";
import type { Answer, Question, ReferencePage } from "./questions.ts";
import { DeviceLost } from "./read-back.ts";
import type { ReferenceEngine } from "./types.ts";

type BrowserBackend = "webgl" | "webgpu";

/** What the device calls itself, and its end with the reason. */
interface Device {
  adapter: string;
  lost: Promise<string>;
}

const flags = {
  webgl: {
    // Small operations would run on the CPU, where they say nothing about the device.
    WEBGL_CPU_FORWARD: false,
    // One shader for all shapes of an operation: compiling them is most of the time of small questions.
    WEBGL_USE_SHAPES_UNIFORMS: true,
  },
  webgpu: { WEBGPU_CPU_FORWARD: false },
};

/** What runs inside the browser: the same engine as in Node, on the GPU's backend. The bundle's entry calls it once. */
export async function serve(backend: BrowserBackend): Promise<void> {
  for (const [flag, value] of Object.entries({ PROD: true, ...flags[backend] })) tf.env().set(flag, value);
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

/** Time in milliseconds for the news of a lost device to arrive after the error that the loss has caused. */
const newsDelay = 100;

/** A question to a lost device may stay without an answer for ever, fail, or read back zeros (see readBack). */
function answer(engine: ReferenceEngine, device: Device, { method, args }: Question): Promise<Answer> {
  const asked = (engine[method] as (...args: unknown[]) => Promise<unknown>)(...args).then(
    (value): Answer => ({ value }),
    async (error: unknown): Promise<Answer> => {
      const message = error instanceof Error ? error.message : String(error);
      if (error instanceof DeviceLost) return { lost: message };
      await new Promise((resolve) => setTimeout(resolve, newsDelay));
      return { error: message };
    },
  );
  return Promise.race([device.lost.then((lost): Answer => ({ lost })), asked]);
}

function webgl(): Device {
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  const name: unknown = gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL);
  const lost = new Promise<string>((resolve) => {
    gl.canvas.addEventListener("webglcontextlost", () => resolve("the WebGL context was lost"));
  });
  return { adapter: String(name), lost };
}

/** The little of WebGPU that is read here; the library that TypeScript ships may not know it yet. */
interface WebgpuBackend {
  device: { lost: Promise<{ message: string }> };
  adapterInfo: { vendor: string; architecture: string; device?: string; description?: string };
}

function webgpu(): Device {
  const { device, adapterInfo } = tf.backend() as unknown as WebgpuBackend;
  const { vendor, architecture, device: model, description } = adapterInfo;
  const adapter = [vendor, architecture, model, description].filter(Boolean).join(" ");
  return { adapter: adapter || "an adapter without a name", lost: device.lost.then(({ message }) => message) };
}
