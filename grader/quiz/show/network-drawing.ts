import type { Network } from "../../contract.ts";
import { forward } from "../../oracle/forward.ts";
import { sizesOf } from "../../oracle/parameters.ts";
import { sensitivities } from "../../oracle/sensitivities.ts";
import { evaluate } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import { readNetwork } from "../read-network.ts";
import type { Purse } from "../run.ts";
import { isVector, kindOf, type Values } from "../values.ts";
import type { NetworkDrawing } from "../view.ts";
import { type Locale, shownNumber } from "./number.ts";

export type Shown = "weights" | "biases" | "inputs" | "targets" | "u" | "y" | "delta";

/** A network with its example, from expressions; d where it is given. */
export interface DrawnCase {
  net: Network;
  x?: number[];
  d?: number[];
}

/** @throws ExpressionError where the expressions are no network and example that fit together */
export function readCase(
  { net: netText, x: xText, d: dText }: { net: string; x?: string | undefined; d?: string | undefined },
  values: Values,
  purse?: Purse,
): DrawnCase {
  const read = readNetwork(evaluate(netText, values, purse));
  if (!read.ok) throw new ExpressionError(netText, read.message);
  const sizes = sizesOf(read.net);
  const vector = (text: string, length: number) => {
    const value = evaluate(text, values, purse);
    if (isVector(value) && value.length === length) return value;
    throw new ExpressionError(text, `is ${kindOf(value)} where ${length} numbers are needed`);
  };
  return {
    net: read.net,
    ...(xText === undefined ? {} : { x: vector(xText, sizes[0]!) }),
    ...(dText === undefined ? {} : { d: vector(dText, sizes.at(-1)!) }),
  };
}

/**
 * Labels of a drawing: those of `show`, as far as the example is there.
 * @param asked whether the student is to say u or y of node i of layer m (from 1 on): then nothing stands there
 */
export function drawNetwork(
  { net, x, d }: DrawnCase,
  show: readonly Shown[],
  locale: Locale,
  asked: (quantity: Shown, m: number, i: number) => boolean = () => false,
): NetworkDrawing {
  const number = (v: number) => shownNumber(v, locale);
  const labels = (quantity: Shown, layers: readonly (readonly number[])[]) =>
    layers.map((layer, m) => layer.map((v, i) => (asked(quantity, m + 1, i + 1) ? "" : number(v))));
  const wanted = (quantity: Shown) => show.includes(quantity);
  const pass = x && (wanted("u") || wanted("y")) ? forward(net, x) : undefined;
  return {
    layers: sizesOf(net),
    activations: net.map(({ f }) => f),
    ...(wanted("weights") ? { weights: net.map(({ W }) => W.map((row) => row.map(number))) } : {}),
    ...(wanted("biases") ? { biases: net.map(({ b }) => b.map(number)) } : {}),
    ...(wanted("inputs") && x ? { inputs: x.map(number) } : {}),
    ...(wanted("targets") && d ? { targets: d.map(number) } : {}),
    ...(pass && wanted("u") ? { u: labels("u", pass.u) } : {}),
    ...(pass && wanted("y") ? { y: labels("y", pass.y) } : {}),
    ...(wanted("delta") && x && d ? { delta: labels("delta", sensitivities(net, x, d)) } : {}),
  };
}
