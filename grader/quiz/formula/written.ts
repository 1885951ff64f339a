import { functionOf } from "./functions.ts";
import type { Formula } from "./tree.ts";

/** How strongly a part holds together: what is looser than its surroundings gets brackets. */
const strength = { sum: 1, difference: 1, product: 2, quotient: 2, negation: 3, power: 4, atom: 5 } as const;

const strengthOf = (formula: Formula): number =>
  formula.kind in strength ? strength[formula.kind as keyof typeof strength] : strength.atom;

/** A computed number without the tail that float64 leaves: 0.6000000000000001 is 0.6. Formulas are compared to nine digits. */
const shortest = (value: number): string => String(Number(value.toPrecision(12)));

/** A formula as plain text that `readFormula` reads as the same tree. */
export function formulaText(formula: Formula): string {
  const held = (part: Formula, least: number) =>
    strengthOf(part) < least ? `(${formulaText(part)})` : formulaText(part);
  switch (formula.kind) {
    case "number":
      return shortest(formula.value);
    case "constant":
    case "variable":
      return formula.name;
    case "negation":
      return `-${held(formula.of, strength.power)}`;
    case "call":
      return `${formula.name}(${formula.of.map(formulaText).join("; ")})`;
    case "sum":
      return `${held(formula.left, 1)} + ${held(formula.right, 2)}`;
    case "difference":
      return `${held(formula.left, 1)} - ${held(formula.right, 2)}`;
    case "product":
      return `${held(formula.left, 2)}*${held(formula.right, 3)}`;
    case "quotient":
      return `${held(formula.left, 2)}/${held(formula.right, 4)}`;
    case "power":
      return `${held(formula.left, 5)}^${held(formula.right, 5)}`;
  }
}

const bracketed = (tex: string) => `\\left(${tex}\\right)`;

/** A formula as TeX; variables in the given symbols, decimals with a comma where it was typed so. */
export function formulaTex(formula: Formula, symbols: Readonly<Record<string, string>>, decimalComma = false): string {
  const tex = (part: Formula): string => formulaTex(part, symbols, decimalComma);
  const held = (part: Formula, least: number) => (strengthOf(part) < least ? bracketed(tex(part)) : tex(part));
  switch (formula.kind) {
    case "number":
      return numberTex(formula.value, decimalComma);
    case "constant":
      return formula.name === "pi" ? "\\pi" : "e";
    case "variable":
      // braces, because a symbol may have an index of its own and stand under a power
      return `{${Object.hasOwn(symbols, formula.name) ? symbols[formula.name]! : formula.name}}`;
    case "negation":
      return `-${held(formula.of, 2)}`;
    case "call":
      return callTex(formula.name, formula.of.map(tex));
    case "sum":
      return `${held(formula.left, 1)} + ${held(formula.right, 2)}`;
    case "difference":
      return `${held(formula.left, 1)} - ${held(formula.right, 2)}`;
    case "product": {
      const right = held(formula.right, formula.right.kind === "negation" ? 4 : 2);
      const dot = /^[-\d]/.test(right) || (formula.left.kind === "number" && /^\\frac/.test(right));
      return `${held(formula.left, 2)}${dot ? " \\cdot " : " \\, "}${right}`;
    }
    case "quotient":
      return `\\frac{${tex(formula.left)}}{${tex(formula.right)}}`;
    case "power":
      return `${held(formula.left, 5)}^{${tex(formula.right)}}`;
  }
}

function numberTex(value: number, decimalComma: boolean): string {
  const [mantissa, exponent] = shortest(value).split("e");
  const digits = decimalComma ? mantissa!.replace(".", "{,}") : mantissa!;
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${Number(exponent)}}`;
}

function callTex(name: string, args: readonly string[]): string {
  const { tex } = functionOf(name);
  return tex.includes("#") ? tex.replace("#", () => args[0]!) : `${tex}${bracketed(args.join(";\\, "))}`;
}
