import type { MathNode } from "mathjs/number";
import type { Localised } from "../../report.ts";
import { answerSchemas } from "../answer.ts";
import { evaluate, readExpression } from "../expression.ts";
import { ExpressionError } from "../expression-error.ts";
import type { FieldOf } from "../field.ts";
import { compareFormulas, constantFactor, type Equivalence } from "../formula/equivalence.ts";
import { fromMathjs, NotFormula } from "../formula/from-mathjs.ts";
import { type Formula, type FormulaVariable, variablesOf } from "../formula/tree.ts";
import { readFormula } from "../read-formula.ts";
import type { Values } from "../values.ts";
import type { Variant } from "../variant.ts";
import { byCredit, empty, type Judgement, malformed } from "./judgement.ts";

export const formulaVariables = ({ variables, symbols }: FieldOf<"formula">): FormulaVariable[] =>
  Object.keys(variables).map((name) => ({ name, tex: symbols?.[name] ?? name }));

/** mathjs prints what it has read; the expression is read again so that its own limits hold. */
const textOf = (node: MathNode): string => node.toString();

/**
 * The author's formula, in which every part without a variable is the number that it has for these parameters.
 * @throws ExpressionError where what is left is no formula of the field's variables
 */
export function rightFormula({ answer, variables }: FieldOf<"formula">, values: Values): Formula {
  const isVariable = (name: string) => Object.hasOwn(variables, name);
  const { tree } = readExpression(answer);
  /** whether a part reads parameters but no variable */
  const isGiven = (node: MathNode): boolean => {
    let parameters = 0;
    let free = 0;
    node.traverse((part: MathNode, path: string) => {
      const name = part.type === "SymbolNode" && path !== "fn" ? (part as MathNode & { name: string }).name : undefined;
      if (name !== undefined && isVariable(name)) free++;
      else if (name !== undefined && Object.hasOwn(values, name)) parameters++;
    });
    return free === 0 && parameters > 0;
  };
  try {
    return fromMathjs(tree, {
      variable: (name) => (isVariable(name) ? name : undefined),
      fold(node) {
        if (!isGiven(node)) return undefined;
        const value = evaluate(textOf(node), values);
        return typeof value === "number" ? value : undefined;
      },
    });
  } catch (cause) {
    if (!(cause instanceof NotFormula)) throw cause;
    throw new ExpressionError(answer, cause.message, { cause });
  }
}

const rounded = {
  en: "Your formula is within 0.2 % of the right one everywhere: was a number rounded? Write fractions and roots as they are.",
  "pt-BR":
    "Sua fórmula fica a menos de 0,2 % da certa em toda parte: algum número foi arredondado? Escreva frações e raízes como são.",
};

/** Names a point of the domain, with three digits: which one it is does not matter. */
function undefinedAt(point: Readonly<Record<string, number>>): Localised {
  const at = (comma: boolean) =>
    Object.entries(point)
      .map(([name, v]) => `${name} = ${Number(v.toPrecision(3))}`.replace(".", comma ? "," : "."))
      .join("; ");
  return {
    en: `Your formula has no real value where the right one has one, as at ${at(false)}.`,
    "pt-BR": `Sua fórmula não tem valor real onde a certa tem, como em ${at(true)}.`,
  };
}

function timesTheRightOne(factor: number): Localised {
  if (factor === -1) {
    return { en: "Your formula has the opposite sign.", "pt-BR": "Sua fórmula tem o sinal oposto." };
  }
  const c = String(Number(factor.toPrecision(4)));
  return {
    en: `Your formula is ${c} times the right one.`,
    "pt-BR": `Sua fórmula é ${c.replace(".", ",")} vezes a certa.`,
  };
}

/** What can be said of an unequal formula without naming a cause. */
function difference(
  field: FieldOf<"formula">,
  ours: Formula,
  theirs: Formula,
  seed: string,
  compared: Equivalence,
): Localised | undefined {
  if ("undefinedAt" in compared) return undefinedAt(compared.undefinedAt);
  if (field.upTo === "nothing" && variablesOf(ours).size > 0) {
    const factor = constantFactor(ours, theirs, field.variables, seed);
    // a factor near 1 is a number that was rounded
    if (factor !== null && Math.abs(factor - 1) > 0.01) return timesTheRightOne(factor);
  }
  return compared.close ? rounded : undefined;
}

/** A formula, equal to ours by sampling over the field's domains. `theirs`: as it was read, for who looks for a cause. */
export function judgeFormula(
  field: FieldOf<"formula">,
  answer: unknown,
  variant: Variant,
): Judgement & { theirs?: Formula } {
  const read = answerSchemas.formula.safeParse(answer);
  if (!read.success) return malformed;
  if (read.data.trim() === "") return empty;
  const theirs = readFormula(read.data, formulaVariables(field));
  if (!theirs.ok) return { state: "unreadable", credit: 0, message: theirs.message };
  const ours = rightFormula(field, variant.values);
  const seed = `${variant.item.id} ${field.id} ${variant.seed}`;
  const compared = compareFormulas(ours, theirs.formula, field.variables, field.upTo, seed);
  const message = compared.equal ? undefined : difference(field, ours, theirs.formula, seed, compared);
  return {
    ...byCredit(compared.equal ? 1 : 0),
    readAs: theirs.tex,
    theirs: theirs.formula,
    ...(message ? { message } : {}),
  };
}
