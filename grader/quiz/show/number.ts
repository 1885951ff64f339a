/** How numbers are written for people: the same everywhere, with the language's decimal sign. */
export type Locale = "en" | "pt-BR";

/** minus sign of typography; a hyphen at the beginning of a line would be a list in Markdown */
export const minus = "\u2212";

export interface NumberFormat {
  /** decimal places, significant digits, or as many as are needed up to four significant ones */
  digits: { fixed: number } | { significant: number } | "few";
  /** a negative number in parentheses, or every number with its sign and a space, for sums */
  sign: "plain" | "parentheses" | "term";
}
export const plainFormat: NumberFormat = { digits: "few", sign: "plain" };

/** Digits with a point and a hyphen: mantissa and, for very large and very small ones, the power of ten. */
function decimal(value: number, digits: NumberFormat["digits"]): { mantissa: string; power: number | null } {
  // -0 and what rounds to it are 0
  const unsigned = (text: string) => (/^-[0.]*$/.test(text) ? text.slice(1) : text);
  if (typeof digits === "object" && "fixed" in digits)
    return { mantissa: unsigned(value.toFixed(digits.fixed)), power: null };
  const size = Math.abs(value);
  const scientific = size !== 0 && (size < 1e-4 || size >= 1e7);
  const significant = digits === "few" ? 4 : digits.significant;
  if (scientific) {
    const [mantissa, power] = value.toExponential(significant - 1).split("e");
    return { mantissa: digits === "few" ? String(Number(mantissa)) : mantissa!, power: Number(power) };
  }
  if (digits !== "few") {
    // toPrecision turns to powers where the digits end before the point
    const text = value.toPrecision(significant);
    return { mantissa: unsigned(text.includes("e") ? String(Number(text)) : text), power: null };
  }
  if (Number.isInteger(value)) return { mantissa: unsigned(String(value)), power: null };
  return { mantissa: unsigned(String(Number(value.toPrecision(4)))), power: null };
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const raised = (power: number) =>
  (power < 0 ? "⁻" : "") + String(Math.abs(power)).replace(/\d/g, (digit) => superscripts[Number(digit)]!);

function withSign(text: string, negative: boolean, sign: NumberFormat["sign"], dash: string): string {
  if (sign === "term") return `${negative ? dash : "+"} ${text}`;
  if (!negative) return text;
  return sign === "parentheses" ? `(${dash}${text})` : `${dash}${text}`;
}

/** A number in running text: four significant digits unless it is shorter; whole numbers up to 10^7 are written out. */
export function shownNumber(value: number, locale: Locale, { digits, sign }: NumberFormat = plainFormat): string {
  const { mantissa, power } = decimal(value, digits);
  const negative = mantissa.startsWith("-");
  const point = mantissa.replace("-", "").replace(".", locale === "pt-BR" ? "," : ".");
  return withSign(power === null ? point : `${point} × 10${raised(power)}`, negative, sign, minus);
}

/** The same number in TeX; `{,}` keeps KaTeX from setting a space after the comma. */
export function texNumber(value: number, locale: Locale, { digits, sign }: NumberFormat = plainFormat): string {
  const { mantissa, power } = decimal(value, digits);
  const negative = mantissa.startsWith("-");
  const point = mantissa.replace("-", "").replace(".", locale === "pt-BR" ? "{,}" : ".");
  return withSign(power === null ? point : `${point} \\times 10^{${power}}`, negative, sign, "-");
}

/** The same number as source code has it. */
export function codeNumber(value: number, { digits, sign }: NumberFormat = plainFormat): string {
  const { mantissa, power } = decimal(value, digits);
  const negative = mantissa.startsWith("-");
  return withSign(mantissa.replace("-", "") + (power === null ? "" : `e${power}`), negative, sign, "-");
}
