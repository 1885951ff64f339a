/** Where everything of a drawn network stands, in units of its view box. Pure, so that a drawing and its answer fields agree. */
export interface Point {
  x: number;
  y: number;
}

export interface NetworkLayout {
  width: number;
  height: number;
  radius: number;
  /** nodes[m][i]; layer 0 are the inputs */
  nodes: Point[][];
  /** where the label of the weight from node j to node i stands; weights[m][i][j], m from 0 for the first layer */
  weights: Point[][][];
  /** y of the layers' names */
  headingY: number;
}

export interface Spacing {
  /** between layers */
  gap: number;
  /** between nodes, at least */
  row: number;
  /** of what stands at an edge: labels must not cover each other, nor the nodes */
  label: number;
  labelWidth: number;
  /** at the left for inputs, at the right for outputs */
  left: number;
  right: number;
}

export const drawn: Spacing = { gap: 132, row: 92, label: 17, labelWidth: 42, left: 62, right: 70 };
/** with answer fields on it */
export const asked: Spacing = { gap: 230, row: 136, label: 38, labelWidth: 126, left: 74, right: 120 };

const radius = 19;
const top = 34;

/** How far apart two labels are, in labels: below 1 they touch. */
const apart = (a: Point, b: Point, { label, labelWidth }: Spacing): number =>
  Math.max(Math.abs(a.x - b.x) / labelWidth, Math.abs(a.y - b.y) / label);

/** The point at a share of the way from one to another. */
export const along = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});

/**
 * Labels of the edges between two layers. Those of one source stand at one share of their edges, so that they fan out; each
 * source takes the share at which its labels are farthest from those that stand already.
 */
function placeLabels(from: Point[], to: Point[], clear: number, spacing: Spacing): Point[][] {
  const placed: Point[] = [];
  const columns = from.map((source) => {
    // equal distances down the column, were it the only source
    const wanted = Math.max(1 / (to.length + 1), clear);
    const shares = Array.from({ length: 13 }, (_, k) => clear + ((1 - 2 * clear) * k) / 12);
    shares.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
    const candidates = shares.map((share) => {
      const points = to.map((target) => along(source, target, share));
      const fan = points.slice(1).map((point, k) => apart(point, points[k] ?? point, spacing));
      const others = points.flatMap((point) => placed.map((other) => apart(point, other, spacing)));
      // farther than a label and a quarter is no better
      return { points, room: Math.min(1.25, ...fan, ...others) };
    });
    const best = candidates.reduce((a, b) => (b.room > a.room + 1e-9 ? b : a));
    placed.push(...best.points);
    return best.points;
  });
  return to.map((_, i) => columns.map((points) => points[i] ?? { x: 0, y: 0 }));
}

/** Layers from left to right, nodes from the top. Layers with many weights between them stand farther apart: more labels are between them. */
export function layoutNetwork(layers: number[], spacing: Spacing): NetworkLayout {
  const most = Math.max(...layers);
  const crowded = layers.some((count, m) => count * (layers[m + 1] ?? 0) > 6);
  const gap = crowded ? spacing.gap * 1.3 : spacing.gap;
  const needed = Math.max(...layers.slice(1).map((to) => (to + 1) * spacing.label));
  const row = Math.max(spacing.row, Math.min(needed, 150));
  const height = top + (most - 1) * row + radius * 2 + 34;
  const middle = top + radius + 12 + ((most - 1) * row) / 2;
  const nodes = layers.map((count, m) =>
    Array.from({ length: count }, (_, i) => ({
      x: spacing.left + radius + m * gap,
      y: middle + (i - (count - 1) / 2) * row,
    })),
  );
  const clear = Math.min((radius + 4 + spacing.labelWidth / 2) / gap, 0.5);
  const weights = nodes.slice(1).map((to, m) => placeLabels(nodes[m] ?? [], to, clear, spacing));
  return {
    width: spacing.left + radius * 2 + (layers.length - 1) * gap + spacing.right,
    height,
    radius,
    nodes,
    weights,
    headingY: 15,
  };
}
