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
  /** height of what stands at an edge: labels must not cover each other */
  label: number;
  /** at the left for inputs, at the right for outputs */
  left: number;
  right: number;
}

export const drawn: Spacing = { gap: 132, row: 92, label: 17, left: 62, right: 70 };
/** with answer fields on it */
export const asked: Spacing = { gap: 230, row: 136, label: 38, left: 74, right: 120 };

const radius = 19;
const top = 34;

/**
 * Layers from left to right, nodes from the top. A weight's label stands at the share 1/(n + 1) of its edge, n the nodes
 * that the edges lead to: then the labels of a column have equal distances.
 */
export function layoutNetwork(layers: number[], spacing: Spacing): NetworkLayout {
  const most = Math.max(...layers);
  // labels of a column: n_to for each source, so that nodes must stand (n_to + 1) labels apart
  const needed = Math.max(...layers.slice(1).map((to) => (to + 1) * spacing.label));
  const row = Math.max(spacing.row, Math.min(needed, 150));
  const height = top + (most - 1) * row + radius * 2 + 34;
  const middle = top + radius + 12 + ((most - 1) * row) / 2;
  const nodes = layers.map((count, m) =>
    Array.from({ length: count }, (_, i) => ({
      x: spacing.left + radius + m * spacing.gap,
      y: middle + (i - (count - 1) / 2) * row,
    })),
  );
  const clear = (radius + 24) / spacing.gap;
  const weights = layers.slice(1).map((to, index) => {
    const share = Math.max(1 / (to + 1), clear);
    return Array.from({ length: to }, (_, i) =>
      Array.from({ length: layers[index] ?? 0 }, (_, j) => {
        const a = nodes[index]?.[j] ?? { x: 0, y: 0 };
        const b = nodes[index + 1]?.[i] ?? { x: 0, y: 0 };
        return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
      }),
    );
  });
  return {
    width: spacing.left + radius * 2 + (layers.length - 1) * spacing.gap + spacing.right,
    height,
    radius,
    nodes,
    weights,
    headingY: 15,
  };
}
