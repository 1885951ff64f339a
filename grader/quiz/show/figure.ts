import { readExpression } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { Figure } from "../item.ts";
import { isNumber } from "../values.ts";
import type { CurveDrawing, FigureView } from "../view.ts";
import { drawNetwork, readCase } from "./network-drawing.ts";
import { drawSurface } from "./surface-drawing.ts";
import { textOf, type ViewContext } from "./view-context.ts";

const pointsOfCurve = 161;

function drawCurves({ curves, t: [from, to] }: Extract<Figure, { kind: "curve" }>, context: ViewContext): CurveDrawing {
  const t = Array.from({ length: pointsOfCurve }, (_, k) =>
    Number((from + ((to - from) * k) / (pointsOfCurve - 1)).toPrecision(6)),
  );
  return {
    t,
    curves: curves.map(({ y, label }) => {
      const expression = readExpression(y);
      const values = { ...context.variant.values };
      const points = t.map((at) => {
        const value = expression.run(Object.assign(values, { t: at }), context.purse);
        if (!isNumber(value)) throw new ExpressionError(y, "is not a number");
        return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
      });
      if (points.every((point) => point === null)) throw new ExpressionError(y, "has no finite value on the curve");
      return { label: textOf(label, context, "plain"), y: points };
    }),
  };
}

/** One figure of an item, as data that the page draws. */
export function showFigure(figure: Figure, context: ViewContext): FigureView {
  const caption = figure.caption ? { caption: textOf(figure.caption, context) } : {};
  switch (figure.kind) {
    case "network":
      return {
        ...caption,
        kind: "network",
        drawing: drawNetwork(readCase(figure, context.variant.values, context.purse), figure.show, context.locale),
      };
    case "surface":
      return { ...caption, kind: "surface", drawing: drawSurface(figure, context) };
    case "curve":
      return { ...caption, kind: "curve", drawing: drawCurves(figure, context) };
  }
}
