import { type DraftField, type Losses, Unsupported } from "../reading.ts";
import { feedbackOf, fieldFeedback } from "./fractions.ts";

export interface WeighedNumber {
  value: number;
  /** half the width of what is accepted */
  within: number;
  fraction: number;
  feedback: string;
}

const mostNumbers = 20;
const tolerance = ({ within }: WeighedNumber) => ({ mode: "absolute" as const, value: within });

/**
 * The first of the best answers; others with credit or words of their own are tried after it, in their order.
 * @param otherwise Markdown for every other number
 */
export function numericField(answers: readonly WeighedNumber[], losses: Losses, otherwise = ""): DraftField {
  const usable = answers.filter(({ value, within }) => Number.isFinite(value) && Number.isFinite(within));
  if (usable.length < answers.length) losses.add("answer", "an answer that is no number was left out");
  const best = Math.max(...usable.map(({ fraction }) => fraction));
  const right = usable.find(({ fraction }) => fraction === best);
  if (!right || best <= 0) throw new Unsupported("answer key", "no number is given as the right answer");
  if (usable.some(({ fraction }) => fraction < 0))
    losses.add("penalty", "a number that takes points away scores nothing instead");
  const others = usable.filter((answer) => answer !== right && (answer.fraction > 0 || answer.feedback !== ""));
  if (others.length > mostNumbers)
    losses.add("several numbers", `only ${mostNumbers + 1} of ${others.length + 1} numbers are kept`);
  return {
    kind: "numeric",
    answer: right.value,
    tolerance: tolerance(right),
    also: others.slice(0, mostNumbers).map((other) => ({
      answer: other.value,
      tolerance: tolerance(other),
      credit: Math.max(0, other.fraction / best),
      ...feedbackOf(other.feedback),
    })),
    ...fieldFeedback(right.feedback, otherwise),
  };
}
