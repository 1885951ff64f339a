import { describe, expect, test } from "vitest";
import { agreesWith } from "../../app/_report/engines.tsx";
import { differenceOf, gridOf, mostDifferent, placeOf } from "../../app/_report/entries.ts";
import { withTensorNames } from "../../app/_report/figures.ts";
import { drawLosses } from "../../app/_report/loss-drawing.ts";
import { epochsShown, thinned } from "../../app/_report/thin.ts";

describe("a tensor on the page", () => {
  test("a matrix keeps its shape, a long vector is folded and its entries keep their places", () => {
    expect(gridOf([[1, 2, 3]])).toMatchObject({ width: 3, height: 1 });
    expect(gridOf([[1], [2]])).toMatchObject({ width: 1, height: 2 });
    expect(gridOf(Array.from({ length: 50 }, () => new Array<number>(50).fill(0)))).toMatchObject({
      width: 50,
      height: 50,
    });
    expect(gridOf([Array.from({ length: 50 }, () => 0)])).toMatchObject({ width: 24, height: 3 });
    expect(gridOf([])).toMatchObject({ values: [], height: 0 });
    expect(placeOf(49, 50)).toEqual({ row: 1, column: 50 });
    expect(placeOf(49, 1)).toEqual({ row: 50, column: 1 });
  });

  test("the difference is there where both are numbers, and the worst come first", () => {
    const difference = differenceOf(
      [[1, null, 3], [4]],
      [
        [1, 2, null],
        [9, 1, 1],
      ],
    );
    expect(difference).toEqual([0, undefined, undefined, -5, undefined, undefined]);
    expect(mostDifferent(difference, 5)).toEqual([1, 2, 4, 5, 3]);
    expect(mostDifferent([1e-300, -1e300, 0], 2)).toEqual([1, 0]);
  });
});

describe("who agrees with a tensor that differs", () => {
  test.each([
    ["a large difference is contradicted", { agrees: false, relativeError: 0.5 }, "tfjs", 0.5, false],
    ["what is not finite agrees with nobody", { agrees: false, relativeError: null }, "tfjs", null, false],
    [
      "a mistake too small for float32 is not excused by it",
      { agrees: false, relativeError: 1e-6 },
      "tfjs",
      1e-6,
      null,
    ],
    ["a gradient of one's own wrong loss agrees with it", { agrees: false, relativeError: 0.5 }, "own", 1e-9, true],
    ["a right one agrees", { agrees: true, relativeError: 1e-16 }, "tfjs", 1e-7, true],
  ] as const)("%s", (_name, tensor, other, difference, expected) => {
    expect(agreesWith(tensor, other, difference)).toBe(expected);
  });
});

test("names of tensors are written as the course writes them, and nothing else is", () => {
  expect(withTensorNames("delta1 not as expected (relative error of delta1: 0.13), W2, b10")).toBe(
    "δ¹ not as expected (relative error of δ¹: 0.13), W², b¹⁰",
  );
  expect(withTensorNames("solution.W2 and u1(x), myW2, y1.5")).toBe("solution.W2 and u1(x), myW2, y1.5");
});

describe("a long curve", () => {
  const losses = Array.from({ length: 5001 }, (_, epoch) =>
    epoch === 1234 ? 7 : epoch === 4000 ? null : 1 / (epoch + 1),
  );

  test("is drawn with fewer points, its peak and its gap among them", () => {
    const points = thinned(losses, 240);
    expect(points.length).toBeLessThan(800);
    expect(points).toContainEqual({ epoch: 1234, J: 7 });
    expect(points).toContainEqual({ epoch: 4000, J: null });
    expect(points.at(0)?.epoch).toBe(0);
    expect(points.at(-1)?.epoch).toBe(5000);
    expect(points.map(({ epoch }) => epoch)).toEqual(points.map(({ epoch }) => epoch).sort((a, b) => a - b));
  });

  test("has a table of some of its epochs, those about the first difference among them", () => {
    const { step, epochs } = epochsShown(5001, 120, 1234);
    expect(step).toBe(42);
    expect(epochs).toEqual(expect.arrayContaining([0, 42, 1231, 1234, 1237, 5000]));
    expect(epochs.length).toBeLessThan(140);
    expect(epochsShown(3, 120, null)).toEqual({ step: 1, epochs: [0, 1, 2] });
  });
});

describe("the drawing of the losses", () => {
  const words = {
    title: "J",
    epoch: "epoch",
    student: "yours",
    reference: "reference",
    divergence: "differs from epoch 1",
    notFinite: null,
    figure: String,
  };
  test.each<[string, (number | null)[], (number | null)[], number | null]>([
    ["one value", [0.7], [0.6], 0],
    ["one epoch", [0.7, 0.6], [0.7, 0.5], 1],
    ["nothing finite", [null, null], [0.7, 0.5], 0],
    ["negative and enormous values", [1, -1e300], [1, 1e300], 1],
    ["zero", [1, 0], [1, 0], null],
    ["of different lengths", [1], [1, 0.1, 0.01], 1],
    ["no difference at all", [0.5, 0.5], [0.5, 0.5], null],
  ])("holds %s", (_name, student, reference, at) => {
    const svg = drawLosses(student, reference, at, { ...words, divergence: at === null ? null : words.divergence });
    // a picture with one name: its parts are not named
    expect(svg).toMatch(/^<svg[^>]* role="img"/);
    expect(svg.match(/aria-label="[^"]*"/g)).toEqual(['aria-label="J"']);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(svg.includes("differs from epoch 1")).toBe(at !== null);
  });
});
