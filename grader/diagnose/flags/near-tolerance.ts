import type { Flag } from "../../report.ts";
import { flag } from "./flag.ts";
import { type Measured, short } from "./measured.ts";

/** Correct programs in float32 stay below a third of the bound; beyond half of it the agreement is worth a look. */
const share = 0.5;

/** An entry that uses up more than half of what is allowed. */
export function nearTolerance(answers: readonly Measured[]): Flag | null {
  let most = 0;
  let difference = 0;
  for (const { student, right, bound } of answers) {
    for (let i = 0; i < right.length; i++) {
      const off = Math.abs(student[i]! - right[i]!);
      if (off / bound[i]! > most) {
        most = off / bound[i]!;
        difference = off;
      }
    }
  }
  if (!(most > share)) return null;
  const percent = Math.round(100 * most);
  return flag("near-tolerance", {
    en: `An entry differs by ${short(difference)}, ${percent} % of what is allowed; correct programs stay below a third.`,
    "pt-BR": `Um elemento difere em ${short(difference)}, ${percent} % do que se permite; programas corretos ficam abaixo de um terço.`,
  });
}
