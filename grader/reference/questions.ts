import type { ReferenceEngine } from "./types.ts";

/** The methods of the engine that cross into the browser; what they take and return is JSON, NaN and Infinity aside. */
export type Asked = "forward" | "loss" | "gradient" | "hessian" | "train" | "trainMany";

export interface Question {
  method: Asked;
  args: readonly unknown[];
}

/** `error` is the engine's refusal of the question, `lost` a device that has gone: ask a fresh one. */
export type Answer = { value: unknown } | { error: string } | { lost: string };

/** What the page offers as `globalThis.nablaReference` once it has started. */
export interface ReferencePage {
  adapter: string;
  version: string;
  ask(question: Question): Promise<Answer>;
}

/** An engine whose questions are all answered by `ask`. */
export function engineAsking(
  description: Pick<ReferenceEngine, "backend" | "adapter" | "version" | "close">,
  ask: (question: Question) => Promise<unknown>,
): ReferenceEngine {
  const asked =
    <M extends Asked>(method: M) =>
    (...args: Parameters<ReferenceEngine[M]>) =>
      ask({ method, args }) as ReturnType<ReferenceEngine[M]>;
  return {
    ...description,
    forward: asked("forward"),
    loss: asked("loss"),
    gradient: asked("gradient"),
    hessian: asked("hessian"),
    train: asked("train"),
    trainMany: asked("trainMany"),
  };
}
