import type { Check, NetworkFamily, Project } from "./project.ts";

/** A rule that the schema cannot say, broken at `path` of project.yaml. */
export interface Problem {
  path: (string | number)[];
  message: string;
}

const hyperParameters: Record<string, readonly string[]> = {
  "gradient-descent": ["alpha"],
  momentum: ["alpha", "beta"],
  adagrad: ["alpha", "epsilon", "initial"],
  rmsprop: ["alpha", "rho", "epsilon"],
  adam: ["alpha", "beta1", "beta2", "epsilon"],
};

type Shaped = Pick<NetworkFamily, "layers" | "activations" | "dataset"> & Partial<Pick<NetworkFamily, "targets">>;

function networkProblems(family: Shaped): string[] {
  const problems: string[] = [];
  const M = family.layers.length - 1;
  if (family.activations.length !== M) {
    problems.push(`activations: ${M} layers need ${M} activation functions, found ${family.activations.length}`);
  }
  const inputs = { xor: 2, and: 2, or: 2, nand: 2, "two-moons": 2, sine: 1, random: family.layers[0]! };
  if (family.layers[0] !== inputs[family.dataset]) {
    problems.push(`layers: the data set ${family.dataset} has ${inputs[family.dataset]} input(s)`);
  }
  if (family.dataset === "sine" && family.layers.at(-1) !== 1) problems.push("layers: the data set sine has 1 output");
  const softmaxOutput = family.activations.at(-1) === "softmax";
  if (softmaxOutput && family.layers.at(-1) === 1) problems.push("layers: a softmax output needs 2 nodes or more");
  if (family.targets === "distribution" && !softmaxOutput) {
    problems.push("targets: distribution needs a softmax output layer");
  }
  return problems;
}

function optionProblems(method: string, options: Record<string, number>): string[] {
  const needed = hyperParameters[method] ?? [];
  const missing = needed
    .filter((name) => options[name] === undefined)
    .map((name) => `options: ${method} needs ${name}`);
  const unknown = Object.keys(options)
    .filter((name) => !needed.includes(name))
    .map((name) => `options: ${method} has no ${name}`);
  return [...missing, ...unknown];
}

const fewestFreeRuns = 20;

function checkProblems(check: Check): { family: number; message: string }[] {
  const each = <F>(cases: readonly F[], problems: (family: F) => string[]) =>
    cases.flatMap((family, index) => problems(family).map((message) => ({ family: index, message })));
  switch (check.kind) {
    case "gradient-descent":
    case "momentum":
    case "adagrad":
    case "rmsprop":
    case "adam":
      return each(check.cases, (family) => optionProblems(check.kind, family.options));
    case "newton":
      return each(check.cases, (family) =>
        family.hessian !== "positive-definite" && family.parameters < 2
          ? ["parameters: an indefinite or singular Hessian needs 2 parameters or more"]
          : [],
      );
    case "train":
      return each(check.cases, (family) => [
        ...networkProblems(family),
        ...optionProblems(family.training.method, family.training.options),
        ...(family.freeRuns > 0 && family.freeRuns < fewestFreeRuns
          ? [`freeRuns: ${fewestFreeRuns} or more are needed to tell a difference from chance`]
          : []),
      ]);
    case "multi-start":
      return each(check.cases, (family) => [
        ...networkProblems(family),
        ...optionProblems(family.training.method, family.training.options),
      ]);
    case "minimize":
      return each(check.cases, (family) => {
        if (family.objective === "mlp") {
          return family.network ? networkProblems(family.network) : ["network: the objective mlp needs a network"];
        }
        if (family.dimension === undefined) return [`dimension: the objective ${family.objective} needs a dimension`];
        return family.objective === "rosenbrock" && family.dimension < 2
          ? ["dimension: Rosenbrock's function needs 2 variables or more"]
          : [];
      });
    default:
      return each(check.cases, networkProblems);
  }
}

/** What is wrong in a project that the schema alone accepts; empty when it can be graded. */
export function projectProblems(project: Project): Problem[] {
  return project.exercises.flatMap((exercise, e) =>
    exercise.checks.flatMap((check, c) =>
      checkProblems(check).map(({ family, message }) => ({
        path: ["exercises", e, "checks", c, "cases", family],
        message,
      })),
    ),
  );
}
