import { z } from "zod";
import type { LanguageService, Reply } from "./language-service.ts";

const librariesSchema = z.object({ libraries: z.record(z.string(), z.string()), contract: z.string() });

/** The worker's functions, called from the page. A worker that died leaves answers out; it never stops the typing. */
export class TypeScriptClient {
  readonly ready: Promise<void>;
  #worker = new Worker(new URL("./typescript-worker.ts", import.meta.url), { type: "module" });
  #waiting = new Map<number, (value: unknown) => void>();
  #next = 0;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      this.#waiting.get(data.id)?.(data.value);
      this.#waiting.delete(data.id);
    };
    this.ready = fetch("/api/editor/libraries")
      .then((response) => response.json())
      .then((body) => this.call("start", librariesSchema.parse(body)));
  }

  call<M extends keyof LanguageService>(
    method: M,
    input: Parameters<LanguageService[M]>[0],
  ): Promise<ReturnType<LanguageService[M]>> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as (value: unknown) => void);
      this.#worker.postMessage({ id, method, input });
    });
  }

  stop(): void {
    this.#worker.terminate();
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
