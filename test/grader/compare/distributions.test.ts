import { describe, expect, test } from "vitest";
import { cohensD, permutationTest } from "../../../grader/compare/distributions.ts";
import { compareFreeRuns } from "../../../grader/compare/free-runs.ts";
import { seededRandom } from "../../../grader/random.ts";

const normals = (name: string, count: number, shift = 0) => {
  const random = seededRandom("distributions", name);
  return Array.from({ length: count }, () => random.normal() + shift);
};

/** the exact p: all divisions of the pooled values */
function exact(a: number[], b: number[]): number {
  const pooled = [...a, ...b];
  const total = pooled.reduce((sum, x) => sum + x, 0);
  const distance = (sum: number) => Math.abs(sum / a.length - (total - sum) / b.length);
  const observed = distance(a.reduce((sum, x) => sum + x, 0)) - 1e-12;
  let [hits, all] = [0, 0];
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      all++;
      if (distance(sum) >= observed) hits++;
      return;
    }
    for (let i = from; i <= pooled.length - left; i++) choose(i + 1, left - 1, sum + pooled[i]!);
  };
  choose(0, a.length, 0);
  return hits / all;
}

describe("permutation test", () => {
  test.each([0, 0.5, 1, 2])("is close to the exact p for samples %d apart", (shift) => {
    const [a, b] = [normals("a", 7, shift), normals("b", 7)];
    const p = exact(a, b);
    expect(permutationTest(a, b, seededRandom("p"))).toBeCloseTo(p, p < 0.05 ? 2 : 1);
  });

  test("finds no difference where there is none: p below 0.05 in about one of twenty pairs", () => {
    let below = 0;
    for (let k = 0; k < 200; k++)
      if (permutationTest(normals(`a${k}`, 20), normals(`b${k}`, 20), seededRandom(k), 999) < 0.05) below++;
    expect(below).toBeGreaterThan(2);
    expect(below).toBeLessThan(22);
  });

  test("equal samples are as alike as can be, and the same samples give the same p", () => {
    const a = normals("a", 20);
    expect(permutationTest(a, a, seededRandom("p"))).toBe(1);
    expect(permutationTest([1, 1], [1, 1], seededRandom("p"))).toBe(1);
    const b = normals("b", 20, 0.6);
    expect(permutationTest(a, b, seededRandom("p"))).toBe(permutationTest(a, b, seededRandom("p")));
  });
});

test("Cohen's d by hand", () => {
  // means 3 and 1, both variances 1
  expect(cohensD([2, 3, 4], [0, 1, 2])).toBe(2);
  expect(cohensD([0, 1, 2], [2, 3, 4])).toBe(-2);
  expect(cohensD([5, 5], [5, 5])).toBe(0);
  expect(cohensD([6, 6], [5, 5])).toBe(Number.POSITIVE_INFINITY);
});

describe("free runs", () => {
  const before = Array.from({ length: 20 }, () => 0.25);
  const learned = normals("learned", 20).map((v) => 0.01 * Math.exp(v));
  const compare = (student: number[]) => compareFreeRuns(student, learned, before, seededRandom("runs"));

  test("the same losses, a few of them in another valley, or better in their last digits, do not differ", () => {
    expect(compare(learned)).toMatchObject({ differ: false, p: 1, d: 0 });
    expect(compare(learned.map((J, k) => (k < 2 ? 10 * J : J * (1 + 1e-9)))).differ).toBe(false);
  });

  test("losses in another order of seeds are the same losses", () => {
    expect(compare(learned.toReversed())).toMatchObject({ differ: false, d: expect.closeTo(0, 9) });
  });

  test("an optimiser that learns ten times less differs, and so does one that diverges", () => {
    expect(compare(learned.map((J) => 10 * J))).toMatchObject({ differ: true });
    const broken = compare(learned.map(() => Number.NaN));
    expect(broken).toMatchObject({ differ: true });
    expect(broken.student[0]).toBeNull();
    expect(broken.d).toBeGreaterThan(0);
  });

  test("what float32 and float64 make of a loss of zero does not differ", () => {
    const zero = before.map((_, k) => 1e-30 * (k + 1));
    const single = before.map((_, k) => 1e-13 * (k + 1));
    expect(compareFreeRuns(single, zero, before, seededRandom("runs")).differ).toBe(false);
  });
});
