import type { Answers } from "../../grader/quiz/answer.ts";
import { evaluate } from "../../grader/quiz/expression.ts";
import { ExpressionError } from "../../grader/quiz/expression-error.ts";
import type { Field, FieldOf } from "../../grader/quiz/field.ts";
import type { Item } from "../../grader/quiz/item.ts";
import { shownChoices, shownGapChoices, shownLines, shownRights } from "../../grader/quiz/shown-order.ts";
import type { Values } from "../../grader/quiz/values.ts";
import type { Variant } from "../../grader/quiz/variant.ts";
import type { Localised } from "../../grader/report.ts";

export type Rekeyed =
  | { ok: true; variant: Variant; answers: Answers }
  /** the corrected question asks something else: what was answered says nothing about it */
  | { ok: false; reason: Localised };

const no = (en: string, pt: string): Rekeyed => ({ ok: false, reason: { en, "pt-BR": pt } });

/**
 * A frozen variant and its answers under a corrected question. What was drawn stays as the person met it; what is computed is
 * computed anew, since a wrong key is often a wrong formula. Answers that name a place in a shuffled list are carried over by
 * what stood there, for another list is shuffled otherwise. Pure.
 */
export function rekey(old: Variant, now: Item, answers: Answers): Rekeyed {
  const values: Values = now.generator ? { ...old.values } : {};
  for (const [name, parameter] of Object.entries(now.parameters)) {
    const drawn = old.values[name];
    if (typeof parameter === "string") {
      try {
        values[name] = evaluate(parameter, values);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        return no(
          `With the numbers of this variant, "${name}" cannot be computed: ${error.message}`,
          `Com os números desta variante, "${name}" não pode ser calculado: ${error.message}`,
        );
      }
    } else if (drawn === undefined) {
      return no(
        `The new version draws "${name}", which this variant does not have.`,
        `A nova versão sorteia "${name}", que esta variante não tem.`,
      );
    } else values[name] = drawn;
  }
  const variant: Variant = { item: now, seed: old.seed, values };
  const carried: Answers = {};
  for (const field of now.fields) {
    const before = old.item.fields.find(({ id }) => id === field.id);
    if (before?.kind !== field.kind) {
      return no(
        `The new version asks for "${field.id}", which was not asked then.`,
        `A nova versão pergunta "${field.id}", que não foi perguntado então.`,
      );
    }
    const answer = answers[field.id];
    if (answer === undefined) continue;
    const translated = translate(old, before, variant, field, answer);
    if (translated !== undefined) carried[field.id] = translated;
  }
  return { ok: true, variant, answers: carried };
}

type Answer = Answers[string];

/** id as shown then -> id as shown now, by what authors call it */
function places<T extends { id: string }>(then: readonly T[], now: readonly T[], nameOf: (shown: T) => string) {
  const here = new Map(now.map((shown) => [nameOf(shown), shown.id]));
  const map = new Map(then.map((shown) => [shown.id, here.get(nameOf(shown))]));
  return (id: unknown) => (typeof id === "string" ? map.get(id) : undefined);
}

const choiceId = (shown: { choice: { id: string } }) => shown.choice.id;

function translate(old: Variant, before: Field, variant: Variant, field: Field, answer: Answer): Answer | undefined {
  switch (field.kind) {
    case "single-choice":
      return places(shownChoices(old, before as typeof field), shownChoices(variant, field), choiceId)(answer);
    case "multiple-choice": {
      const place = places(shownChoices(old, before as typeof field), shownChoices(variant, field), choiceId);
      return Array.isArray(answer) ? answer.map(place).filter((id) => id !== undefined) : answer;
    }
    case "ordering": {
      const place = places(
        shownLines(old, before as typeof field),
        shownLines(variant, field),
        (shown) => (shown as ReturnType<typeof shownLines>[number]).line.id,
      );
      return Array.isArray(answer) ? answer.map(place).filter((id) => id !== undefined) : answer;
    }
    case "matching":
      return isRecord(answer) ? matched(old, before as typeof field, variant, field, answer) : answer;
    case "cloze": {
      if (!isRecord(answer)) return answer;
      const gaps = Object.entries(answer).map(([gap, given]) => {
        const place = places(
          shownGapChoices(old, before as typeof field, gap),
          shownGapChoices(variant, field, gap),
          choiceId,
        );
        return [gap, field.gaps[gap]?.kind === "single-choice" ? place(given) : given] as const;
      });
      return Object.fromEntries(gaps.filter(([, given]) => given !== undefined)) as Answer;
    }
    default:
      return answer;
  }
}

const isRecord = (answer: Answer): answer is Record<string, Answer> =>
  typeof answer === "object" && answer !== null && !Array.isArray(answer);

/** Sides have no ids: they are known by their texts, and by their places where an author mended a text. */
function matched(
  old: Variant,
  before: FieldOf<"matching">,
  variant: Variant,
  field: FieldOf<"matching">,
  answer: Record<string, Answer>,
): Answer {
  const print = (text: Localised) => JSON.stringify([text.en, text["pt-BR"]]);
  const rights = shownRights(variant, field);
  const then = new Map(shownRights(old, before).map((right) => [right.id, right]));
  const moved: Record<string, Answer> = {};
  for (const [left, right] of Object.entries(answer)) {
    const pair = before.pairs[Number(left)];
    const given = typeof right === "string" ? then.get(right) : undefined;
    if (!pair || !given) continue;
    const byText = field.pairs.findIndex((each) => print(each.left) === print(pair.left));
    const place = byText >= 0 ? byText : Number(left);
    const same =
      rights.find((each) => print(each.text) === print(given.text)) ??
      rights.find((each) => each.pair !== null && each.pair === given.pair);
    if (same && place < field.pairs.length) moved[String(place)] = same.id;
  }
  return moved;
}
