import type { Localised } from "../../report.ts";
import { evaluate, readExpression } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import { isVector } from "../values.ts";
import type { SurfaceDrawing } from "../view.ts";
import { textOf, type ViewContext } from "./view-context.ts";

/** points along each side: enough for contour lines on a phone and on a projector */
const side = 41;

interface Surface {
  surface: string;
  w1: [number, number];
  w2: [number, number];
  marks: { at: string; label: Localised }[];
}

/** J on a grid over the window: values[r][c] at w2 of row r from below and w1 of column c, to six digits. */
export function drawSurface({ surface, w1, w2, marks }: Surface, context: ViewContext): SurfaceDrawing {
  const expression = readExpression(surface);
  const values = { ...context.variant.values };
  const along = ([from, to]: readonly [number, number], k: number) => from + ((to - from) * k) / (side - 1);
  const grid = Array.from({ length: side }, (_, r) =>
    Array.from({ length: side }, (_, c) => {
      const J = expression.run(Object.assign(values, { w1: along(w1, c), w2: along(w2, r) }), context.purse);
      if (typeof J === "number" && Number.isFinite(J)) return Number(J.toPrecision(6));
      throw new ExpressionError(surface, `has no finite number at w1 = ${along(w1, c)}, w2 = ${along(w2, r)}`);
    }),
  );
  return {
    w1,
    w2,
    values: grid,
    marks: marks.map(({ at, label }) => {
      const point = evaluate(at, context.variant.values, context.purse);
      if (!isVector(point) || point.length !== 2) throw new ExpressionError(at, "is not a point [w1, w2]");
      return { w1: point[0]!, w2: point[1]!, label: textOf(label, context, "plain") };
    }),
  };
}
