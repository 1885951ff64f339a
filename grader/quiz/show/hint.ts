import type { Tolerance } from "../field.ts";
import { type Locale, shownNumber } from "./number.ts";

/** How exact a number has to be and how it may be written, beside its input. */
export function numberHint(tolerance: Tolerance, locale: Locale): string {
  const pt = locale === "pt-BR";
  const write = pt ? "Vírgula ou ponto decimal." : "Decimal point or comma.";
  return `${exactness(tolerance, locale)} ${write}`;
}

function exactness(tolerance: Tolerance, locale: Locale): string {
  const pt = locale === "pt-BR";
  const n = (value: number) => shownNumber(value, locale);
  switch (tolerance.mode) {
    case "absolute":
      if (tolerance.value === 0) return pt ? "Valor exato." : "Exact value.";
      return pt ? `Erro de até ${n(tolerance.value)}.` : `Within ${n(tolerance.value)}.`;
    case "relative":
      if (tolerance.value === 0) return pt ? "Valor exato." : "Exact value.";
      return pt ? `Erro de até ${n(tolerance.value * 100)} %.` : `Within ${n(tolerance.value * 100)}%.`;
    case "significant":
      if (tolerance.value === 1) return pt ? "1 algarismo significativo." : "1 significant figure.";
      return pt ? `${tolerance.value} algarismos significativos.` : `${tolerance.value} significant figures.`;
    case "decimals":
      if (tolerance.value === 0) return pt ? "Número inteiro." : "Whole number.";
      if (tolerance.value === 1) return pt ? "1 casa decimal." : "1 decimal place.";
      return pt ? `${tolerance.value} casas decimais.` : `${tolerance.value} decimal places.`;
  }
}
