import { letters } from "./identifiers.ts";
import { both, type DraftField, type Losses, Unsupported } from "./reading.ts";

/** Answers as other systems weigh them, put into the terms of our fields. Fractions are shares of full credit, -1..1. */
export interface WeighedChoice {
  /** Markdown */
  text: string;
  fraction: number;
  feedback: string;
}

export interface Options {
  single: boolean;
  shuffle?: boolean;
  /** how several right choices count; by their fractions when left out */
  credit?: "all-or-nothing" | "right-minus-wrong";
}

export const mostChoices = 20;
const near = (a: number, b: number) => Math.abs(a - b) < 0.01;
const feedbackOf = (feedback: string) => (feedback === "" ? {} : { feedback: both(feedback) });

/** A choice among choices; what our credit rules cannot express is named. */
export function choiceField(
  choices: readonly WeighedChoice[],
  { single, shuffle = true, credit }: Options,
  losses: Losses,
): DraftField {
  if (choices.length < 2) throw new Unsupported("choices", `a question with ${choices.length} choice(s); it takes two`);
  if (choices.length > mostChoices)
    throw new Unsupported("choices", `${choices.length} choices; at most ${mostChoices} are taken`);
  const best = Math.max(...choices.map(({ fraction }) => fraction));
  if (best <= 0) throw new Unsupported("answer key", "no choice is marked as right");
  const right = (fraction: number) => (single ? near(fraction, best) : fraction > 0);
  if (single && choices.some(({ fraction }) => fraction > 0 && !right(fraction))) {
    losses.add("partial credit", "a choice that is right in part counts as wrong");
  }
  if (choices.some(({ fraction }) => single && fraction < 0)) {
    losses.add("penalty", "a choice that takes points away scores nothing instead");
  }
  const shares = choices.map(({ fraction }) => fraction).filter((fraction) => fraction > 0);
  if (!single && shares.some((share) => !near(share, shares[0]!))) {
    losses.add("weights", "right choices count alike instead of having weights of their own");
  }
  const list = choices.map(({ text, fraction, feedback }, index) => ({
    id: letters(index),
    text: both(text === "" ? "—" : text),
    correct: right(fraction),
    ...feedbackOf(feedback),
  }));
  return single
    ? { kind: "single-choice", choices: list, shuffle }
    : { kind: "multiple-choice", choices: list, shuffle, credit: credit ?? multipleCredit(choices) };
}

/** wrong choices cost something, or ticking everything would be right */
function multipleCredit(choices: readonly WeighedChoice[]): "all-or-nothing" | "right-minus-wrong" {
  const right = choices.filter(({ fraction }) => fraction > 0);
  return right.every(({ fraction }) => near(fraction, 1)) ? "all-or-nothing" : "right-minus-wrong";
}

export function trueFalseField(answer: boolean, right: string, wrong: string): DraftField {
  return { kind: "true-false", answer, ...fieldFeedback(right, wrong) };
}

export function fieldFeedback(right: string, wrong: string) {
  if (right === "" && wrong === "") return {};
  return { feedback: { ...(right ? { right: both(right) } : {}), ...(wrong ? { wrong: both(wrong) } : {}) } };
}

export interface WeighedText {
  text: string;
  fraction: number;
  feedback: string;
}

/** `exact`: upper and lower case are told apart. `wildcards`: a `*` stands for any text, unless a backslash is before it */
export function shortTextField(
  answers: readonly WeighedText[],
  { exact, wildcards = false }: { exact: boolean; wildcards?: boolean },
  losses: Losses,
): DraftField {
  const accept: {
    text: { en: string; "pt-BR": string };
    credit?: number;
    feedback?: { en: string; "pt-BR": string };
  }[] = [];
  for (const { text, fraction, feedback } of answers) {
    if (wildcards && text === "*" && fraction <= 0) {
      if (feedback !== "") losses.add("feedback", "words for every other answer were left out");
    } else if (text === "" || fraction < 0)
      losses.add("answer", `the answer "${text}" with ${fraction * 100} % was left out`);
    else {
      if (wildcards && /(?<!\\)\*/.test(text))
        losses.add("wildcard", `the * in "${text}" stands for itself, not for any text`);
      accept.push({
        text: both(wildcards ? text.replace(/\\\*/g, "*") : text),
        ...(near(fraction, 1) ? {} : { credit: Math.min(1, fraction) }),
        ...feedbackOf(feedback),
      });
    }
  }
  if (!accept.some(({ credit = 1 }) => credit > 0)) throw new Unsupported("answer key", "no accepted answer is given");
  return { kind: "short-text", accept, exact };
}

export interface WeighedNumber {
  value: number;
  /** half the width of what is accepted */
  within: number;
  fraction: number;
  feedback: string;
}

/** The best answer, and the widest where several are as good and contain each other; the rest is named. */
export function numericField(answers: readonly WeighedNumber[], losses: Losses): DraftField {
  const usable = answers.filter(({ value, within }) => Number.isFinite(value) && Number.isFinite(within));
  const best = Math.max(...usable.map(({ fraction }) => fraction));
  const right = usable.find(({ fraction }) => fraction === best);
  if (!right || best <= 0) throw new Unsupported("answer key", "no number is given as the right answer");
  const others = answers.filter((answer) => answer !== right);
  if (others.some(({ fraction }) => fraction > 0)) {
    losses.add(
      "several numbers",
      `only ${right.value} ± ${right.within} is kept of ${answers.length} numbers with credit of their own`,
    );
  }
  if (others.some(({ feedback }) => feedback !== "")) losses.add("feedback", "words for other numbers were left out");
  return {
    kind: "numeric",
    answer: right.value,
    tolerance: { mode: "absolute", value: right.within },
    ...fieldFeedback(right.feedback, ""),
  };
}

/** @param pairs left and right sides in Markdown; an empty left side makes its right one a distractor */
export function matchingField(pairs: readonly { left: string; right: string }[]): DraftField {
  const real = pairs.filter(({ left }) => left !== "");
  const rights = new Set(real.map(({ right }) => right));
  const distractors = [
    ...new Set(
      pairs.filter(({ left, right }) => left === "" && right !== "" && !rights.has(right)).map(({ right }) => right),
    ),
  ];
  if (real.length < 2) throw new Unsupported("matching", `${real.length} pair(s) to match; it takes two`);
  if (real.length > mostChoices)
    throw new Unsupported("matching", `${real.length} pairs to match; at most ${mostChoices} are taken`);
  return {
    kind: "matching",
    pairs: real.map(({ left, right }) => ({ left: both(left), right: both(right) })),
    distractors: distractors.map(both),
  };
}

export function orderingField(lines: readonly string[]): DraftField {
  if (lines.length < 2) throw new Unsupported("ordering", `${lines.length} line(s) to put in order; it takes two`);
  if (lines.length > 30)
    throw new Unsupported("ordering", `${lines.length} lines to put in order; at most 30 are taken`);
  return { kind: "ordering", lines: lines.map((text, index) => ({ id: letters(index), text: both(text) })) };
}
