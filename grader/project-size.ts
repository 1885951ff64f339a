import type { Check, NetworkFamily, Project } from "./project.ts";
import type { Problem } from "./project-rules.ts";

/** Bounds on what one check may cost to pose: its cases are computed hundreds of times over to bound and to try mutants. */
const maxParameters = 20_000;
const maxHessianParameters = 400;
/** parameters times examples times passes over them, of all cases of a check */
const maxWork = 2e7;
const maxCases = 500;

const parametersOf = (layers: readonly number[]) =>
  layers.slice(1).reduce((sum, nodes, m) => sum + nodes * (layers[m]! + 1), 0);

const networkWork = (family: Pick<NetworkFamily, "layers" | "examples"> & { draws?: number }, passes: number) =>
  Math.max(100, parametersOf(family.layers)) * family.examples * (family.draws ?? 1) * passes;

/** Largest number of parameters among a check's cases, their number, and the work to pose them all. */
function sizeOf(check: Check): { parameters: number; cases: number; work: number } {
  const sum = <F extends { draws: number }>(
    cases: readonly F[],
    parameters: (f: F) => number,
    work: (f: F) => number,
  ) => ({
    parameters: Math.max(...cases.map(parameters)),
    cases: cases.reduce((total, { draws }) => total + draws, 0),
    work: cases.reduce((total, family) => total + work(family), 0),
  });
  const network = ({ layers }: { layers: number[] }) => parametersOf(layers);
  switch (check.kind) {
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam":
      return sum(
        check.cases,
        ({ parameters }) => parameters,
        ({ parameters, steps, draws }) => parameters * steps * draws,
      );
    case "newton":
      return sum(
        check.cases,
        ({ parameters }) => parameters,
        ({ parameters, draws }) => parameters ** 3 * draws,
      );
    case "train":
      return sum(check.cases, network, (family) =>
        networkWork(family, (family.training.epochs + 1) * (1 + family.freeRuns / 8)),
      );
    case "multi-start":
      return sum(check.cases, network, (family) => networkWork(family, (family.training.epochs + 1) * family.starts));
    case "minimize":
      return sum(
        check.cases,
        ({ dimension, network: net }) => (net ? parametersOf(net.layers) : (dimension ?? 0)),
        ({ dimension, network: net, draws }) => (net ? networkWork(net, 200) : (dimension ?? 0) ** 2) * draws,
      );
    case "hessian":
      return sum(check.cases, network, (family) => networkWork(family, parametersOf(family.layers)));
    default:
      return sum(check.cases, network, (family) => networkWork(family, 1 + family.trainedFor));
  }
}

/** Checks that would take a worker minutes to pose, or more memory than it has; empty when all can be graded in their time. */
export function sizeProblems(project: Project): Problem[] {
  return project.exercises.flatMap((exercise, e) =>
    exercise.checks.flatMap((check, c) => {
      const { parameters, cases, work } = sizeOf(check);
      const most = check.kind === "hessian" || check.kind === "newton" ? maxHessianParameters : maxParameters;
      const path = ["exercises", e, "checks", c, "cases"];
      const message = [
        ...(parameters > most ? [`${parameters} parameters; at most ${most} can be graded`] : []),
        ...(cases > maxCases ? [`${cases} cases; at most ${maxCases} in one check`] : []),
        ...(work > maxWork ? ["take too long to pose: fewer examples, epochs, starts, draws or smaller networks"] : []),
      ];
      return message.map((text) => ({ path, message: text }));
    }),
  );
}
