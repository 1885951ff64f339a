import { within } from "../../compare/tensor.ts";
import type { Flag, Localised } from "../../report.ts";
import { flag } from "./flag.ts";

/** An answer with the oracle's, right or wrong. */
export interface Answer {
  student: Float64Array | null;
  right: Float64Array;
  bound: Float64Array;
}

/** A relation that needs no oracle: what the program says of a case and of its disguise, mapped back. */
export interface RelationTried {
  /** such as "hidden nodes renumbered" */
  name: string;
  plain: Float64Array;
  disguised: Float64Array | null;
  bound: Float64Array;
}

const inPortuguese: Record<string, string> = {
  "examples reversed": "exemplos em ordem inversa",
  "every example twice": "cada exemplo duas vezes",
  "hidden nodes renumbered": "nós ocultos renumerados",
  "signs of a tanh node flipped": "sinais de um nó tanh trocados",
};
const disguiseName = (name: string): Localised => ({ en: name, "pt-BR": inPortuguese[name] ?? name });

const isRight = ({ student, right, bound }: Answer): boolean => student !== null && within(student, right, bound);
const same = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((v, i) => Object.is(v, b[i]!));

/**
 * Answers that do not come from the arguments: right for some case, and repeated bit by bit for a case with another right
 * answer; or right for a case and wrong for the same case in disguise (examples permuted or doubled, hidden nodes renumbered).
 */
export function hardCodedOutput(answers: readonly Answer[], relations: readonly RelationTried[] = []): Flag | null {
  for (const known of answers.filter(isRight)) {
    const repeated = answers.some(
      (other) => other.student !== null && same(other.student, known.student!) && !isRight(other),
    );
    if (repeated) {
      return flag("hard-coded-output", {
        en: "The same numbers are returned for cases with different right answers.",
        "pt-BR": "Os mesmos números são devolvidos em casos com respostas certas diferentes.",
      });
    }
  }
  const broken = relations.filter(
    ({ plain, disguised, bound }) => disguised === null || !within(disguised, plain, bound),
  );
  if (broken.length === 0) return null;
  const names = (language: keyof Localised) => broken.map(({ name }) => disguiseName(name)[language]).join(", ");
  return flag("hard-coded-output", {
    en: `A case is answered rightly, but not the same case in disguise: ${names("en")}.`,
    "pt-BR": `Um caso é respondido certo, mas não o mesmo caso disfarçado: ${names("pt-BR")}.`,
  });
}
