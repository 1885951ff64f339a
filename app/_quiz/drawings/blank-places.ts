import type { NetworkDrawing } from "../../../grader/quiz/view.ts";
import type { RenderedOf } from "../rendered.ts";
import { along, asked, drawn, layoutNetwork, type NetworkLayout, type Point, type Spacing } from "./layout.ts";

type Blank = RenderedOf<"diagram">["blanks"][number];

/** `wide`: answer fields lie on the drawing; `narrow`: it shows the numbers of fields that are listed below it. */
const sizes = {
  wide: { spacing: asked, field: 36, first: 20 },
  narrow: { spacing: { ...drawn, label: 22, labelWidth: 44 }, field: 23, first: 12 },
};
/** height of a written value above a node, as network.tsx draws it */
const lineHeight = 15;
/** what stands highest is below the layers' names */
const headingHeight = 26;

const written = (drawing: NetworkDrawing, { m, i }: Blank): number =>
  [drawing.u, drawing.y, drawing.delta].filter((values) => (values?.[m - 1]?.[i - 1] ?? "") !== "").length;

/** Height and width of a weight's own label, beside which a blank may stand on the same edge. */
const [labelHeight, labelWidth] = [17, 42];

/** The labels of weights whose edges carry a blank, moved along the edge to where the blanks and other labels leave most room. */
function asideOf(layout: NetworkLayout, blanks: Blank[], places: Point[], spacing: Spacing): Point[][][] {
  const onEdge = new Set(
    blanks.filter(({ quantity }) => quantity === "dw").map(({ m, i, j }) => `${m},${i},${j ?? 1}`),
  );
  const others = layout.weights.flatMap((rows, m) =>
    rows.flatMap((row, i) => row.filter((_, j) => !onEdge.has(`${m + 1},${i + 1},${j + 1}`))),
  );
  const room = (point: Point): number => {
    const boxes = places.map((place) =>
      Math.max(
        (2 * Math.abs(point.x - place.x)) / (spacing.labelWidth + labelWidth),
        (2 * Math.abs(point.y - place.y)) / (spacing.label + labelHeight),
      ),
    );
    const labels = others.map((other) =>
      Math.max(Math.abs(point.x - other.x) / labelWidth, Math.abs(point.y - other.y) / labelHeight),
    );
    return Math.min(1.2, ...boxes, ...labels);
  };
  return layout.weights.map((rows, m) =>
    rows.map((row, i) =>
      row.map((point, j) => {
        if (!onEdge.has(`${m + 1},${i + 1},${j + 1}`)) return point;
        const [from, to] = [layout.nodes[m]?.[j] ?? point, layout.nodes[m + 1]?.[i] ?? point];
        const clear = (layout.radius + 4 + labelWidth / 2) / Math.hypot(to.x - from.x, to.y - from.y);
        const candidates = Array.from({ length: 25 }, (_, k) => along(from, to, clear + ((1 - 2 * clear) * k) / 24));
        const best = candidates.reduce((a, b) => (room(b) > room(a) + 1e-9 ? b : a));
        others.push(best);
        return best;
      }),
    ),
  );
}

/** A layout with room for the blanks, and where the middle of each stands: weights' at their edge, biases' below the node, the rest above it. */
export function placeBlanks(
  drawing: NetworkDrawing,
  blanks: Blank[],
  size: keyof typeof sizes,
): { layout: NetworkLayout; places: Point[] } {
  const { spacing, field, first } = sizes[size];
  const above = blanks.filter(({ quantity }) => quantity !== "dw" && quantity !== "db");
  const ofNode = ({ m, i }: Blank) => above.filter((other) => other.m === m && other.i === i);
  const most = Math.max(0, ...above.map((blank) => ofNode(blank).length));
  const layout = layoutNetwork(drawing.layers, { ...spacing, row: Math.max(spacing.row, 84 + most * field) });
  const places = blanks.map((blank): Point => {
    const at = layout.nodes[blank.m]?.[blank.i - 1] ?? { x: 0, y: 0 };
    if (blank.quantity === "dw") return layout.weights[blank.m - 1]?.[blank.i - 1]?.[(blank.j ?? 1) - 1] ?? at;
    if (blank.quantity === "db") {
      const bias = drawing.biases?.[blank.m - 1]?.[blank.i - 1] ? lineHeight : 0;
      return { x: at.x, y: at.y + layout.radius + 4 + bias + field / 2 };
    }
    const column = ofNode(blank);
    const rank = column.length - 1 - column.indexOf(blank);
    return { x: at.x, y: at.y - layout.radius - first - written(drawing, blank) * lineHeight - rank * field };
  });
  const weights = asideOf(layout, blanks, places, spacing);
  const down = Math.max(0, ...places.map(({ y }) => headingHeight + field / 2 - y));
  const low = Math.max(layout.height, ...places.map(({ y }) => y + field / 2 + 4)) + down;
  const lower = ({ x, y }: Point): Point => ({ x, y: y + down });
  return {
    layout: {
      ...layout,
      height: low,
      nodes: layout.nodes.map((layer) => layer.map(lower)),
      weights: weights.map((rows) => rows.map((row) => row.map(lower))),
    },
    places: places.map(lower),
  };
}
