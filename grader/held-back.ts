import type { Project } from "./project.ts";
import type { CheckReport, Localised } from "./report.ts";

/** hundredths of a point, as finiteDifferencesWorth of an odd number of points would show its binary fraction */
const rounded = (points: number) => Math.round(points * 100) / 100;

function explained(held: number, worth: number): Localised {
  const share = `${Math.round(100 * worth)}`;
  const atOnce = {
    en: worth > 0 ? ` ${share}% of the points count already.` : "",
    "pt-BR": worth > 0 ? ` ${share}% dos pontos já valem.` : "",
  };
  return {
    en: `The numbers are right, but they look as if the loss had been evaluated again for each parameter (numerical differentiation, a complex step, or forward mode), and this project asks for backpropagation: ${held} points wait until someone of the teaching staff has looked.${atOnce.en}`,
    "pt-BR": `Os números estão certos, mas a função de custo parece ter sido avaliada de novo para cada parâmetro (derivação numérica, passo complexo ou modo direto), e este projeto pede retropropagação: ${String(held).replace(".", ",")} pontos esperam até que alguém da equipe docente tenha olhado.${atOnce["pt-BR"]}`,
  };
}

/**
 * A check with the points that a project which requires backpropagation keeps for a person to give, where derivatives seem to
 * have been taken numerically. They are not lost and not in the score; the verdict stays. A flag alone, without the project's
 * declaration, moves no points.
 */
export function heldBack(
  check: CheckReport,
  { backpropagation, finiteDifferencesWorth }: Pick<Project, "backpropagation" | "finiteDifferencesWorth">,
): CheckReport {
  const flagged = check.flags.some(({ code }) => code === "numerical-differentiation");
  if (backpropagation !== "required" || !flagged || check.score === 0) return check;
  const score = rounded(check.score * finiteDifferencesWorth);
  const held = rounded(check.score - score);
  if (held === 0) return check;
  return { ...check, score, heldBack: held, explanation: explained(held, finiteDifferencesWorth) };
}
