import type { Activation, Network } from "../contract.ts";
import { activationSchema } from "../project.ts";
import { isList, isMatrix, isVector, kindOf, type Value } from "./values.ts";

/** most nodes of a layer and most layers, as for drawn networks */
const widest = 32;
const deepest = 8;

/**
 * A value as the contract's Network, a list of {W, b, f}; a gradient, which has no f, is taken with linear layers.
 * @returns why it is none, for its author
 */
export function readNetwork(value: Value | undefined): { ok: true; net: Network } | { ok: false; message: string } {
  const wrong = (message: string) => ({ ok: false as const, message });
  if (!isList(value) || value.length === 0)
    return wrong(`a network is a list of layers {W, b, f}, not ${kindOf(value)}`);
  if (value.length > deepest) return wrong(`a network has at most ${deepest} layers here`);
  const net: Network = [];
  for (const [m, layer] of value.entries()) {
    const where = `layer ${m + 1}`;
    if (typeof layer !== "object" || isList(layer)) return wrong(`${where} is ${kindOf(layer)}, not {W, b, f}`);
    const { W, b, f } = layer;
    if (!isMatrix(W)) return wrong(`W of ${where} is ${kindOf(W)}, not a matrix`);
    if (W.length > widest || W[0]!.length > widest) return wrong(`${where} is wider than ${widest}`);
    if (!isVector(b) || b.length !== W.length) return wrong(`b of ${where} is ${kindOf(b)} and W has ${W.length} rows`);
    const inputs = net.at(-1)?.b.length;
    if (inputs !== undefined && W[0]!.length !== inputs) {
      return wrong(`W of ${where} has ${W[0]!.length} columns and the layer below ${inputs} nodes`);
    }
    const name = f === undefined ? "linear" : activationSchema.safeParse(f).data;
    if (name === undefined) return wrong(`f of ${where} is ${JSON.stringify(f)}, not an activation function`);
    net.push({ W, b, f: name as Activation });
  }
  return { ok: true, net };
}
