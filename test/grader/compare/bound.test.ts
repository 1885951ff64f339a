import { describe, expect, test } from "vitest";
import { informative, monteCarloBound } from "../../../grader/compare/bound.ts";
import { centralDifferences } from "../../../grader/compare/finite-differences.ts";
import { within } from "../../../grader/compare/tensor.ts";
import { forward } from "../../../grader/oracle/forward.ts";
import { gradient } from "../../../grader/oracle/gradient.ts";
import { loss } from "../../../grader/oracle/loss.ts";
import { flatten, unflattenNetwork } from "../../../grader/oracle/parameters.ts";
import { seededRandom } from "../../../grader/random.ts";
import { correctStyles } from "../../fixtures/correct-styles.ts";
import { drawNetwork, type NetworkSpec } from "../../fixtures/networks.ts";
import { answerOf, oracleAnswer, pose, standardFamilies } from "../diagnose/probes.ts";

const kinds = ["forward", "loss", "sensitivities", "gradient"] as const;

/** Weights x12: nodes at their limits, where formulas that are equal on paper differ most. */
const saturated: NetworkSpec[] = ["a", "b", "c", "d"].map((seed) => ({
  sizes: [3, 3, 3, 3],
  activations: ["tanh", "logistic", "logistic"],
  examples: 5,
  scale: 12,
  seed,
}));
const families = [
  ...standardFamilies,
  ...saturated,
  { sizes: [3, 4, 3], activations: ["softplus", "softmax"], examples: 4, scale: 12 },
  { sizes: [3, 4, 2], activations: ["elu", "linear"], examples: 4, scale: 12 },
  { sizes: [3, 4, 2], activations: ["relu", "linear"], examples: 1, seed: "dead rows" },
] satisfies NetworkSpec[];

describe.each(kinds)("%s", (kind) => {
  const posed = pose(kind, families);
  test.each(correctStyles)("a correct program is inside the bound: $name", ({ program }) => {
    for (const { case: c, right, bound } of posed) {
      const answer = answerOf(kind, program, c)!;
      expect(
        within(answer, right, bound),
        JSON.stringify([c.net.map((l) => l.f), [...right], [...answer], [...bound]]),
      ).toBe(true);
    }
  });

  test("so is a float32 program, and it is not exact", () => {
    let exactly = 0;
    for (const { case: c, right, bound, exact } of posed) {
      const answer = oracleAnswer(kind, c, { round: Math.fround });
      expect(within(answer, right, bound)).toBe(true);
      if (within(answer, right, exact)) exactly++;
    }
    expect(exactly).toBeLessThan(2);
  });
});

test("finite differences of the loss are right where the network is ordinary, and are not exact", async () => {
  for (const { case: c, right, bound, exact } of pose("gradient", standardFamilies.slice(0, 4))) {
    const numerical = await centralDifferences((w) => loss(unflattenNetwork(w, c.net), c.X, c.D), flatten(c.net));
    expect(within(numerical, right, bound)).toBe(true);
    expect(within(numerical, right, exact)).toBe(false);
  }
});

test("differences of the exact gradient make a right Hessian, entries included that are zero by structure", () => {
  // two output nodes of a squared error share no term of J: their weights' second derivative is 0, whatever the rounding
  const [posed] = pose("hessian", [{ sizes: [2, 3, 2], activations: ["tanh", "logistic"], examples: 5 }]);
  const { case: c, right, bound, exact } = posed!;
  const w = flatten(c.net);
  const h = 1e-4;
  const gradientAt = (k: number, t: number) =>
    flatten(gradient(unflattenNetwork(w.with(k, w[k]! + t), c.net), c.X, c.D));
  const columns = Array.from(w.keys(), (k) => {
    const [a, b, d, e] = [-2 * h, -h, h, 2 * h].map((t) => gradientAt(k, t));
    return a!.map((_, i) => (a![i]! - 8 * b![i]! + 8 * d![i]! - e![i]!) / (12 * h));
  });
  const H = Float64Array.from(columns.flatMap((column, i) => Array.from(column, (v, j) => (v + columns[j]![i]!) / 2)));
  expect(right.filter((v) => v === 0).length).toBeGreaterThan(0);
  expect(within(H, right, bound)).toBe(true);
  expect(within(H, right, exact)).toBe(false);
  // nothing else may stand where the exact entry is zero
  const zero = right.indexOf(0);
  expect(within(H.with(zero, 1e-6 * Math.max(...right)), right, bound)).toBe(false);
});

test("the bound is the same for the same seed, and says when nothing can be judged", () => {
  const { net, X } = drawNetwork({ sizes: [3, 3, 2], activations: ["tanh", "logistic"], examples: 2 });
  const compute = (round?: (v: number) => number) =>
    Float64Array.from(forward(net, X[0]!, round ? { round } : {}).y.at(-1)!);
  const bound = () => monteCarloBound(compute, { bits: 24, random: seededRandom("s") });
  expect(bound()).toEqual(bound());
  expect(informative(bound(), compute())).toBe(true);
  // 1 - 1 with nothing left but the rounding of its terms
  const cancelled = (round: (v: number) => number) => Float64Array.of(round(1) - round(1 - 1e-9));
  const noise = monteCarloBound(cancelled, { bits: 24, random: seededRandom("s") });
  expect(
    informative(
      noise,
      cancelled((v) => v),
    ),
  ).toBe(false);
  expect(informative(new Float64Array(1), new Float64Array(1))).toBe(false);
});
