import { both } from "../reading.ts";

/** Fractions are shares of full credit as other systems write them, -1..1, with a few digits. */
export const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

export const feedbackOf = (feedback: string) => (feedback === "" ? {} : { feedback: both(feedback) });

export function fieldFeedback(right: string, wrong: string) {
  if (right === "" && wrong === "") return {};
  return { feedback: { ...(right ? { right: both(right) } : {}), ...(wrong ? { wrong: both(wrong) } : {}) } };
}
