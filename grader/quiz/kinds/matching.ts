import { answerSchemas } from "../answer.ts";
import type { FieldOf } from "../field.ts";
import { shownRights } from "../shown-order.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";

/** The share of left sides that have their right side. Right sides with the same text are the same. */
export function judgeMatching(field: FieldOf<"matching">, answer: unknown, variant: Variant): Judgement {
  const read = answerSchemas.matching.safeParse(answer);
  if (!read.success) return malformed;
  const chosen = Object.entries(read.data).filter(([, id]) => id !== "");
  if (chosen.length === 0) return empty;
  const rights = new Map(shownRights(variant, field).map((one) => [one.id, one]));
  const parts = field.pairs.map(({ right }, pair) => {
    const id = chosen.find(([left]) => left === String(pair))?.[1];
    const given = id === undefined ? undefined : rights.get(id);
    if (given === undefined) return false;
    return given.pair === pair || (given.text.en === right.en && given.text["pt-BR"] === right["pt-BR"]);
  });
  return { ...byCredit(parts.filter(Boolean).length / parts.length), parts };
}
