import type { ChoiceList } from "../../../grader/quiz/analysis/rows.ts";
import type { Answers } from "../../../grader/quiz/answer.ts";
import type { Field } from "../../../grader/quiz/field.ts";
import type { Item } from "../../../grader/quiz/item.ts";
import { shownChoices, shownGapChoices } from "../../../grader/quiz/shown-order.ts";
import type { Variant } from "../../../grader/quiz/variant.ts";
import type { Localised } from "../../../grader/report.ts";

/** A list of choices with the words for them. */
export interface NamedList extends ChoiceList {
  choices: { id: string; correct: boolean | null; text: Localised | null }[];
}

const known = (correct: boolean | string): boolean | null => (typeof correct === "boolean" ? correct : null);

const listOf = (
  field: string,
  choices: readonly { id: string; text: Localised; correct: boolean | string }[],
): NamedList => ({
  field,
  choices: choices.map(({ id, text, correct }) => ({ id, text, correct: known(correct) })),
});

/** The choices of a question, gaps of a text included. True and false are choices without words of the author's. */
export function choiceLists({ fields }: Item): NamedList[] {
  return fields.flatMap((field): NamedList[] => {
    switch (field.kind) {
      case "single-choice":
      case "multiple-choice":
        return [listOf(field.id, field.choices)];
      case "true-false": {
        const answer = known(field.answer);
        return [
          {
            field: field.id,
            choices: [true, false].map((value) => ({
              id: String(value),
              text: null,
              correct: answer === null ? null : answer === value,
            })),
          },
        ];
      }
      case "cloze":
        return Object.entries(field.gaps).flatMap(([id, gap]) =>
          gap.kind === "single-choice" ? [listOf(`${field.id}.${id}`, gap.choices)] : [],
        );
      default:
        return [];
    }
  });
}

/** What was chosen, by the author's ids: stored answers name choices by the place that they were shown in. */
export function chosenOf(variant: Variant, answers: Answers): Record<string, string[]> {
  return Object.fromEntries(variant.item.fields.flatMap((field) => chosenIn(variant, field, answers[field.id])));
}

function chosenIn(variant: Variant, field: Field, answer: unknown): [string, string[]][] {
  const ids = (shown: readonly { id: string; choice: { id: string } }[], taken: readonly unknown[]) =>
    shown.filter(({ id }) => taken.includes(id)).map(({ choice }) => choice.id);
  switch (field.kind) {
    case "single-choice":
      return [[field.id, ids(shownChoices(variant, field), [answer])]];
    case "multiple-choice":
      return [[field.id, ids(shownChoices(variant, field), Array.isArray(answer) ? answer : [])]];
    case "true-false":
      return [[field.id, typeof answer === "boolean" ? [String(answer)] : []]];
    case "cloze": {
      const gaps = answer !== null && typeof answer === "object" ? (answer as Record<string, unknown>) : {};
      return Object.entries(field.gaps).flatMap(([id, gap]): [string, string[]][] =>
        gap.kind === "single-choice"
          ? [[`${field.id}.${id}`, ids(shownGapChoices(variant, field, id), [gaps[id]])]]
          : [],
      );
    }
    default:
      return [];
  }
}
