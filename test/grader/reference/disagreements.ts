import { type Bits, monteCarloBound, tolerance } from "../../../grader/compare/bound.ts";
import { forward } from "../../../grader/oracle/forward.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { hessian } from "../../../grader/oracle/hessian.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten } from "../../../grader/oracle/parameters.ts";
import type { How } from "../../../grader/oracle/rounding.ts";
import { seededRandom } from "../../../grader/random.ts";
import type { ReferenceEngine } from "../../../grader/reference/types.ts";
import type { Case } from "./families.ts";

const bits: Bits = 24;

/** |value - oracle| over its tolerance, the largest over the entries, and over all that the engine is asked about. */
export async function disagreement(engine: ReferenceEngine, { name, net, X, D }: Case) {
  const passes = (how: How) => X.map((x) => forward(net, x, how));
  const { u, y } = await engine.forward(net, X);
  const questions: Record<string, { value: number[]; oracle: (how: How) => number[] }> = {
    u: { value: u.flat(2), oracle: (how) => net.flatMap((_, m) => passes(how).flatMap((pass) => pass.u[m]!)) },
    y: { value: y.flat(2), oracle: (how) => net.flatMap((_, m) => passes(how).flatMap((pass) => pass.y[m]!)) },
    J: { value: [await engine.loss(net, X, D)], oracle: (how) => [loss(net, X, D, how)] },
    gradient: {
      value: [...flatten(await engine.gradient(net, X, D))],
      oracle: (how) => [...flatten(gradient(net, X, D, how))],
    },
    hessian: {
      value: (await engine.hessian(net, X, D)).flat(),
      oracle: (how) => hessian(net, X, D, how).flat(),
    },
  };
  const excess: Record<string, number> = {};
  for (const [question, { value, oracle }] of Object.entries(questions)) {
    const reference = Float64Array.from(oracle({}));
    const random = seededRandom("bound", name, question);
    const spread = monteCarloBound((round) => Float64Array.from(oracle({ round })), { bits, random });
    const allowed = tolerance(spread, reference, bits);
    if (value.length !== reference.length) excess[question] = Number.POSITIVE_INFINITY;
    else excess[question] = Math.max(...value.map((v, i) => Math.abs(v - reference[i]!) / allowed[i]!));
  }
  return excess;
}
