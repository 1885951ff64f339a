import type { Gradient, Network, Vector } from "../../contract.ts";
import { zeroGradient } from "../../oracle/gradient.ts";
import { lossOf } from "../../oracle/loss.ts";
import type { NetworkCase } from "./case.ts";
import { type Activations, type Example, rightSteps, type Steps } from "./steps.ts";

/** Backpropagation with some of its steps replaced: what a program with that mistake computes. */

export const withSteps = (...changes: Partial<Steps>[]): Steps => Object.assign({}, rightSteps, ...changes);

function passThrough(net: Network, x: Vector, steps: Steps): Activations {
  const pass: Activations = { x, u: [], y: [] };
  for (let m = 0; m < net.length; m++) {
    const u = steps.combine(net, m, steps.input(pass, m));
    pass.u.push(u);
    pass.y.push(steps.activate(net, m, u));
  }
  return pass;
}

function exampleOf(c: NetworkCase, net: Network, n: number, steps: Steps): Example {
  const passOf = (k: number) => passThrough(net, c.X[k]!, steps);
  const pass = steps.activations(passOf, n, c);
  const crossEntropy = lossOf(net) === "cross-entropy";
  return { case: c, net, n, d: steps.target(c, n), crossEntropy, delta: new Array(net.length), passOf, ...pass };
}

function reverseThrough(e: Example, steps: Steps): void {
  e.delta[e.net.length - 1] = steps.outputDelta(e, steps);
  for (let m = e.net.length - 1; m > 0; m--) {
    const delta = steps.recursion(e, m, steps);
    const nodes = e.net[m - 1]!.b.length;
    // a delta of the wrong length belongs to a program that crashes or returns the wrong shape
    e.delta[m - 1] = delta.length === nodes ? delta : new Array<number>(nodes).fill(Number.NaN);
  }
}

/** u and y of the first example. */
export function runForward(c: NetworkCase, steps: Steps): Activations {
  return steps.activations((n) => passThrough(c.net, c.X[n]!, steps), 0, c);
}

/** delta^1..delta^M of the first example's sum of squares, whatever the output activation is. */
export function runSensitivities(c: NetworkCase, steps: Steps): Vector[] {
  const e = { ...exampleOf(c, c.net, 0, steps), crossEntropy: false };
  reverseThrough(e, steps);
  return e.delta;
}

export function runLoss(c: NetworkCase, steps: Steps): number {
  let sum = 0;
  for (const n of steps.order(c.X.length))
    sum = steps.accumulateLoss(sum, steps.lossTerm(exampleOf(c, c.net, n, steps)));
  return steps.finishLoss(sum, c);
}

export function runGradient(c: NetworkCase, steps: Steps): Gradient {
  const sum = zeroGradient(c.net);
  let { net } = c;
  steps.order(c.X.length).forEach((n, k) => {
    const e = exampleOf(c, net, n, steps);
    reverseThrough(e, steps);
    const term = net.map((_, m) => ({ W: steps.weightTerm(e, m), b: steps.biasTerm(e, m) }));
    steps.accumulate(sum, term, k);
    net = steps.afterExample(net, term, c);
  });
  return steps.finish(sum, c);
}
