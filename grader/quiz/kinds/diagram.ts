import { forward } from "../../oracle/forward.ts";
import { sensitivities } from "../../oracle/sensitivities.ts";
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

/**
 * Right numbers of a drawing's blanks, by `blankId`: u, y, delta of one example's sum_j e_j^2, and dw = delta_i^m y_j^{m-1}, db = delta_i^m of the same.
 * @throws ExpressionError where network, example and blanks do not fit together
 */
export function blankValues(field: FieldOf<"diagram">, values: Values): Map<string, number> {
  const { net, x, d } = readCase(field, values);
  if (x === undefined) throw new ExpressionError(field.x, "is no example");
  const pass = forward(net, x);
  const delta = d === undefined ? undefined : sensitivities(net, x, d);
  const numberOf = ({ quantity, m, i, j }: Blank): number | undefined => {
    const sensitivity = delta?.[m - 1]?.[i - 1];
    switch (quantity) {
      case "u":
        return pass.u[m - 1]?.[i - 1];
      case "y":
        return pass.y[m - 1]?.[i - 1];
      case "delta":
      case "db":
        return sensitivity;
      case "dw": {
        const below = m === 1 ? x : pass.y[m - 2];
        const input = j === undefined ? undefined : below?.[j - 1];
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

/** Numbers entered on a drawn network: the share of blanks that are right. */
export function judgeDiagram(field: FieldOf<"diagram">, answer: unknown, { values }: Variant): Judgement {
  const typed = readBlanks(field, answer);
  if (typed === null) return malformed;
  const cells = [...typed.values()];
  if (cells.every((cell) => cell === null)) return empty;
  const right = blankValues(field, values);
  const parts = [...typed].map(
    ([id, cell]) => cell?.ok === true && within(cell.value, right.get(id)!, field.tolerance),
  );
  const refused = [...typed].find(([, cell]) => cell !== null && !cell.ok);
  const message = refused?.[1]?.ok === false ? refused[1].message : undefined;
  const credited = byCredit(parts.filter(Boolean).length / parts.length);
  return {
    ...credited,
    ...(credited.credit === 0 && message ? { state: "unreadable" as const } : {}),
    parts,
    ...(message ? { message } : {}),
  };
}
