import type { Localised } from "../../report.ts";
import { functionName } from "./functions.ts";

/** Plain text made ready for mathjs's parser, or why it cannot be. */
export type PlainText = { ok: true; text: string; decimalComma: boolean } | { ok: false; message: Localised };

const refused = (en: string, pt: string): PlainText => ({ ok: false, message: { en, "pt-BR": pt } });

const greek: Record<string, string> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  η: "eta",
  θ: "theta",
  λ: "lambda",
  μ: "mu",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
  φ: "phi",
  ω: "omega",
};
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** brackets inside brackets beyond which nobody can say what is meant, and a parser needs its stack */
const deepest = 40;

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const c of text) {
    if (c === "(") most = Math.max(most, ++depth);
    if (c === ")") depth--;
  }
  return most;
}

function typographic(text: string): string {
  return text
    .replace(/[\u2212\u2010-\u2014\uFE63\uFF0D]/g, "-")
    .replace(/[\u00D7\u00B7\u22C5\u2219]/g, "*")
    .replace(/[\u2044\u2215\u00F7]/g, "/")
    .replace(/\*\*/g, "^")
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\t\r\n]/g, " ")
    .replace(/[\u200B\u200E\u200F\u2060\uFEFF]/g, "")
    .replace(/([\u207A\u207B]?)([\u2070\u00B9\u00B2\u00B3\u2074-\u2079]+)/g, (_all, sign: string, digits: string) => {
      const exponent = [...digits].map((digit) => superscripts.indexOf(digit)).join("");
      return `^(${sign === "\u207B" ? "-" : ""}${exponent})`;
    })
    .replace(/[\u2080-\u2089]/g, (digit) => String(subscripts.indexOf(digit)))
    .replace(/[α-ω](?![\d_])/g, (letter) => ` ${greek[letter] ?? letter} `)
    .replace(/[α-ω]/g, (letter) => ` ${greek[letter] ?? letter}`)
    .replace(/√ *(?=\()/g, " sqrt")
    .replace(/[½¼¾]/g, (fraction) => ({ "½": "(1/2)", "¼": "(1/4)" })[fraction] ?? "(3/4)")
    .replace(/[[{]/g, "(")
    .replace(/[\]}]/g, ")")
    .replace(/\|([^|]*)\|/g, " abs($1)");
}

/**
 * Commas: between two digits a comma is the decimal mark (`0,5x`); anywhere else, and with a space beside it, it separates
 * arguments (`max(0, u)`), which `;` always does.
 */
function commas(text: string): PlainText {
  if (/(?<![\w.])(\d+,\d+,\d|\d+\.\d*,\d|\d+,\d+\.\d)/.test(text)) {
    return refused(
      "It is not clear which comma is a decimal mark. Write 0.5 or 0,5 for numbers, and `;` between arguments.",
      "Não está claro qual vírgula marca as casas decimais. Escreva 0,5 ou 0.5 nos números e `;` entre argumentos.",
    );
  }
  const decimals = text
    .replace(/(?<![\w.])(\d+),(?=\d)/g, "$1.")
    .replace(/(^|[(+\-*/^]) *,(?=\d)/g, (_all, before: string) => `${before}0.`);
  return { ok: true, decimalComma: decimals !== text, text: decimals.replaceAll(";", ",") };
}

/** Place of the bracket that closes the one at `open`, or -1. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let k = open; k < text.length; k++) {
    if (text[k] === "(") depth++;
    if (text[k] === ")" && --depth === 0) return k;
  }
  return -1;
}

/**
 * The course's own tanh^2(u) as (tanh(u))^2. An exponent of -1 would be read as an inverse by half of the readers: it stays
 * refused.
 */
function powersOfFunctions(text: string): string {
  let at = text;
  for (let times = 0; times < deepest; times++) {
    const power = [...at.matchAll(/([A-Za-z]+\d*) *\^ *(?:(\d+)|\((\d+)\)) *(?=\()/g)].find(
      ([, name]) => functionName(name!) !== undefined,
    );
    if (power === undefined) break;
    const [all, name, bare, bracketed] = power;
    const open = power.index + all.length;
    const end = closing(at, open);
    if (end < 0) break;
    const value = `(${name}${at.slice(open, end + 1)})^${bare ?? bracketed}`;
    at = at.slice(0, power.index) + value + at.slice(end + 1);
  }
  return at;
}

/** What mathjs would read in a way that no student means: `2e-x` as a broken number, `0x1` as hexadecimal. */
const numbersApart = (text: string): string =>
  text.replace(/(?<![\w.])(\d+\.?\d*|\.\d+)e(?![+-]?\d)/gi, "$1*e").replace(/(?<![\w.])0(?=[xbo])/gi, "0*");

/**
 * Typographic signs, superscripts and Greek letters as plain text; brackets of every form as round ones; commas decided.
 * Everything that is not a formula of real numbers is refused with a sentence.
 */
export function plainText(typed: string): PlainText {
  if (typed.length > 2000) return refused("This formula is too long.", "Esta fórmula é longa demais.");
  if (typed.includes("\\")) {
    return refused(
      "Write plain text, not LaTeX: (a + b)/2, x^2, sqrt(x).",
      "Escreva texto simples, não LaTeX: (a + b)/2, x^2, sqrt(x).",
    );
  }
  if (/[=<>≤≥≠≈]/.test(typed)) {
    return refused(
      "Write only the expression, without an equals sign or a comparison.",
      "Escreva só a expressão, sem sinal de igual nem comparação.",
    );
  }
  if (/['′’]/.test(typed)) {
    return refused(
      "A prime (') cannot be read. Write the derivative out.",
      "O apóstrofo (') não pode ser lido. Escreva a derivada por extenso.",
    );
  }
  const text = typographic(typed);
  const strange = /[^\w\s+\-*/^().,;]/u.exec(text);
  if (strange) {
    return refused(
      `The character "${strange[0]}" has no meaning in a formula here.`,
      `O caractere "${strange[0]}" não tem significado em uma fórmula aqui.`,
    );
  }
  if (text.includes(":") || /\.[A-Za-z_]/.test(text)) {
    return refused("This point has no meaning here.", "Este ponto não tem significado aqui.");
  }
  if (depthOf(text) > deepest) {
    return refused("This formula is nested too deeply.", "Esta fórmula tem parênteses demais, uns dentro dos outros.");
  }
  const read = commas(text);
  return read.ok ? { ...read, text: powersOfFunctions(numbersApart(read.text)) } : read;
}
