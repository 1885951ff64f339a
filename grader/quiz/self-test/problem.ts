import { causesOf } from "../../causes.ts";
import type { Localised } from "../../report.ts";
import { ExpressionError } from "../expression-error.ts";
import { ShowError } from "../show/show-error.ts";

/** Something that keeps an item from being published; `message` says what to do about it. */
export interface SelfTestProblem {
  item: string;
  /** a seed at which it shows; missing where it is about all of them */
  seed?: string;
  field?: string;
  code: SelfTestCode;
  message: string;
  /** the same in the author's language; what an expression or a program says of itself stays English */
  localised: Localised;
}

export type SelfTestCode =
  | "generator"
  | "not-drawn"
  | "few-variants"
  | "does-not-render"
  | "cannot-be-judged"
  | "right-answer-not-full"
  | "carried-differs"
  | "carried-reads-nothing"
  | "carried-not-credited"
  | "quantity-differs"
  | "quantity-fails"
  | "wrong-answer-unusable"
  | "wrong-answer-scores"
  | "wrong-not-named"
  | "generic-wrong-scores"
  | "empty-scores"
  | "degenerate"
  | "first-choice-right"
  | "never-varies"
  | "equal-options"
  | "answer-in-text"
  | "too-large"
  | "too-small"
  | "too-many-digits"
  | "code-check"
  | "solution-not-full"
  | "starter-scores-full";

/** What one check found at one variant. */
export interface Finding {
  field?: string;
  code: SelfTestCode;
  message: Localised;
}

export const say = (en: string, pt: string): Localised => ({ en, "pt-BR": pt });

/** A finding as it is told: English for logs and terminals, both languages for pages. */
export const toProblem = (item: string, { message, ...finding }: Finding & { seed?: string }): SelfTestProblem => ({
  item,
  ...finding,
  message: message.en,
  localised: message,
});

/** An author's mistake in the author's words; anything else is ours, and thrown on. */
export function authorsWords(error: unknown, before = ""): Localised {
  const words = `${before}${wordsOf(error)}`;
  return say(words, words);
}

function wordsOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof ExpressionError || at instanceof ShowError)
      return at === error ? at.message : causesOf(error).replace(/\n\s*/g, ": ");
  }
  throw error;
}
