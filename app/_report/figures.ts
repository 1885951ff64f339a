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

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format costs a hundred times what using it does, and a report writes thousands of figures. */
function formatOf(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${options.maximumSignificantDigits} ${options.maximumFractionDigits}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { ...options, useGrouping: false });
  formats.set(key, made);
  return made;
}

/**
 * A measured number with `digits` significant ones and the reader's decimal sign; powers of ten outside 1e-3..1e6.
 * A report stores NaN and Infinity as null.
 */
export function figure(value: number | null | undefined, locale: Locale, digits = 4): string {
  if (value === undefined) return "–";
  if (value === null) return "NaN/∞";
  if (value === 0) return "0";
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size >= 1e-3 && size < 1e6) {
    return formatOf(locale, { maximumSignificantDigits: digits }).format(value).replace("-", "−");
  }
  const [mantissa = "", exponent = ""] = value.toExponential(Math.min(digits, 3) - 1).split("e");
  const written = formatOf(locale, { maximumFractionDigits: 3 }).format(Number(mantissa)).replace("-", "−");
  const power = [...String(Number(exponent))].map((sign) => superscripts[sign]).join("");
  return `${written} × 10${power}`;
}

/** A tensor's name as a text writes it: "delta1" as δ¹, "W2" as W²; the page's own sentences take `TensorName`. */
export function withTensorNames(sentence: string): string {
  return sentence.replace(/(?<![\w^.])(W|b|u|y|delta)(\d+)(?![\w.(])/g, (_match, letter: string, layer: string) => {
    const above = [...layer].map((sign) => superscripts[sign]).join("");
    return `${letter === "delta" ? "δ" : letter}${above}`;
  });
}
