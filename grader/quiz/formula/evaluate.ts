import { functionOf } from "./functions.ts";
import type { Formula } from "./tree.ts";

/** A value in float64 with a bound on what rounding has done to it. */
export interface Measured {
  value: number;
  error: number;
}

const unit = 2 ** -53;
/** Math.exp and its like are good to about one unit in the last place; no bound is worth trusting to less than a few */
const ofFunction = 4 * unit;

/**
 * A formula at a point, with a running error bound (first order, Higham: Accuracy and Stability of Numerical Algorithms, section
 * 3.3): 1 - tanh(u)^2 and sech(u)^2 then agree within what the cancellation of the first has cost. NaN or infinite where it has
 * no real value.
 */
export function evaluateFormula(formula: Formula, at: Readonly<Record<string, number>>): Measured {
  switch (formula.kind) {
    case "number":
      return { value: formula.value, error: Number.isInteger(formula.value) ? 0 : unit * Math.abs(formula.value) };
    case "constant":
      return formula.name === "pi" ? { value: Math.PI, error: unit * 4 } : { value: Math.E, error: unit * 4 };
    case "variable":
      return { value: at[formula.name] ?? Number.NaN, error: 0 };
    case "negation": {
      const { value, error } = evaluateFormula(formula.of, at);
      return { value: -value, error };
    }
    case "call":
      return call(
        formula.name,
        formula.of.map((argument) => evaluateFormula(argument, at)),
      );
    default:
      return operation(formula.kind, evaluateFormula(formula.left, at), evaluateFormula(formula.right, at));
  }
}

type Operation = Extract<Formula, { left: Formula }>["kind"];

function operation(kind: Operation, a: Measured, b: Measured): Measured {
  switch (kind) {
    case "sum":
    case "difference": {
      const value = kind === "sum" ? a.value + b.value : a.value - b.value;
      return { value, error: a.error + b.error + unit * Math.abs(value) };
    }
    case "product": {
      const value = a.value * b.value;
      return { value, error: Math.abs(a.value) * b.error + Math.abs(b.value) * a.error + unit * Math.abs(value) };
    }
    case "quotient": {
      const value = a.value / b.value;
      return { value, error: (a.error + Math.abs(value) * b.error) / Math.abs(b.value) + unit * Math.abs(value) };
    }
    case "power":
      return power(a, b);
  }
}

/** d(a^b) = b a^(b-1) da + a^b ln|a| db */
function power(a: Measured, b: Measured): Measured {
  const value = a.value ** b.value;
  const byBase = a.error === 0 ? 0 : Math.abs(b.value * a.value ** (b.value - 1)) * a.error;
  // an exponent written as a whole number is exact
  const exact = Number.isInteger(b.value) && b.error <= unit * Math.abs(b.value);
  const byExponent = exact || b.error === 0 ? 0 : Math.abs(value * Math.log(Math.abs(a.value))) * b.error;
  return { value, error: byBase + byExponent + ofFunction * Math.abs(value) };
}

function call(name: string, args: readonly Measured[]): Measured {
  const f = functionOf(name);
  const [x, y] = args as [Measured, Measured?];
  const value = f.value(x.value, y?.value ?? Number.NaN);
  if (f.arity === 2) return { value, error: Math.max(x.error, y!.error) };
  const carried = x.error === 0 ? 0 : Math.abs(f.slope(x.value, value)) * x.error;
  return { value, error: carried + ofFunction * Math.abs(value) };
}
