import type { Network, Vector } from "../../contract.ts";
import { activate, timesJacobian } from "../../oracle/activation.ts";
import { answerSchemas, blankId } from "../answer.ts";
import { ExpressionError } from "../expression-error.ts";
import type { FieldOf } from "../field.ts";
import { type ReadNumber, readNumber } from "../read-number.ts";
import { readCase } from "../show/network-drawing.ts";
import type { Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";
import { within } from "./tolerance.ts";

type Blank = FieldOf<"diagram">["blanks"][number];

/** Numbers that somebody has entered, by `blankId`: everything after them is worked out from these. */
type Entered = ReadonlyMap<string, number>;
const nothing: Entered = new Map();

/**
 * u, y and delta as they follow from the entered numbers, for nodes of which none is entered and for those of which one is; of
 * one example's sum_j e_j^2. `kept` has the entered numbers in their places.
 */
function pass({ net, x, d }: { net: Network; x: Vector; d?: Vector }, entered: Entered) {
  const follows = { u: [] as Vector[], y: [] as Vector[], delta: [] as Vector[] };
  const kept = { u: [] as Vector[], y: [] as Vector[], delta: [] as Vector[] };
  const put = (quantity: keyof typeof follows, layer: number, vector: Vector): Vector => {
    follows[quantity][layer] = vector;
    const entries = vector.map((v, i) => entered.get(blankId({ quantity, m: layer + 1, i: i + 1 })) ?? v);
    kept[quantity][layer] = entries;
    return entries;
  };
  net.reduce<Vector>((below, { W, b, f }, m) => {
    const u = put(
      "u",
      m,
      W.map((row, i) => row.reduce((sum, w, j) => sum + w * below[j]!, b[i]!)),
    );
    return put("y", m, activate(f, u));
  }, x);
  if (d === undefined) return { follows, kept };
  const M = net.length - 1;
  const slope = (m: number, v: Vector) => timesJacobian(net[m]!.f, kept.u[m]!, kept.y[m]!, v);
  let delta = put(
    "delta",
    M,
    slope(
      M,
      d.map((dj, j) => -2 * (dj - kept.y[M]![j]!)),
    ),
  );
  for (let m = M; m > 0; m--) {
    const above = delta;
    const back = kept.u[m - 1]!.map((_, j) => above.reduce((sum, v, i) => sum + net[m]!.W[i]![j]! * v, 0));
    delta = put("delta", m - 1, slope(m - 1, back));
  }
  return { follows, kept };
}

/**
 * Numbers of a drawing's blanks, by `blankId`: u, y, delta of one example's sum_j e_j^2, and dw = delta_i^m y_j^{m-1}, db =
 * delta_i^m of the same. Right ones, or those that follow from numbers entered before them.
 * @throws ExpressionError where network, example and blanks do not fit together
 */
export function blankValues(
  field: FieldOf<"diagram">,
  values: Values,
  entered: Entered = nothing,
): Map<string, number> {
  const { net, x, d } = readCase(field, values);
  if (x === undefined) throw new ExpressionError(field.x, "is no example");
  const { follows, kept } = pass({ net, x, ...(d ? { d } : {}) }, entered);
  const numberOf = ({ quantity, m, i, j }: Blank): number | undefined => {
    switch (quantity) {
      case "u":
      case "y":
      case "delta":
        return follows[quantity][m - 1]?.[i - 1];
      case "db":
        return kept.delta[m - 1]?.[i - 1];
      case "dw": {
        const below = m === 1 ? x : kept.y[m - 2];
        const input = j === undefined ? undefined : below?.[j - 1];
        const sensitivity = kept.delta[m - 1]?.[i - 1];
        return sensitivity === undefined || input === undefined ? undefined : sensitivity * input;
      }
    }
  };
  return new Map(
    field.blanks.map((blank) => {
      const value = numberOf(blank);
      const id = blankId(blank);
      if (value === undefined) throw new ExpressionError(field.net, `the network has no ${id}, or d is not given`);
      return [id, value];
    }),
  );
}

/** Typed numbers of the blanks, by `blankId`; null where nothing was typed. */
export function readBlanks(field: FieldOf<"diagram">, answer: unknown): Map<string, ReadNumber | null> | null {
  const read = answerSchemas.diagram.safeParse(answer);
  if (!read.success) return null;
  return new Map(
    field.blanks.map((blank) => {
      const id = blankId(blank);
      const text = Object.hasOwn(read.data, id) ? read.data[id]! : "";
      return [id, text.trim() === "" ? null : readNumber(text)];
    }),
  );
}

/** Which blanks are right on numbers entered before them; zeros that only follow from a zero are not. */
function rightOn(
  field: FieldOf<"diagram">,
  values: Values,
  entered: Entered,
  typed: ReadonlyMap<string, ReadNumber | null>,
  right: ReadonlyMap<string, number>,
): boolean[] {
  const own = blankValues(field, values, entered);
  return [...typed].map(([id, cell]) => {
    const value = own.get(id)!;
    if (cell?.ok !== true || (value === 0 && right.get(id) !== 0)) return false;
    return within(cell.value, value, field.tolerance);
  });
}

/**
 * Numbers entered on a drawn network: the share of blanks that are right, in themselves or on the student's own numbers in nodes
 * before them (a wrong u_i^m is charged once, and not again in y_i^m and all that follows).
 */
export function judgeDiagram(field: FieldOf<"diagram">, answer: unknown, { values }: Variant): Judgement {
  const typed = readBlanks(field, answer);
  if (typed === null) return malformed;
  const cells = [...typed.values()];
  if (cells.every((cell) => cell === null)) return empty;
  const right = blankValues(field, values);
  const itself = rightOn(field, values, nothing, typed, right);
  const numbers = [...typed].flatMap(([id, cell]): [string, number][] => (cell?.ok ? [[id, cell.value]] : []));
  const onlyWrong = numbers.filter(([id, value]) => !within(value, right.get(id)!, field.tolerance));
  const own = [numbers, onlyWrong].map((entered) => rightOn(field, values, new Map(entered), typed, right));
  const parts = itself.map((one, k) => one || own.some((way) => way[k]!));
  const refused = cells.find((cell) => cell !== null && !cell.ok);
  const message = refused?.ok === false ? refused.message : undefined;
  const credited = byCredit(parts.filter(Boolean).length / parts.length);
  return {
    ...credited,
    ...(credited.credit === 0 && message ? { state: "unreadable" as const } : {}),
    parts,
    ...(parts.some((one, k) => one && !itself[k]) ? { carried: true } : {}),
    ...(message ? { message } : {}),
  };
}
