import { activate, timesJacobian } from "../../oracle/activation.ts";
import { flatten } from "../../oracle/parameters.ts";
import { joined, type NetworkCase } from "./case.ts";
import { runGradient, runLoss, runSensitivities, withSteps } from "./run.ts";
import type { Activations, Steps } from "./steps.ts";

/** The kinds that go on from a forward pass. */
export type AfterForward = "loss" | "sensitivities" | "gradient";

/** f' by its formula in u, whatever y has become */
const slopesFromU: Partial<Steps> = {
  derivative: ({ net, u }, m, v) => timesJacobian(net[m]!.f, u[m]!, activate(net[m]!.f, u[m]!), v),
};

/**
 * What right formulas make of the student's own forward passes, one for each row of X: a program whose only mistake is there
 * gives one of these. Two answers where f' may have been taken from y or from u.
 */
export function fromOwnForward(kind: AfterForward, c: NetworkCase, passes: readonly Activations[]): Float64Array[] {
  const own: Partial<Steps> = { activations: (_passOf, n) => passes[n]! };
  if (kind === "loss") return [Float64Array.of(runLoss(c, withSteps(own)))];
  return [own, { ...own, ...slopesFromU }].map((steps) =>
    kind === "gradient" ? flatten(runGradient(c, withSteps(steps))) : joined(runSensitivities(c, withSteps(steps))),
  );
}
