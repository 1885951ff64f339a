import type { Activation } from "../../contract.ts";
import type { Locale } from "./number.ts";

const names: Record<Activation, Record<Locale, string>> = {
  linear: { en: "linear", "pt-BR": "linear" },
  logistic: { en: "logistic", "pt-BR": "logística" },
  tanh: { en: "hyperbolic tangent", "pt-BR": "tangente hiperbólica" },
  relu: { en: "rectifier (ReLU)", "pt-BR": "retificador (ReLU)" },
  "leaky-relu": { en: "leaky ReLU", "pt-BR": "leaky ReLU" },
  elu: { en: "ELU", "pt-BR": "ELU" },
  softplus: { en: "softplus", "pt-BR": "softplus" },
  softmax: { en: "softmax", "pt-BR": "softmax" },
};

/** f(u) and f'(u) in the course's notation; constants are the contract's. */
const formulas: Record<Activation, { formula: string; derivative: string }> = {
  linear: { formula: "u", derivative: "1" },
  logistic: { formula: "\\frac{1}{1 + e^{-u}}", derivative: "f(u) (1 - f(u))" },
  tanh: { formula: "\\tanh(u)", derivative: "1 - \\tanh^2(u)" },
  relu: { formula: "\\max(0, u)", derivative: "1\\{u > 0\\}" },
  "leaky-relu": { formula: "\\max(u, \\tfrac{u}{100})", derivative: "1\\{u > 0\\} + \\tfrac{1}{100} 1\\{u \\le 0\\}" },
  elu: {
    formula: "\\begin{cases} u & u > 0 \\\\ e^u - 1 & u \\le 0 \\end{cases}",
    derivative: "\\begin{cases} 1 & u > 0 \\\\ e^u & u \\le 0 \\end{cases}",
  },
  softplus: { formula: "\\ln(1 + e^u)", derivative: "\\frac{1}{1 + e^{-u}}" },
  softmax: { formula: "\\frac{e^{u_i}}{\\sum_k e^{u_k}}", derivative: "y_i (1\\{i = j\\} - y_j)" },
};

export const activationName = (f: Activation, locale: Locale): string => names[f][locale];
export const activationTeX = (f: Activation, what: "formula" | "derivative"): string => formulas[f][what];
