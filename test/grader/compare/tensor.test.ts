import { describe, expect, test } from "vitest";
import { centralDifferences, riddersGradient } from "../../../grader/compare/finite-differences.ts";
import { cosine, norm } from "../../../grader/compare/norm.ts";
import { compareTensor, isExact, within } from "../../../grader/compare/tensor.ts";
import { tensorSchema } from "../../../grader/report.ts";

const reference = Float64Array.of(1, 2, 3, 4, 5, 6);
const right = reference.map(() => 1e-6);
const compare = (student: Iterable<number>, expected = reference) =>
  compareTensor({ name: "W1", rows: 2, columns: 3, student: Float64Array.from(student), reference: expected, right });

describe("one tensor", () => {
  test.each([
    { name: "equal", student: [1, 2, 3, 4, 5, 6], agrees: true, scale: 1, cosine: 1, worst: null },
    { name: "inside", student: [1 + 5e-7, 2, 3, 4, 5, 6], agrees: true, scale: 1, cosine: 1, worst: [0, 0] },
    { name: "one entry off", student: [1, 2, 3, 4, 5.1, 6], agrees: false, scale: 1.006, cosine: 1, worst: [1, 1] },
    { name: "half", student: [0.5, 1, 1.5, 2, 2.5, 3], agrees: false, scale: 0.5, cosine: 1, worst: [1, 2] },
    { name: "opposite", student: [-1, -2, -3, -4, -5, -6], agrees: false, scale: 1, cosine: -1, worst: [1, 2] },
    { name: "a NaN", student: [1, 2, Number.NaN, 4, 5, 6], agrees: false, scale: null, cosine: null, worst: [0, 2] },
    {
      name: "infinite",
      student: [1, 2, 3, Number.POSITIVE_INFINITY, 5, 9],
      agrees: false,
      scale: null,
      cosine: null,
      worst: [1, 0],
    },
    { name: "zeros", student: [0, 0, 0, 0, 0, 0], agrees: false, scale: 0, cosine: 0, worst: [1, 2] },
  ])("$name", ({ student, agrees, scale, cosine: angle, worst }) => {
    const report = compare(student);
    expect(tensorSchema.parse(report)).toEqual(report);
    expect(report.agrees).toBe(agrees);
    if (scale === null) expect(report.scale).toBeNull();
    else expect(report.scale).toBeCloseTo(scale, 2);
    if (angle === null) expect(report.cosine).toBeNull();
    else expect(report.cosine).toBeCloseTo(angle, 2);
    expect(report.worst?.index ?? null).toEqual(worst);
    expect(report.student?.length).toBe(2);
  });

  test("digits agreed are those of the whole tensor", () => {
    expect(compare(reference.map((v) => v * (1 + 1e-7))).digits).toBeCloseTo(7, 1);
    expect(compare(reference).digits).toBe(16);
    expect(compare([9, 9, 9, 9, -9, 9]).digits).toBe(0);
  });

  test("a reference of zeros leaves nothing to divide by", () => {
    const zeros = new Float64Array(6);
    expect(compare(zeros, zeros)).toMatchObject({ agrees: true, relativeError: 0, scale: 1, cosine: 1 });
    expect(compare(reference, zeros)).toMatchObject({ agrees: false, relativeError: null, scale: null });
  });
});

test("no comparison is passed by a NaN, an infinity or another length", () => {
  const one = Float64Array.of(1);
  const wide = Float64Array.of(Number.POSITIVE_INFINITY);
  expect(within(one, one, one)).toBe(true);
  expect(within(Float64Array.of(Number.NaN), one, wide)).toBe(false);
  expect(within(Float64Array.of(Number.POSITIVE_INFINITY), one, wide)).toBe(false);
  expect(within(one, Float64Array.of(Number.NaN), one)).toBe(false);
  expect(within(one, one, Float64Array.of(Number.NaN))).toBe(false);
  expect(within(Float64Array.of(1, 2), one, one)).toBe(false);
  expect(isExact({ name: "J", rows: 1, columns: 1, student: one, reference: one, right: one })).toBe(false);
});

test("norms neither overflow nor vanish", () => {
  expect(norm([3e200, 4e200])).toBeCloseTo(5e200, -190);
  expect(norm([3e-200, 4e-200]) / 5e-200).toBeCloseTo(1, 12);
  expect(norm([1, Number.NaN])).toBeNaN();
  expect(cosine([1e-200, 0], [0, 1e200])).toBe(0);
});

test("derivatives of a function that lives elsewhere", async () => {
  const f = async (w: Float64Array) => Math.sin(w[0]!) * Math.exp(w[1]!);
  const at = Float64Array.of(0.7, -0.3);
  const exact = [Math.cos(0.7) * Math.exp(-0.3), Math.sin(0.7) * Math.exp(-0.3)];
  (await centralDifferences(f, at)).forEach((v, i) => {
    expect(Math.abs(v - exact[i]!)).toBeLessThan(1e-10);
  });
  (await riddersGradient(f, at)).forEach((v, i) => {
    expect(Math.abs(v - exact[i]!)).toBeLessThan(1e-12);
  });
  expect([...at]).toEqual([0.7, -0.3]);
});
