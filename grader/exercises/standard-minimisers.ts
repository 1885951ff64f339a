import { lBfgs } from "../oracle/l-bfgs.ts";
import { minimize } from "../oracle/minimize.ts";
import { scaledConjugateGradient } from "../oracle/scaled-conjugate-gradient.ts";
import type { Project } from "../project.ts";
import { poseMinimizeCheck } from "./minimize.ts";
import { arrivalOf, watched } from "./minimize-arrival.ts";

/** The method is the student's choice: each of these is a correct hand-in. */
const methods = { BFGS: minimize, "L-BFGS": lBfgs, "scaled conjugate gradient": scaledConjugateGradient };

/** Checks of `minimize` whose budget or tolerance a correct method does not meet, with the method's name and the case. */
export function minimiserProblems(project: Project): { id: string; method: string; label: string }[] {
  return project.exercises
    .flatMap((exercise) => exercise.checks)
    .flatMap((check) => {
      if (check.kind !== "minimize") return [];
      return poseMinimizeCheck(check, project.seed).flatMap((posed) =>
        Object.entries(methods)
          .filter(([, method]) => {
            const { search } = watched(posed);
            const { w } = method(posed.objective, posed.w0, posed);
            return arrivalOf(posed, { status: "returned", values: w }, search).code !== null;
          })
          .map(([method]) => ({ id: check.id, method, label: posed.label })),
      );
    });
}
