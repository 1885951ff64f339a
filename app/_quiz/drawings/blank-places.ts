import type { NetworkDrawing } from "../../../grader/quiz/view.ts";
import type { RenderedOf } from "../rendered.ts";
import { asked, layoutNetwork, type NetworkLayout, type Point } from "./layout.ts";

type Blank = RenderedOf<"diagram">["blanks"][number];

/** height of an answer field on the drawing, with room around it */
const fieldHeight = 36;
/** height of a written value above a node, as network.tsx draws it */
const lineHeight = 15;

const written = (drawing: NetworkDrawing, m: number, i: number): number =>
  [drawing.u, drawing.y, drawing.delta].filter((values) => values?.[m - 1]?.[i - 1] !== undefined).length;

/** A layout with room for the blanks, and where the middle of each stands: weights' at their edge, biases' below the node, the rest above it. */
export function placeBlanks(drawing: NetworkDrawing, blanks: Blank[]): { layout: NetworkLayout; places: Point[] } {
  const above = (blank: Blank) => blank.quantity !== "dw" && blank.quantity !== "db";
  const node = ({ m, i }: Blank) => `${m},${i}`;
  const counts = new Map<string, number>();
  for (const blank of blanks.filter(above)) counts.set(node(blank), (counts.get(node(blank)) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const layout = layoutNetwork(drawing.layers, { ...asked, row: Math.max(asked.row, 84 + most * fieldHeight) });
  const shift = Math.max(0, most - 1) * fieldHeight;
  const lower = ({ x, y }: Point): Point => ({ x, y: y + shift });
  const moved: NetworkLayout = {
    ...layout,
    height: layout.height + shift + 16,
    nodes: layout.nodes.map((layer) => layer.map(lower)),
    weights: layout.weights.map((rows) => rows.map((row) => row.map(lower))),
  };
  const used = new Map<string, number>();
  const places = blanks.map((blank): Point => {
    const at = moved.nodes[blank.m]?.[blank.i - 1] ?? { x: 0, y: 0 };
    if (blank.quantity === "dw") return moved.weights[blank.m - 1]?.[blank.i - 1]?.[(blank.j ?? 1) - 1] ?? at;
    if (blank.quantity === "db") return { x: at.x, y: at.y + moved.radius + 22 + (drawing.biases ? lineHeight : 0) };
    const k = used.get(node(blank)) ?? 0;
    used.set(node(blank), k + 1);
    const rank = (counts.get(node(blank)) ?? 1) - 1 - k;
    return {
      x: at.x,
      y: at.y - moved.radius - 20 - written(drawing, blank.m, blank.i) * lineHeight - rank * fieldHeight,
    };
  });
  return { layout: moved, places };
}
