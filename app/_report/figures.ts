import type { Locale } from "../../lib/actor.ts";

const superscripts: Record<string, string> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/**
 * A measured number with `digits` significant ones and the reader's decimal sign; powers of ten outside 1e-3..1e6.
 * A report stores NaN and Infinity as null.
 */
export function figure(value: number | null | undefined, locale: Locale, digits = 4): string {
  if (value === undefined) return "–";
  if (value === null) return "NaN/∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) {
    return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits, useGrouping: false })
      .format(value)
      .replace("-", "−");
  }
  const [mantissa = "", exponent = ""] = value.toExponential(Math.min(digits, 3) - 1).split("e");
  const written = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
    .format(Number(mantissa))
    .replace("-", "−");
  const power = [...String(Number(exponent))].map((sign) => superscripts[sign]).join("");
  return `${written} × 10${power}`;
}
