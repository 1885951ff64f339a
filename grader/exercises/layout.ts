import type { Network } from "../contract.ts";
import type { Plain, Shape } from "../sandbox/types.ts";

/** One tensor inside the flat numbers of a result, depth first as the shape lists them. */
export interface Slot {
  name: string;
  layer?: number;
  rows: number;
  columns: number;
  offset: number;
}

export interface Layout {
  shape: Shape;
  slots: Slot[];
  size: number;
}

type Part = Omit<Slot, "offset">;

function layoutOf(shape: Shape, parts: readonly Part[]): Layout {
  let offset = 0;
  const slots = parts.map((part) => {
    const slot = { ...part, offset };
    offset += part.rows * part.columns;
    return slot;
  });
  return { shape, slots, size: offset };
}

const vectors = (name: string, sizes: readonly number[]): Part[] =>
  sizes.map((size, m) => ({ name: `${name}${m + 1}`, layer: m + 1, rows: 1, columns: size }));

const widths = (net: Network) => net.map((layer) => layer.b.length);

const list = (sizes: readonly number[]): Shape => ({ list: sizes.map((size) => ({ vector: size })) });

/** u^1..u^M, then y^1..y^M */
export function forwardLayout(net: Network): Layout {
  const sizes = widths(net);
  return layoutOf({ record: { u: list(sizes), y: list(sizes) } }, [...vectors("u", sizes), ...vectors("y", sizes)]);
}

export const lossLayout: Layout = layoutOf("number", [{ name: "J", rows: 1, columns: 1 }]);

/** delta^1..delta^M */
export function sensitivitiesLayout(net: Network): Layout {
  return layoutOf(list(widths(net)), vectors("delta", widths(net)));
}

const layerShape = (layer: Network[number]): Shape => ({
  record: { W: { matrix: [layer.b.length, layer.W[0]!.length] }, b: { vector: layer.b.length } },
});

const layerParts = (net: Network): Part[] =>
  net.flatMap((layer, m) => [
    { name: `W${m + 1}`, layer: m + 1, rows: layer.b.length, columns: layer.W[0]!.length },
    { name: `b${m + 1}`, layer: m + 1, rows: 1, columns: layer.b.length },
  ]);

/** W^1, b^1, W^2, ...: the parameters of a network or its gradient */
export function gradientLayout(net: Network): Layout {
  return layoutOf({ list: net.map(layerShape) }, layerParts(net));
}

export function hessianLayout(net: Network): Layout {
  const size = gradientLayout(net).size;
  return layoutOf({ matrix: [size, size] }, [{ name: "H", rows: size, columns: size }]);
}

export function vectorLayout(name: string, size: number): Layout {
  return layoutOf({ vector: size }, [{ name, rows: 1, columns: size }]);
}

/** { net, losses } of `train` and `multi-start`, in that order */
export function trainedLayout(net: Network, losses: number): Layout {
  return layoutOf({ record: { net: { list: net.map(layerShape) }, losses: { vector: losses } } }, [
    ...layerParts(net),
    { name: "losses", rows: 1, columns: losses },
  ]);
}

/** A network as an argument: plain data for the box. */
export function plainNetwork(net: Network): Plain {
  return net.map(({ W, b, f }) => ({ W, b, f }));
}

/** "3-4-5-2, N = 7" for a person */
export function networkLabel(net: Network, N: number): string {
  return `${[net[0]!.W[0]!.length, ...widths(net)].join("-")} ${net.map((layer) => layer.f).join("/")}, N = ${N}`;
}
