/** A function that formulas may use: its value and how far it carries an error of its argument (first order). */
export interface FormulaFunction {
  arity: 1 | 2;
  value(x: number, y: number): number;
  /** |df/dx| at x, for functions of one argument */
  slope(x: number, value: number): number;
  /** `\name`, or a pattern in which # stands for the argument */
  tex: string;
}

const one = (tex: string, value: (x: number) => number, slope: FormulaFunction["slope"]): FormulaFunction => ({
  arity: 1,
  value,
  slope,
  tex,
});
const two = (tex: string, value: (x: number, y: number) => number): FormulaFunction => ({
  arity: 2,
  value,
  // of the larger or smaller of two arguments, whichever it is
  slope: () => 1,
  tex,
});
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

const table: Record<string, FormulaFunction> = {
  exp: one("\\exp", Math.exp, (_x, value) => value),
  ln: one("\\ln", Math.log, (x) => 1 / Math.abs(x)),
  sqrt: one("\\sqrt{#}", Math.sqrt, (_x, value) => 0.5 / value),
  abs: one("\\left|#\\right|", Math.abs, () => 1),
  sign: one("\\operatorname{sgn}", Math.sign, () => 0),
  sin: one("\\sin", Math.sin, Math.cos),
  cos: one("\\cos", Math.cos, Math.sin),
  tan: one("\\tan", Math.tan, (_x, value) => 1 + value * value),
  sec: one(
    "\\sec",
    (x) => 1 / Math.cos(x),
    (x, value) => value * Math.tan(x),
  ),
  csc: one(
    "\\csc",
    (x) => 1 / Math.sin(x),
    (x, value) => value / Math.tan(x),
  ),
  cot: one(
    "\\cot",
    (x) => 1 / Math.tan(x),
    (_x, value) => 1 + value * value,
  ),
  asin: one("\\arcsin", Math.asin, (x) => 1 / Math.sqrt(1 - x * x)),
  acos: one("\\arccos", Math.acos, (x) => 1 / Math.sqrt(1 - x * x)),
  atan: one("\\arctan", Math.atan, (x) => 1 / (1 + x * x)),
  sinh: one("\\sinh", Math.sinh, Math.cosh),
  cosh: one("\\cosh", Math.cosh, Math.sinh),
  tanh: one("\\tanh", Math.tanh, (_x, value) => 1 - value * value),
  sech: one(
    "\\operatorname{sech}",
    (x) => 1 / Math.cosh(x),
    (x, value) => value * Math.tanh(x),
  ),
  csch: one(
    "\\operatorname{csch}",
    (x) => 1 / Math.sinh(x),
    (x, value) => value / Math.tanh(x),
  ),
  coth: one(
    "\\coth",
    (x) => 1 / Math.tanh(x),
    (_x, value) => value * value - 1,
  ),
  artanh: one("\\operatorname{artanh}", Math.atanh, (x) => 1 / (1 - x * x)),
  logistic: one("\\operatorname{logistic}", logistic, (_x, value) => value * (1 - value)),
  softplus: one("\\operatorname{softplus}", (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), logistic),
  relu: one(
    "\\operatorname{relu}",
    (x) => Math.max(0, x),
    (x) => (x > 0 ? 1 : 0),
  ),
  step: one(
    "\\operatorname{step}",
    (x) => (x > 0 ? 1 : 0),
    () => 0,
  ),
  log10: one("\\log_{10}", Math.log10, (x) => 1 / Math.abs(x * Math.LN10)),
  log2: one("\\log_{2}", Math.log2, (x) => 1 / Math.abs(x * Math.LN2)),
  max: two("\\max", Math.max),
  min: two("\\min", Math.min),
};

/** Other names of the same functions. `log` is the natural one, as everywhere in the course; the reading shown says `\ln`. */
const aliases: Record<string, string> = {
  log: "ln",
  sgn: "sign",
  tg: "tan",
  sen: "sin",
  senh: "sinh",
  tgh: "tanh",
  cossec: "csc",
  cosec: "csc",
  cotg: "cot",
  raiz: "sqrt",
  arcsen: "asin",
  arctg: "atan",
  arcsin: "asin",
  arccos: "acos",
  arctan: "atan",
  atanh: "artanh",
  arctanh: "artanh",
  sigmoid: "logistic",
  sigma: "logistic",
  logsig: "logistic",
  heaviside: "step",
};

/** The name under which a function is kept, or undefined. */
export function functionName(typed: string): string | undefined {
  const name = typed.toLowerCase();
  const known = Object.hasOwn(aliases, name) ? aliases[name]! : name;
  return Object.hasOwn(table, known) ? known : undefined;
}

/** @throws RangeError for a name that `functionName` did not give */
export function functionOf(name: string): FormulaFunction {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new RangeError(`no function "${name}"`);
  return found;
}
