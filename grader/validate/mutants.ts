import { minimiserProblems } from "../exercises/standard-minimisers.ts";
import { boundProblems, mutantsOf } from "../exercises/standard-mutants.ts";
import { probeAgainst } from "../exercises/standard-probes.ts";
import type { ExerciseKind } from "../kinds.ts";
import type { Project } from "../project.ts";
import type { ProofProblem, ProofStep } from "./proof.ts";

function survivor(kind: ExerciseKind, code: string): ProofProblem {
  const probe = probeAgainst(kind, code);
  return {
    code,
    ...(probe ? { probe } : {}),
    text: {
      en: `${kind}: no check catches ${code}${probe ? `; this case would: ${probe}` : ""}`,
      "pt-BR": `${kind}: nenhuma verificação descobre ${code}${probe ? `; este caso descobriria: ${probe}` : ""}`,
    },
  };
}

/**
 * What the checks of one kind let through (standard mutants) and what they would refuse wrongly (the oracle's own formulas in
 * single precision, and for `minimize` three correct methods). Pure computation, seconds of it for a large project.
 */
export function mutantStep(project: Project, kind: ExerciseKind): ProofStep {
  const { tried, survivors } = mutantsOf(project, kind);
  const refused: ProofProblem[] = boundProblems(project, kind).map((id) => ({
    text: {
      en: `${id}: a correct float32 program would not be accepted`,
      "pt-BR": `${id}: um programa correto em float32 não seria aceito`,
    },
  }));
  const late: ProofProblem[] = (kind === "minimize" ? minimiserProblems(project) : []).map(({ id, method, label }) => ({
    text: {
      en: `${id}: ${method}, which a student may choose, does not arrive (${label})`,
      "pt-BR": `${id}: ${method}, que um estudante pode escolher, não chega ao mínimo (${label})`,
    },
  }));
  return {
    name: "mutants",
    kind,
    tried,
    caught: tried - survivors.length,
    problems: [...survivors.map((code) => survivor(kind, code)), ...refused, ...late],
  };
}
