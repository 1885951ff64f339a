import { readNumber } from "../../../grader/quiz/read-number.ts";
import type { Locale } from "../../../lib/actor.ts";

/** How a typed number is understood, said while it is typed: a comma misread after the hand-in would be too late. */
export type Reading = { state: "empty" } | { state: "read"; text: string } | { state: "unreadable"; message: string };

/** Written so that no digit which was typed is lost; powers of ten where the number is very small or large. */
export function writtenNumber(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const notation = size !== 0 && (size < 1e-6 || size >= 1e12) ? "scientific" : "standard";
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 12, useGrouping: false, notation })
    .format(value)
    .replace("-", "−");
}

export function reading(text: string, locale: Locale): Reading {
  if (text.trim() === "") return { state: "empty" };
  const read = readNumber(text);
  return read.ok
    ? { state: "read", text: writtenNumber(read.value, locale) }
    : { state: "unreadable", message: read.message[locale] };
}
