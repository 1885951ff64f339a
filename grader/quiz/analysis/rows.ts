import type { Value } from "../values.ts";

/** What an analysis reads: answers of ended attempts, judged; one row for each question that an attempt asked. */
export interface AnswerRow {
  /** the question's id */
  item: string;
  /** version of the quiz that it was asked in */
  version: number;
  points: number;
  /** share of its points, 0..1; null while a person or the grader has not judged it */
  credit: number | null;
  spentMs: number;
  /** field (or field.gap) with choices -> the author's ids of the choices taken; empty where nothing was chosen */
  chosen: Readonly<Record<string, readonly string[]>>;
  /** of the variant's parameters */
  values: Readonly<Record<string, Value>>;
}

export interface AttemptRow {
  person: string;
  /** 1, 2, 3 … of this person */
  number: number;
  answers: readonly AnswerRow[];
}

/** Choices of a question, in the author's order. */
export interface ChoiceList {
  /** field or field.gap */
  field: string;
  choices: readonly { id: string; correct: boolean | null }[];
}

export interface ItemInfo {
  key: string;
  lists: readonly ChoiceList[];
}

/** One person's answer to one question beside how the person did otherwise. */
export interface Observation {
  person: string;
  answer: AnswerRow;
  credit: number;
  /** share of the points of all other questions of the attempt that are judged; null where there are none */
  rest: number | null;
  /** share of all points */
  total: number;
}

const shareOf = (answers: readonly AnswerRow[]): number | null => {
  const judged = answers.filter(({ credit }) => credit !== null);
  const points = judged.reduce((sum, answer) => sum + answer.points, 0);
  return points > 0 ? judged.reduce((sum, answer) => sum + answer.points * answer.credit!, 0) / points : null;
};

/** Share of the judged points, 0..1; null where nothing is judged. */
export const totalOf = ({ answers }: AttemptRow): number | null => shareOf(answers);

/** The judged answers to one question. */
export function observationsOf(attempts: readonly AttemptRow[], item: string): Observation[] {
  return attempts.flatMap(({ person, answers }) => {
    const answer = answers.find((one) => one.item === item);
    if (!answer || answer.credit === null) return [];
    return [
      {
        person,
        answer,
        credit: answer.credit,
        rest: shareOf(answers.filter((one) => one !== answer)),
        total: shareOf(answers)!,
      },
    ];
  });
}

/** One attempt for each person: people count once, or those who try often would decide. */
export function oneEach(attempts: readonly AttemptRow[], which: "first" | "last"): AttemptRow[] {
  const chosen = new Map<string, AttemptRow>();
  for (const attempt of attempts) {
    const there = chosen.get(attempt.person);
    if (!there || (which === "first" ? attempt.number < there.number : attempt.number > there.number))
      chosen.set(attempt.person, attempt);
  }
  return [...chosen.values()];
}
