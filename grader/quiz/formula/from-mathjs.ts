import type { MathNode } from "mathjs/number";
import type { Localised } from "../../report.ts";
import { functionName, functionOf } from "./functions.ts";
import { type Formula, number } from "./tree.ts";

/** Says why a node of mathjs's tree is no formula; caught where the reading began. */
export class NotFormula extends Error {
  override name = "NotFormula";
  readonly localised: Localised;
  constructor(en: string, pt: string) {
    super(en);
    this.localised = { en, "pt-BR": pt };
  }
}

export interface Names {
  /** the variable that a typed name stands for */
  variable(typed: string): string | undefined;
  /** variables written together, such as `x1w1`, when they can be taken apart in one way only */
  apart?(typed: string): string[] | undefined;
  /** the number that a part without variables stands for, tried first; undefined: read it as it is written */
  fold?(node: MathNode): number | undefined;
}

const mostNodes = 600;
const deepest = 220;

const operators: Record<string, "sum" | "difference" | "product" | "quotient" | "power"> = {
  add: "sum",
  subtract: "difference",
  multiply: "product",
  divide: "quotient",
  pow: "power",
};

// mathjs types its nodes by class; the fields read here are those that its documentation names
interface Parts {
  type: string;
  fn?: unknown;
  op?: string;
  args?: MathNode[];
  content?: MathNode;
  name?: string;
  value?: unknown;
}

const unwritable = () =>
  new NotFormula(
    "Use only numbers, the variables, + - * / ^ and functions such as exp(x).",
    "Use só números, as variáveis, + - * / ^ e funções como exp(x).",
  );

/**
 * A tree of mathjs as a formula: a whitelist, so that units, strings, lists, definitions and whatever else its grammar knows
 * never reach an evaluation. `x(1 + y)` is a product where x is a variable.
 * @throws NotFormula
 */
export function fromMathjs(root: MathNode, names: Names): Formula {
  let nodes = 0;
  const walk = (node: MathNode, depth: number): Formula => {
    if (++nodes > mostNodes || depth > deepest) {
      throw new NotFormula("This formula is too long.", "Esta fórmula é longa demais.");
    }
    const folded = names.fold?.(node);
    if (folded !== undefined) return number(folded);
    const parts = node as MathNode & Parts;
    switch (parts.type) {
      case "ParenthesisNode":
        return walk(parts.content!, depth + 1);
      case "ConstantNode":
        if (typeof parts.value !== "number" || !Number.isFinite(parts.value)) throw unwritable();
        return { kind: "number", value: parts.value };
      case "SymbolNode":
        return symbol(parts.name!);
      case "OperatorNode":
        return operation(parts, depth);
      case "FunctionNode":
        return call(parts, depth);
      default:
        throw unwritable();
    }
  };
  const symbol = (typed: string): Formula => {
    const name = names.variable(typed);
    if (name !== undefined) return { kind: "variable", name };
    if (typed === "e" || typed === "pi") return { kind: "constant", name: typed };
    if (functionName(typed) !== undefined) {
      throw new NotFormula(
        `Put the argument of ${typed} in parentheses: ${typed}(x), and a power after them: ${typed}(x)^2.`,
        `Coloque o argumento de ${typed} entre parênteses: ${typed}(x), e a potência depois deles: ${typed}(x)^2.`,
      );
    }
    const [first, ...rest] = names.apart?.(typed) ?? [];
    if (first !== undefined) {
      return rest.reduce<Formula>(
        (left, factor) => ({ kind: "product", left, right: { kind: "variable", name: factor } }),
        { kind: "variable", name: first },
      );
    }
    throw new NotFormula(
      `"${typed.slice(0, 40)}" is none of the variables. A product is written with a space or *.`,
      `"${typed.slice(0, 40)}" não é uma das variáveis. Um produto é escrito com espaço ou *.`,
    );
  };
  const operation = ({ fn, args = [] }: Parts, depth: number): Formula => {
    if (fn === "unaryPlus" && args.length === 1) return walk(args[0]!, depth + 1);
    if (fn === "unaryMinus" && args.length === 1) return { kind: "negation", of: walk(args[0]!, depth + 1) };
    const kind = typeof fn === "string" && Object.hasOwn(operators, fn) ? operators[fn] : undefined;
    if (kind === undefined || args.length < 2) throw unwritable();
    // mathjs keeps a product of several factors in one node
    const [first, ...rest] = args;
    return rest.reduce<Formula>(
      (left, right) => ({ kind, left, right: walk(right, depth + 1) }),
      walk(first!, depth + 1),
    );
  };
  const call = ({ fn, args = [] }: Parts, depth: number): Formula => {
    const typed = (fn as Parts | undefined)?.type === "SymbolNode" ? (fn as Parts).name! : undefined;
    if (typed === undefined) throw unwritable();
    const isNumber = names.variable(typed) !== undefined || typed === "e" || typed === "pi";
    if (isNumber && args.length === 1) {
      return { kind: "product", left: symbol(typed), right: walk(args[0]!, depth + 1) };
    }
    const name = functionName(typed);
    if (isNumber || name === undefined) {
      throw new NotFormula(
        `There is no function "${typed.slice(0, 40)}" here.`,
        `Não há função "${typed.slice(0, 40)}" aqui.`,
      );
    }
    const { arity } = functionOf(name);
    if (args.length !== arity) {
      throw new NotFormula(
        `${typed} takes ${arity} argument${arity === 1 ? "" : "s"}, not ${args.length}. Separate arguments by a comma and a space, or by ;`,
        `${typed} recebe ${arity} argumento${arity === 1 ? "" : "s"}, não ${args.length}. Separe argumentos por vírgula e espaço, ou por ;`,
      );
    }
    return { kind: "call", name, of: args.map((argument) => walk(argument, depth + 1)) };
  };
  return walk(root, 0);
}
