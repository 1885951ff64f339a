import { newton } from "../oracle/newton.ts";
import type { Diagnosis } from "../report.ts";
import { unexplained } from "./catalogue/facts.ts";
import { newtonMistakes } from "./catalogue/second-order.ts";
import { type Hypothesis, type Probe, recognise } from "./recognise.ts";

export interface NewtonStep {
  w: Float64Array;
  g: Float64Array;
  H: Float64Array;
  alpha: number;
}

const rowOf = (H: Float64Array, size: number, i: number) => H.subarray(i * size, (i + 1) * size);

const along = (H: Float64Array, g: Float64Array) =>
  g.map((_, i) => rowOf(H, g.length, i).reduce((sum, h, j) => sum + h * g[j]!, 0));

type Step = (c: NewtonStep, fullStep: Float64Array) => Float64Array;

const mutants: readonly { code: string; step: Step }[] = [
  { code: "hessian-not-inverted", step: ({ w, g, H, alpha }) => along(H, g).map((p, i) => w[i]! - alpha * p) },
  { code: "newton-sign", step: ({ w, alpha }, p) => w.map((wi, i) => wi + alpha * p[i]!) },
  {
    code: "diagonal-hessian",
    step: ({ w, g, H, alpha }) => w.map((wi, i) => wi - (alpha * g[i]!) / H[i * w.length + i]!),
  },
  { code: "step-size-ignored", step: ({ w }, p) => w.map((wi, i) => wi - p[i]!) },
  { code: "hessian-ignored", step: ({ w, g, alpha }) => w.map((wi, i) => wi - alpha * g[i]!) },
  { code: "step-returned", step: (_c, p) => p },
  { code: "step-returned", step: ({ alpha }, p) => p.map((pi) => alpha * pi) },
  { code: "step-returned", step: ({ alpha }, p) => p.map((pi) => -alpha * pi) },
  { code: "never-updated", step: ({ w }) => w },
  {
    code: "inverse-element-by-element",
    step: ({ w, g, H, alpha }) =>
      along(
        H.map((h) => (h === 0 ? 0 : 1 / h)),
        g,
      ).map((p, i) => w[i]! - alpha * p),
  },
];

/** Mistakes of a step where H is positive definite. */
export const newtonHypotheses: readonly Hypothesis<NewtonStep>[] = mutants.map(({ code, step }) => ({
  code,
  predict: (c) => {
    const whole = newton(new Float64Array(c.w.length), c.g, c.H, -1);
    return whole && Float64Array.from(step(c, whole));
  },
}));

/** Names the mistake of a Newton step on positive definite Hessians. */
export function diagnoseNewton(probes: readonly Probe<NewtonStep>[]): Diagnosis[] {
  const recognition = recognise(newtonHypotheses, probes);
  if (recognition.kind === "unexplained") return [unexplained("w")];
  const { confidence } = recognition;
  return recognition.matches.map(({ code }) => ({ code, tensor: "w", confidence, ...newtonMistakes[code]! }));
}
