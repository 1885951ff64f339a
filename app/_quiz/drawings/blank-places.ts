import type { NetworkDrawing } from "../../../grader/quiz/view.ts";
import type { RenderedOf } from "../rendered.ts";
import { asked, drawn, layoutNetwork, type NetworkLayout, type Point } from "./layout.ts";

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
  const down = Math.max(0, ...places.map(({ y }) => headingHeight + field / 2 - y));
  const low = Math.max(layout.height, ...places.map(({ y }) => y + field / 2)) + down;
  const lower = ({ x, y }: Point): Point => ({ x, y: y + down });
  return {
    layout: {
      ...layout,
      height: low,
      nodes: layout.nodes.map((layer) => layer.map(lower)),
      weights: layout.weights.map((rows) => rows.map((row) => row.map(lower))),
    },
    places: places.map(lower),
  };
}
