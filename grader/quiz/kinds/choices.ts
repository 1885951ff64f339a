import { answerSchemas } from "../answer.ts";
import { truthOf } from "../expression.ts";
import type { FieldOf } from "../field.ts";
import { type Choice, shownChoices } from "../shown-order.ts";
import type { Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";

export type Shown = readonly { id: string; choice: Choice }[];

const wordsOf = (chosen: readonly Choice[]): Pick<Judgement, "words"> => {
  const words = chosen.flatMap(({ feedback }) => feedback ?? []);
  return words.length > 0 ? { words } : {};
};

/** One of the choices shown, full for a correct one, otherwise its `credit`; also a gap of a cloze. */
export function judgeChosen(shown: Shown, id: string, values: Values): Judgement {
  if (id === "") return empty;
  const chosen = shown.find((one) => one.id === id);
  if (chosen === undefined) return malformed;
  const { correct, credit = 0 } = chosen.choice;
  return { ...byCredit(truthOf(correct, values) ? 1 : credit), ...wordsOf([chosen.choice]) };
}

export function judgeSingleChoice(field: FieldOf<"single-choice">, answer: unknown, variant: Variant): Judgement {
  const read = answerSchemas["single-choice"].safeParse(answer);
  return read.success ? judgeChosen(shownChoices(variant, field), read.data, variant.values) : malformed;
}

/**
 * right-minus-wrong: the share of the right choices that are ticked less the share of the wrong ones that are, never below 0, so
 * that ticking everything is worth nothing. per-choice: the share of choices rightly ticked or left.
 */
export function judgeMultipleChoice(field: FieldOf<"multiple-choice">, answer: unknown, variant: Variant): Judgement {
  const read = answerSchemas["multiple-choice"].safeParse(answer);
  if (!read.success) return malformed;
  const ticked = new Set(read.data);
  const choices = shownChoices(variant, field).map(({ id, choice }) => ({
    choice,
    correct: truthOf(choice.correct, variant.values),
    ticked: ticked.delete(id),
  }));
  if (ticked.size > 0) return malformed;
  const right = choices.filter(({ correct }) => correct);
  if (right.length > 0 && !choices.some((one) => one.ticked)) return empty;
  const all = choices.every((one) => one.ticked === one.correct);
  return {
    ...byCredit(
      all
        ? 1
        : { "all-or-nothing": () => 0, "per-choice": perChoice, "right-minus-wrong": rightMinusWrong }[field.credit](
            choices,
          ),
    ),
    // in the author's order, as everywhere
    parts: field.choices.map((one) => {
      const { ticked, correct } = choices.find(({ choice }) => choice === one)!;
      return ticked === correct;
    }),
    ...wordsOf(choices.filter((one) => one.ticked).map(({ choice }) => choice)),
  };
}

type Ticked = readonly { correct: boolean; ticked: boolean }[];

const perChoice = (choices: Ticked): number =>
  choices.filter((one) => one.ticked === one.correct).length / choices.length;

function rightMinusWrong(choices: Ticked): number {
  const share = (correct: boolean) => {
    const these = choices.filter((one) => one.correct === correct);
    return these.length === 0 ? 0 : these.filter((one) => one.ticked).length / these.length;
  };
  return share(true) - share(false);
}

export function judgeTrueFalse(field: FieldOf<"true-false">, answer: unknown, { values }: Variant): Judgement {
  const read = answerSchemas["true-false"].safeParse(answer);
  return read.success ? byCredit(read.data === truthOf(field.answer, values) ? 1 : 0) : malformed;
}
