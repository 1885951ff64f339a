import { describe, expect, test } from "vitest";
import { placeBlanks } from "../../../app/_quiz/drawings/blank-places.ts";
import { contourLevels, contourLine, regionAbove, valueAt } from "../../../app/_quiz/drawings/contour.ts";
import { drawn, layoutNetwork } from "../../../app/_quiz/drawings/layout.ts";
import { ticks } from "../../../app/_quiz/drawings/ticks.ts";

describe("a network's drawing", () => {
  test.each([[[2, 2, 1]], [[3, 2, 1]], [[3, 3, 2]], [[2, 4, 1]], [[4, 4, 4]]])(
    "labels of %j do not cover each other",
    (layers) => {
      const { weights } = layoutNetwork(layers, drawn);
      for (const layer of weights) {
        const places = layer.flat();
        for (const [k, a] of places.entries()) {
          for (const b of places.slice(k + 1)) {
            const apart = Math.abs(a.y - b.y) >= 12 || Math.abs(a.x - b.x) >= 40;
            expect(apart, JSON.stringify({ a, b })).toBe(true);
          }
        }
      }
    },
  );

  test.each(["wide", "narrow"] as const)("blanks lie inside the drawing and apart from each other: %s", (size) => {
    const drawing = {
      layers: [2, 2, 1],
      activations: ["tanh", "linear"],
      u: [["1", ""], [""]],
      biases: [["0", "0"], ["1"]],
    };
    const blanks = [
      { id: "u1.2", quantity: "u", m: 1, i: 2 },
      { id: "y1.1", quantity: "y", m: 1, i: 1 },
      { id: "delta1.1", quantity: "delta", m: 1, i: 1 },
      { id: "y2.1", quantity: "y", m: 2, i: 1 },
      { id: "dw2.1.2", quantity: "dw", m: 2, i: 1, j: 2 },
      { id: "db2.1", quantity: "db", m: 2, i: 1 },
    ];
    const { layout, places } = placeBlanks(drawing, blanks, size);
    // a weight that stood where a blank is stands beside it now
    for (const { x, y } of layout.weights.flat(2)) {
      for (const place of places) {
        expect(Math.max(Math.abs(x - place.x) / 2, Math.abs(y - place.y))).toBeGreaterThan(10);
      }
    }
    for (const [k, { x, y }] of places.entries()) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(layout.width);
      expect(y).toBeGreaterThan(20);
      expect(y).toBeLessThan(layout.height);
      for (const other of places.slice(k + 1)) {
        expect(Math.hypot(x - other.x, y - other.y)).toBeGreaterThan(20);
      }
    }
  });
});

describe("contours", () => {
  const grid = (f: (x: number, y: number) => number, n = 21) =>
    Array.from({ length: n }, (_, r) => Array.from({ length: n }, (_, c) => f(c / (n - 1), r / (n - 1))));

  test("the line of a slope is straight and where it belongs", () => {
    const numbers =
      contourLine(
        grid((x) => x),
        0.5,
      )
        .match(/[\d.]+/g)
        ?.map(Number) ?? [];
    expect(numbers.length).toBeGreaterThan(20);
    for (const x of numbers.filter((_, k) => k % 2 === 0)) expect(x).toBeCloseTo(10, 5);
  });

  test("the region above the lowest value is everything, above the highest nothing", () => {
    const slope = grid((x) => x);
    expect(regionAbove(slope, -1)).toBe(Array.from({ length: 20 }, (_, r) => `M0 ${r}H20V${r + 1}H0Z`).join(""));
    expect(regionAbove(slope, 2)).toBe("");
  });

  test("a plane has no levels, a steep rim gets its levels by rank", () => {
    expect(
      contourLevels(
        grid(() => 3),
        5,
      ),
    ).toEqual([]);
    const steep = contourLevels(
      grid((x) => 10 ** (6 * x)),
      9,
    );
    expect(steep.filter((level) => level < 1000).length).toBeGreaterThanOrEqual(4);
    expect(steep).toEqual([...steep].sort((a, b) => a - b));
  });

  test("a value between grid points", () => {
    expect(
      valueAt(
        grid((x, y) => x + 2 * y),
        3.5,
        7.25,
      ),
    ).toBeCloseTo(3.5 / 20 + (2 * 7.25) / 20, 9);
    expect(
      valueAt(
        grid((x, y) => x + 2 * y),
        20,
        20,
      ),
    ).toBeCloseTo(3, 9);
  });
});

test.each([
  [-1, 1, 5, [-1, -0.5, 0, 0.5, 1]],
  [0, 0.3, 3, [0, 0.1, 0.2, 0.3]],
  [2, 2, 5, [2]],
])("round numbers from %d to %d", (from, to, count, expected) => {
  expect(ticks(from, to, count)).toEqual(expected);
});
