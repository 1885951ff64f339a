import { norm } from "../../compare/norm.ts";
import type { Flag, Localised } from "../../report.ts";
import { flag } from "./flag.ts";
import { inexactEntries, type Measured, short } from "./measured.ts";
import { leastOfSinglePrecision } from "./single-precision.ts";

/** Calls of Math functions in one `gradient` of a network with so many parameters. */
export interface CallCount {
  parameters: number;
  calls: number;
}

/** Relative error before and after a large number is added to the targets of a network with a linear output. */
export interface PoisonedTargets {
  plain: number;
  poisoned: number;
}

/**
 * Exact derivatives are at 1e-15, float32 programs at 1e-8 and above; central differences with a reasonable step fall between.
 * One-sided ones do not differ from float32 by their size: they are found by their calls, or by poisoned targets.
 */
const errorRange = [1e-13, leastOfSinglePrecision] as const;
const fewest = 8;

/** The error of exact backpropagation is some 1e-16 and that of a float32 program lies on its grid; differences are neither. */
export function hasErrorOfDifferences(answers: readonly Measured[]): { error: number } | null {
  let inexact = 0;
  let positive = 0;
  let onGrid = 0;
  let error = 0;
  for (const answer of answers) {
    const { student, right } = answer;
    const relative = norm(right.map((v, i) => student[i]! - v)) / norm(right);
    if (Number.isFinite(relative)) error = Math.max(error, relative);
    for (const i of inexactEntries(answer)) {
      inexact++;
      if (student[i]! > right[i]!) positive++;
      if (Math.fround(student[i]!) === student[i]!) onGrid++;
    }
  }
  const [low, high] = errorRange;
  const mixedSigns = positive > 0.1 * inexact && positive < 0.9 * inexact;
  return inexact >= fewest && mixedSigns && onGrid < 0.1 * inexact && error >= low && error <= high ? { error } : null;
}

/**
 * Exponent p of calls ~ parameters^p by least squares: backpropagation evaluates each node once (p about 0.5), a loop over
 * all parameters evaluates the network for each of them (p about 1.5), exact complex steps included.
 */
export function growthExponent(counts: readonly CallCount[]): number | null {
  const points = counts
    .filter(({ calls }) => calls > 0)
    .map((c) => [Math.log(c.parameters), Math.log(c.calls)] as const);
  if (points.length < 2) return null;
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
  return spread > 0 ? points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0) / spread : null;
}

/** dual numbers, complex steps: one evaluation for each parameter, and no error to see */
const forwardMode: Localised = {
  en: "; the numbers are exact, as those of a complex step or of forward-mode differentiation (dual numbers) are: exact, but not backpropagation",
  "pt-BR":
    "; os números são exatos, como os do passo complexo ou da diferenciação direta (números duais): exatos, mas não retropropagação",
};

const steepest = 1.25;
const poisonGrowth = 100;

/** Evidence, for a person to judge, that derivatives were taken by repeated evaluation of the loss and not by backpropagation. */
export function numericalDifferentiation(
  answers: readonly Measured[],
  { counts = [], poisoned = [] }: { counts?: readonly CallCount[]; poisoned?: readonly PoisonedTargets[] } = {},
): Flag | null {
  const evidence: Localised[] = [];
  const signature = hasErrorOfDifferences(answers);
  if (signature !== null) {
    evidence.push({
      en: `the relative error is ${short(signature.error)} with both signs, where exact derivatives have 1e-15`,
      "pt-BR": `o erro relativo é ${short(signature.error)} com ambos os sinais, onde derivadas exatas têm 1e-15`,
    });
  }
  const exponent = growthExponent(counts);
  if (exponent !== null && exponent > steepest) {
    const exact = signature === null ? forwardMode : { en: "", "pt-BR": "" };
    const power = exponent.toFixed(1);
    evidence.push({
      en: `calls of Math functions grow like the number of parameters to the power ${power}, where backpropagation has about 0.5${exact.en}`,
      "pt-BR": `as chamadas de funções de Math crescem como o número de parâmetros elevado a ${power.replace(".", ",")}, onde a retropropagação tem cerca de 0,5${exact["pt-BR"]}`,
    });
  }
  const worst = poisoned.find((p) => p.poisoned > poisonGrowth * Math.max(p.plain, 1e-14));
  if (worst !== undefined) {
    evidence.push({
      en: `adding 1e6 to the targets raises the relative error from ${short(worst.plain)} to ${short(worst.poisoned)}`,
      "pt-BR": `somar 1e6 às saídas desejadas eleva o erro relativo de ${short(worst.plain)} para ${short(worst.poisoned)}`,
    });
  }
  if (evidence.length === 0) return null;
  const joined = (language: keyof Localised) => `${evidence.map((each) => each[language]).join("; ")}.`;
  return flag("numerical-differentiation", { en: joined("en"), "pt-BR": joined("pt-BR") });
}
