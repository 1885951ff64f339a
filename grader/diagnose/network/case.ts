import type { Matrix, Network, Vector } from "../../contract.ts";

export type NetworkKind = "forward" | "loss" | "sensitivities" | "gradient" | "hessian";

/** One call of a network exercise. `forward` and `sensitivities` are asked about the first row of X (and D). */
export interface NetworkCase {
  net: Network;
  /** N x N_0 */
  X: Matrix;
  /** N x N_M */
  D: Matrix;
  relation?: "none" | "duplicated-batch" | "permuted" | "repeated-call";
  /** calls of the same export made before in the same process, oldest first: what a program that forgets to reset has kept */
  earlier?: readonly NetworkCase[];
  /** what the student's own `loss` says of this case, where it is known */
  ownLoss?: number;
}

/** One tensor's place in the flat values of an answer. `layer` counts from 1. */
export interface Place {
  name: string;
  layer?: number;
  start: number;
  rows: number;
  columns: number;
}

function placesInTurn(tensors: { name: string; layer?: number; rows: number; columns: number }[]): Place[] {
  let start = 0;
  return tensors.map((tensor) => {
    const place = { ...tensor, start };
    start += tensor.rows * tensor.columns;
    return place;
  });
}

/**
 * The tensors of an answer in the order of its flat values, which is the contract's order depth first: `forward` u^1..u^M then
 * y^1..y^M; `sensitivities` delta^1..delta^M; `gradient` W^1, b^1, W^2, ...; `hessian` one matrix; `loss` one number.
 */
export function placesOf(kind: NetworkKind, net: Network): Place[] {
  const vectors = (symbol: string) =>
    net.map(({ b }, m) => ({ name: `${symbol}${m + 1}`, layer: m + 1, rows: 1, columns: b.length }));
  switch (kind) {
    case "forward":
      return placesInTurn([...vectors("u"), ...vectors("y")]);
    case "loss":
      return placesInTurn([{ name: "J", rows: 1, columns: 1 }]);
    case "sensitivities":
      return placesInTurn(vectors("delta"));
    case "gradient":
      return placesInTurn(
        net.flatMap(({ W, b }, m) => [
          { name: `W${m + 1}`, layer: m + 1, rows: W.length, columns: W[0]!.length },
          { name: `b${m + 1}`, layer: m + 1, rows: 1, columns: b.length },
        ]),
      );
    case "hessian": {
      const size = net.reduce((sum, { W, b }) => sum + b.length * (W[0]!.length + 1), 0);
      return placesInTurn([{ name: "H", rows: size, columns: size }]);
    }
  }
}

/** The same tensors in causal order: u^1, y^1, u^2, ... forwards; from the output layer back for sensitivities and gradients. */
export function causalOrder(kind: NetworkKind, places: readonly Place[]): Place[] {
  const direction = kind === "forward" ? 1 : -1;
  return places.toSorted((a, b) => direction * ((a.layer ?? 0) - (b.layer ?? 0)));
}

/** u^1..u^M then y^1..y^M, or any list of vectors, one after the other. */
export const joined = (...lists: (readonly Vector[])[]): Float64Array => Float64Array.from(lists.flat(2));

/** A case of the same activation functions with at most three nodes in a layer and three examples, cut out of a large one. */
export function miniature(c: NetworkCase): NetworkCase {
  const few = <T>(list: readonly T[]): T[] => list.slice(0, 3);
  return {
    net: c.net.map(({ W, b, f }) => ({ W: few(W).map(few), b: few(b), f })),
    X: few(c.X).map(few),
    D: few(c.D).map(few),
  };
}
