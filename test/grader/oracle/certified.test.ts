import { describe, expect, test } from "vitest";
import type { Network } from "../../../grader/contract.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { newton } from "../../../grader/oracle/newton.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { type CertifiedFit, certifiedFits } from "../../fixtures/certified.ts";

const examples = ({ x, y }: CertifiedFit) => ({ X: x.map((v) => [v]), D: y.map((v) => [v]) });

/** One Newton step of J over the model's own parameters, the others held; null where J curves downwards. */
function stepFrom(fit: CertifiedFit, net: Network): { from: number[]; to: number[] } | null {
  const { X, D } = examples(fit);
  const w = flatten(net);
  const g = flatten(gradient(net, X, D));
  const H = hessian(net, X, D);
  const pick = (v: ArrayLike<number>) => Float64Array.from(fit.free, (k) => v[k]!);
  const part = Float64Array.from(fit.free.flatMap((k) => fit.free.map((q) => H[k]![q]!)));
  const to = newton(pick(w), pick(g), part, 1);
  return to && { from: [...pick(w)], to: [...to] };
}

/** -log10 of the largest relative difference */
const digits = (a: readonly number[], b: readonly number[]) =>
  -Math.log10(Math.max(...a.map((v, k) => Math.abs(v - b[k]!) / Math.abs(b[k]!)), 1e-16));

describe.each(certifiedFits.map((fit) => [fit.name, fit] as const))("%s", (_, fit) => {
  const net = fit.network(fit.certified);
  const { X, D } = examples(fit);

  test("J at the certified parameters is the certified residual sum of squares over N", () => {
    const sum = X.length * loss(net, X, D);
    expect(digits([sum], [fit.residualSumOfSquares])).toBeGreaterThan(9.5);
  });

  test("the gradient vanishes there: Newton's step changes no certified digit", () => {
    const step = stepFrom(fit, net)!;
    expect(digits(step.to, step.from)).toBeGreaterThan(9);
  });

  test("Newton's method comes back to the certified parameters from one part in ten thousand away", () => {
    const certified = stepFrom(fit, net)!.from;
    const w = flatten(net);
    for (const [k, index] of fit.free.entries()) w[index] = w[index]! * (1 + (k % 2 === 0 ? 1e-4 : -1e-4));
    for (let iteration = 0; iteration < 30; iteration++) {
      const step = stepFrom(fit, unflattenNetwork(w, net));
      expect(step, "J curves downwards").not.toBeNull();
      for (const [k, index] of fit.free.entries()) w[index] = step!.to[k]!;
    }
    expect(
      digits(
        fit.free.map((k) => w[k]!),
        certified,
      ),
    ).toBeGreaterThan(9);
  });
});
