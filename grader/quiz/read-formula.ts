import { type MathNode, parse } from "mathjs/number";
import type { Localised } from "../report.ts";
import { fromMathjs, NotFormula } from "./formula/from-mathjs.ts";
import { plainText } from "./formula/plain-text.ts";
import type { Formula, FormulaVariable } from "./formula/tree.ts";
import { formulaTex } from "./formula/written.ts";

export type { Formula, FormulaVariable } from "./formula/tree.ts";

/** `tex` is how it was read, to be shown beside the input. */
export type ReadFormula = { ok: true; formula: Formula; tex: string } | { ok: false; message: Localised };

const bare = (name: string): string => name.toLowerCase().replaceAll("_", "");

/** `W1_2` or `w12` for w1_2, as long as no other variable could be meant. */
function variableFinder(variables: readonly FormulaVariable[]): (typed: string) => string | undefined {
  return (typed) => {
    if (variables.some(({ name }) => name === typed)) return typed;
    const meant = variables.filter(({ name }) => bare(name) === bare(typed));
    return meant.length === 1 ? meant[0]!.name : undefined;
  };
}

/** `x1w1` as x1 w1, unless it could be taken apart in another way, too. */
function takenApart(typed: string, names: readonly string[]): string[] | undefined {
  if (typed.length > 60) return undefined;
  // ways[k]: how the first k characters can be read; two ways are as many as need to be known
  const ways: string[][][] = [[[]]];
  for (let end = 1; end <= typed.length; end++) {
    ways[end] = names
      .filter((name) => name.length <= end && typed.endsWith(name, end))
      .flatMap((name) => ways[end - name.length]!.map((before) => [...before, name]))
      .slice(0, 2);
  }
  const found = ways[typed.length]!;
  return found.length === 1 ? found[0] : undefined;
}

function whyUnparsed(text: string): Localised {
  const open = text.split("(").length - text.split(")").length;
  if (open > 0) return { en: "A parenthesis is not closed.", "pt-BR": "Falta fechar um parêntese." };
  if (open < 0) return { en: "There is a closing parenthesis too many.", "pt-BR": "Há um parêntese fechando a mais." };
  if (/\(\s*\)/.test(text))
    return { en: "There is nothing between two parentheses.", "pt-BR": "Não há nada entre dois parênteses." };
  if (/[-+*/^]\s*($|\))/.test(text)) {
    return { en: "Something is missing after the last operator.", "pt-BR": "Falta algo depois do último operador." };
  }
  return {
    en: "This cannot be read as a formula. Write it like 2*x^2 - exp(-x)/3.",
    "pt-BR": "Isto não pode ser lido como fórmula. Escreva como 2*x^2 - exp(-x)/3.",
  };
}

function parsed(text: string): MathNode | undefined {
  try {
    return parse(text);
  } catch (error) {
    // mathjs says what it does not understand by SyntaxError; a stack used up by signs without end is no formula either
    if (error instanceof SyntaxError || error instanceof RangeError || error instanceof TypeError) return undefined;
    throw new Error("the parser of formulas failed", { cause: error });
  }
}

/**
 * Reads a formula as plain text: `2x`, `w1 x1`, `w1x1`, `x(1-x)`, `tanh²(u)`, `·`, `×`, `|x|`, `e^{-u}`, `σ(u)`, decimal point or
 * comma. Multiplication may be left out; it binds like `*`, so `1/2 x` is half of x and `a/2x` is a/(2x), as the reading in TeX
 * shows. `e` and `pi` are the constants unless a variable has that name; `log` is the natural logarithm. At most 2,000
 * characters, 600 parts and 40 brackets deep. The same in browser and grader.
 */
export function readFormula(typed: string, variables: readonly FormulaVariable[]): ReadFormula {
  if (typed.trim() === "")
    return { ok: false, message: { en: "Nothing is written here.", "pt-BR": "Não há nada escrito aqui." } };
  const plain = plainText(typed);
  if (!plain.ok) return plain;
  const node = parsed(plain.text);
  if (node === undefined) return { ok: false, message: whyUnparsed(plain.text) };
  try {
    const names = variables.map(({ name }) => name);
    const formula = fromMathjs(node, {
      variable: variableFinder(variables),
      apart: (together) => takenApart(together, names),
    });
    const symbols = Object.fromEntries(variables.map(({ name, tex }) => [name, tex]));
    return { ok: true, formula, tex: formulaTex(formula, symbols, plain.decimalComma) };
  } catch (error) {
    if (error instanceof NotFormula) return { ok: false, message: error.localised };
    throw error;
  }
}
