import type { Vector } from "../contract.ts";
import { forward } from "../oracle/forward.ts";
import { gradient } from "../oracle/gradient.ts";
import { hessian } from "../oracle/hessian.ts";
import { loss, lossOf } from "../oracle/loss.ts";
import { flatten, parameterCount } from "../oracle/parameters.ts";
import type { How } from "../oracle/rounding.ts";
import { sensitivities } from "../oracle/sensitivities.ts";
import type { ReferenceEngine } from "../reference/types.ts";
import type { Argument, Plain } from "../sandbox/types.ts";
import {
  forwardLayout,
  gradientLayout,
  hessianLayout,
  type Layout,
  lossLayout,
  plainNetwork,
  sensitivitiesLayout,
} from "./layout.ts";
import type { NetworkCase } from "./network-cases.ts";

export type NetworkKind = "forward" | "loss" | "sensitivities" | "gradient" | "hessian";

/** One call to make for a case: what is asked, what the oracle says, what TensorFlow.js says. */
export interface Question {
  posed: NetworkCase;
  /** the example, for the kinds that take one */
  x?: Vector;
  d?: Vector;
  args: Argument[];
  layout: Layout;
  oracle: (how?: How) => Float64Array;
  /** the same by automatic differentiation in float32; null where TensorFlow.js has no such quantity */
  tfjs: (engine: ReferenceEngine) => Promise<Float64Array | null>;
  /** multiply-adds that the oracle needs, roughly */
  operations: number;
}

const data = (value: Plain): Argument => ({ value });

const numbers = (vectors: readonly Vector[]) => Float64Array.from(vectors.flat());

function forwardQuestion(posed: NetworkCase, x: Vector): Question {
  const { net } = posed;
  return {
    posed,
    x,
    args: [data(plainNetwork(net)), data(x)],
    layout: forwardLayout(net),
    oracle: (how) => {
      const { u, y } = forward(net, x, how);
      return numbers([...u, ...y]);
    },
    tfjs: async (engine) => {
      const { u, y } = await engine.forward(net, [x]);
      return numbers([...u, ...y].map((rows) => rows[0]!));
    },
    operations: 2 * parameterCount(net),
  };
}

function sensitivitiesQuestion(posed: NetworkCase, x: Vector, d: Vector): Question {
  const { net } = posed;
  return {
    posed,
    x,
    d,
    args: [data(plainNetwork(net)), data(x), data(d)],
    layout: sensitivitiesLayout(net),
    oracle: (how) => numbers(sensitivities(net, x, d, how)),
    // of one example dJ/db^m = delta^m / N_M, as long as J is the MSE
    tfjs: async (engine) => {
      if (lossOf(net) !== "mean-squared-error") return null;
      const layers = await engine.gradient(net, [x], [d]);
      return numbers(layers.map(({ b }) => b.map((bi) => bi * d.length)));
    },
    operations: 4 * parameterCount(net),
  };
}

const batchArguments = ({ net, X, D }: NetworkCase) => [data(plainNetwork(net)), data(X), data(D)];

function lossQuestion(posed: NetworkCase): Question {
  const { net, X, D } = posed;
  return {
    posed,
    args: batchArguments(posed),
    layout: lossLayout,
    oracle: (how) => Float64Array.of(loss(net, X, D, how)),
    tfjs: async (engine) => Float64Array.of(await engine.loss(net, X, D)),
    operations: 2 * parameterCount(net) * X.length,
  };
}

function gradientQuestion(posed: NetworkCase): Question {
  const { net, X, D } = posed;
  return {
    posed,
    args: batchArguments(posed),
    layout: gradientLayout(net),
    oracle: (how) => flatten(gradient(net, X, D, how)),
    tfjs: async (engine) => flatten(await engine.gradient(net, X, D)),
    operations: 6 * parameterCount(net) * X.length,
  };
}

function hessianQuestion(posed: NetworkCase): Question {
  const { net, X, D } = posed;
  return {
    posed,
    args: batchArguments(posed),
    layout: hessianLayout(net),
    oracle: (how) => numbers(hessian(net, X, D, how)),
    tfjs: async (engine) => numbers(await engine.hessian(net, X, D)),
    operations: 50 * parameterCount(net) ** 2 * X.length,
  };
}

const ask: Record<NetworkKind, (posed: NetworkCase) => Question[]> = {
  forward: (posed) => posed.X.map((x) => forwardQuestion(posed, x)),
  sensitivities: (posed) => posed.X.map((x, n) => sensitivitiesQuestion(posed, x, posed.D[n]!)),
  loss: (posed) => [lossQuestion(posed)],
  gradient: (posed) => [gradientQuestion(posed)],
  hessian: (posed) => [hessianQuestion(posed)],
};

/** The calls that a case asks for, its relation included: a duplicated batch, other orders, the same call twice in one process. */
export function questionsOf(kind: NetworkKind, posed: NetworkCase): Question[] {
  const { X, D, relation } = posed;
  const plain = ask[kind](posed);
  switch (relation) {
    case "duplicated-batch":
      return [...plain, ...ask[kind]({ ...posed, X: [...X, ...X], D: [...D, ...D] })];
    case "permuted":
      return [...plain, ...ask[kind]({ ...posed, X: X.toReversed(), D: D.toReversed() })];
    case "repeated-call":
      return [...plain, ...ask[kind](posed)];
    default:
      return plain;
  }
}
