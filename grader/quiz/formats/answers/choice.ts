import { letters } from "../identifiers.ts";
import { both, type DraftField, type Losses, Unsupported } from "../reading.ts";
import { feedbackOf, fieldFeedback, near } from "./fractions.ts";
import { toldApart } from "./pictures.ts";

export interface WeighedChoice {
  /** Markdown */
  text: string;
  fraction: number;
  feedback: string;
}

export interface ChoiceOptions {
  single: boolean;
  shuffle?: boolean;
  /** how several right choices count; by their fractions when left out */
  credit?: "all-or-nothing" | "right-minus-wrong";
}

export const mostChoices = 20;

/** @throws Unsupported when there are more than a field takes */
export function atMostChoices(count: number): void {
  if (count > mostChoices) throw new Unsupported("choices", `${count} choices; at most ${mostChoices} are taken`);
}

/** A choice among choices; what our credit rules cannot express is named. */
export function choiceField(choices: readonly WeighedChoice[], options: ChoiceOptions, losses: Losses): DraftField {
  const { single, shuffle = true, credit } = options;
  if (choices.length < 2) throw new Unsupported("choices", `a question with ${choices.length} choice(s); it takes two`);
  atMostChoices(choices.length);
  toldApart(choices.map(({ text }) => text));
  const best = Math.max(...choices.map(({ fraction }) => fraction));
  if (best <= 0) throw new Unsupported("answer key", "no choice is marked as right");
  const list = choices.map(({ text, feedback }, index) => ({
    id: letters(index),
    text: both(text === "" ? "—" : text),
    ...feedbackOf(feedback),
  }));
  if (single) {
    if (choices.some(({ fraction }) => fraction < 0)) {
      losses.add("penalty", "a choice that takes points away scores nothing instead");
    }
    const earned = choices.map(({ fraction }) => {
      if (near(fraction, best)) return { correct: true };
      return fraction > 0 ? { correct: false, credit: fraction / best } : { correct: false };
    });
    return { kind: "single-choice", choices: list.map((one, k) => ({ ...one, ...earned[k] })), shuffle };
  }
  const shares = choices.map(({ fraction }) => fraction).filter((fraction) => fraction > 0);
  if (shares.some((share) => !near(share, best))) {
    losses.add("weights", "right choices count alike instead of having weights of their own");
  }
  return {
    kind: "multiple-choice",
    choices: list.map((one, k) => ({ ...one, correct: choices[k]!.fraction > 0 })),
    shuffle,
    // a share of the credit for each right choice, or all of it for all of them
    credit: credit ?? (shares.every((share) => near(share, 1)) ? "all-or-nothing" : "right-minus-wrong"),
  };
}

export function trueFalseField(answer: boolean, right: string, wrong: string): DraftField {
  return { kind: "true-false", answer, ...fieldFeedback(right, wrong) };
}
