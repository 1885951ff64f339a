import type { Localised } from "../report.ts";

/** A number as a person typed it. `half`: half a unit of the last digit typed, 0 for a fraction, which is exact. */
export type ReadNumber = { ok: true; value: number; tex: string; half: number } | { ok: false; message: Localised };

const refused = (en: string, pt: string): ReadNumber => ({ ok: false, message: { en, "pt-BR": pt } });

const notNumber = refused(
  "This is not a number. Write it like 0.5, 1e-3, 3.2·10^-4 or 1/3.",
  "Isto não é um número. Escreva como 0,5, 1e-3, 3,2·10^-4 ou 1/3.",
);
const separators = refused(
  "Point and comma both mark the decimals here: leave out separators of thousands.",
  "Ponto e vírgula marcam as casas decimais: não use separador de milhares.",
);
const notFinite = refused("This is not a finite number.", "Isto não é um número finito.");
const expression = refused(
  "Work it out first: one number is asked here, not a formula.",
  "Faça a conta antes: aqui se pede um número, não uma fórmula.",
);
const percent = refused(
  "Write a percentage as a share: 0.5 for 50%.",
  "Escreva a porcentagem como fração: 0,5 para 50%.",
);

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Signs, spaces and superscripts that phones, word processors and formula sheets put in, as plain characters. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/[\u2212\u2010-\u2014\uFE63\uFF0D]/g, "-")
    .replace(/[\u00D7\u00B7\u22C5\u2219]/g, "*")
    .replace(/[\u2044\u2215\u00F7]/g, "/")
    .replace(/10(\u207B?)([\u2070\u00B9\u00B2\u00B3\u2074-\u2079]+)/g, (_all, minus: string, digits: string) => {
      const exponent = [...digits].map((digit) => superscripts.indexOf(digit)).join("");
      return `10^${minus === "" ? "" : "-"}${exponent}`;
    })
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F]/g, " ")
    .replace(/[\u200B\u200E\u200F\u2060\uFEFF]/g, "")
    .replace(/^([+-]) /, "$1");
}

const decimal =
  /^(\d{1,3}(?: \d{3})+|\d+)?(?:[.,](\d*))?(?:(?:[eE]([+-]?\d{1,4}))|(?: ?[*xX] ?10\^ ?\(?([+-]?\d{1,4})\)?))?$/;
const powerOfTen = /^10\^ ?\(?([+-]?\d{1,4})\)?$/;

interface Read {
  value: number;
  half: number;
  tex: string;
}

/** Digits with at most one decimal mark and one power of ten; no sign. */
function unsigned(text: string): Read | undefined {
  const power = powerOfTen.exec(text);
  if (power) return { value: Number(`1e${power[1]}`), half: 0, tex: `10^{${Number(power[1])}}` };
  const match = decimal.exec(text);
  if (!match) return undefined;
  const [, grouped = "", digits, e, tenTo] = match;
  const whole = grouped.replaceAll(" ", "");
  if (whole === "" && !digits) return undefined;
  const exponent = e ?? tenTo;
  const value = Number(`${whole || "0"}.${digits || "0"}e${exponent ?? "0"}`);
  const half = 0.5 * 10 ** (Number(exponent ?? "0") - (digits?.length ?? 0));
  const mark = text.includes(",") ? "{,}" : ".";
  const mantissa = `${grouped.replaceAll(" ", "\\,") || "0"}${digits ? `${mark}${digits}` : ""}`;
  return { value, half, tex: exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}` };
}

function signed(text: string): Read | undefined {
  const minus = text.startsWith("-");
  const read = unsigned(/^[+-]/.test(text) ? text.slice(1).trimStart() : text);
  return read && minus ? { ...read, value: -read.value, tex: `-${read.tex}` } : read;
}

function whyNot(text: string): ReadNumber {
  if (/^[+-]?(∞|inf|infinity|infinito|nan)$/i.test(text)) return notFinite;
  if (/^[+-]?[\d.,]+ ?%$/.test(text)) return percent;
  if (/^[+-]?\d+([.,]\d+){2,}$/.test(text)) return separators;
  return /^[-+*/^().,\d\s]*(sqrt|exp|log|ln|sin|cos|tanh?|pi|π|e|√)?[-+*/^().,\d\s]+$/.test(text) &&
    /[*/^(+]|\d\s*-/.test(text)
    ? expression
    : notNumber;
}

/**
 * Reads one number as people write it: decimal point or comma, `.5`, `1e3`, `3,2·10^-4`, `10⁻³`, fractions such as `1/3`, the
 * typographic minus, digits grouped by (thin) spaces. A point or a comma is always the decimal mark, whatever the language of
 * the page: `1.234,5` is refused instead of guessed at. Needs nothing but this file, so that browser and grader read alike.
 */
export function readNumber(text: string): ReadNumber {
  const clean = plain(text);
  const [numerator = "", denominator, ...more] = clean.split("/").map((part) => part.trim());
  const top = signed(numerator);
  if (top === undefined || more.length > 0) return whyNot(clean);
  if (denominator === undefined) {
    return Number.isFinite(top.value) ? { ok: true, ...top } : notFinite;
  }
  const bottom = signed(denominator);
  if (bottom === undefined) return whyNot(clean);
  const value = top.value / bottom.value;
  if (!Number.isFinite(value)) {
    return bottom.value === 0 ? refused("This divides by zero.", "Isto divide por zero.") : notFinite;
  }
  return { ok: true, value, half: 0, tex: `\\frac{${top.tex}}{${bottom.tex}}` };
}
