import type { ReferenceEngine } from "./types.ts";

export interface ReferenceOptions {
  /** the Chromium or Chrome to use for webgl and webgpu; without it, one is looked for (see findChromium) */
  chromePath?: string | undefined;
  /** folder for the browser that comes with npm install, unpacked on first use; the system's temporary folder if not given */
  unpackInto?: string | undefined;
  /** variables for the browser, which inherits none: VK_DRIVER_FILES and the like, where a GPU's driver is in an unusual place */
  environment?: Readonly<Record<string, string>> | undefined;
  /** wall-clock limit of each step of the browser's start and of each question to it */
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
  return (await import("./browser.ts")).browserEngine(backend, options);
}
