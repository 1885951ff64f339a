import { type DifferentiableFunction, networkObjective, quadratic, rosenbrock } from "../oracle/objectives.ts";
import { flatten } from "../oracle/parameters.ts";
import type { MinimizeFamily } from "../project.ts";
import { type Random, seededRandom } from "../random.ts";
import { drawNetworkCase } from "./network-cases.ts";

export interface MinimizeCase {
  objective: DifferentiableFunction;
  w0: Float64Array;
  maxEvaluations: number;
  tolerance: number;
  label: string;
}

const vector = (n: number, draw: () => number) => Float64Array.from({ length: n }, () => Math.fround(draw()));

/** B^T B / n + 0.1 I: symmetric positive definite, condition number in the hundreds */
function drawQuadratic(n: number, random: Random): DifferentiableFunction {
  const B = vector(n * n, () => random.normal());
  const A = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++) A[i * n + j]! += (B[k * n + i]! * B[k * n + j]!) / n;
    }
    A[i * n + i]! += 0.1;
  }
  return quadratic(
    A,
    vector(n, () => random.normal()),
  );
}

/** A function and a point to start from. Rosenbrock's starts are spread around the classical (-1.2, 1). */
export function drawMinimizeCase(
  seed: string,
  check: string,
  index: number,
  draw: number,
  family: MinimizeFamily,
): MinimizeCase {
  const random = seededRandom(seed, check, index, draw);
  const { maxEvaluations, tolerance } = family;
  const name = `${family.objective}, at most ${maxEvaluations} evaluations`;
  if (family.objective === "mlp") {
    const { net, X, D, label } = drawNetworkCase(seed, check, index, draw, family.network!);
    const objective = networkObjective(net, X, D);
    return { objective, w0: flatten(net), maxEvaluations, tolerance, label: `J of ${label}` };
  }
  const n = family.dimension!;
  if (family.objective === "quadratic") {
    const objective = drawQuadratic(n, random.fork("A"));
    return {
      objective,
      w0: vector(n, () => 3 * random.normal()),
      maxEvaluations,
      tolerance,
      label: `P = ${n}, ${name}`,
    };
  }
  const w0 = vector(n, () => 0.2 * random.normal()).map((v, i) => Math.fround((i % 2 === 0 ? -1.2 : 1) + v));
  return { objective: rosenbrock(n), w0, maxEvaluations, tolerance, label: `P = ${n}, ${name}` };
}
