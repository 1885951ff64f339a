/** A formula in real numbers, after reading: what is compared, and shown back. */
export type Formula =
  | { kind: "number"; value: number }
  | { kind: "constant"; name: "e" | "pi" }
  | { kind: "variable"; name: string }
  | { kind: "negation"; of: Formula }
  | { kind: "sum" | "difference" | "product" | "quotient" | "power"; left: Formula; right: Formula }
  | { kind: "call"; name: string; of: Formula[] };

/** A name as it can be typed and its reading in TeX. */
export interface FormulaVariable {
  name: string;
  tex: string;
}

/** A constant as a tree, so that a negative base or exponent keeps its bracket when it is written down. */
export const number = (value: number): Formula =>
  value < 0 || Object.is(value, -0)
    ? { kind: "negation", of: { kind: "number", value: -value } }
    : { kind: "number", value };

/** Names of the variables that a formula depends on. */
export function variablesOf(formula: Formula): Set<string> {
  switch (formula.kind) {
    case "number":
    case "constant":
      return new Set();
    case "variable":
      return new Set([formula.name]);
    case "negation":
      return variablesOf(formula.of);
    case "call":
      return new Set(formula.of.flatMap((argument) => [...variablesOf(argument)]));
    default:
      return new Set([...variablesOf(formula.left), ...variablesOf(formula.right)]);
  }
}
