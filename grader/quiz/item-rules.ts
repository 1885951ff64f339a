import { activationSchema } from "../project.ts";
import { unknownName } from "./compile-expression.ts";
import { factorsOf } from "./draw.ts";
import { readExpression } from "./expression.ts";
import { ExpressionError } from "./expression-error.ts";
import { expressionsOf } from "./expressions-of.ts";
import { fieldProblems } from "./field-rules.ts";
import type { Item, Parameter } from "./item.ts";
import type { Path } from "./read-yaml.ts";
import { checkTemplate } from "./template.ts";
import { textsOf } from "./texts-of.ts";

export interface ItemProblem {
  path: Path;
  text: string;
}

/** What is wrong with an item that can be said without drawing it: expressions, names, texts, fields that cannot be answered. */
export function itemProblems(item: Item): ItemProblem[] {
  // what a generator returns is known when it has run
  const known = item.generator ? null : new Set(Object.keys(item.parameters));
  const problems: ItemProblem[] = [...reservedNames(item), ...parameterProblems(item)];
  const check = (path: Path, text: string, names: ReadonlySet<string> | null, also: readonly string[] = []) => {
    try {
      for (const name of readExpression(text).names) {
        if (names && !names.has(name) && !also.includes(name)) problems.push({ path, text: unknownName(name) });
      }
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      problems.push({ path, text: error.message });
    }
  };
  for (const { path, text, also } of expressionsOf(item)) check(path, text, known, also);
  for (const { path, text } of textsOf(item)) {
    for (const locale of ["en", "pt-BR"] as const) {
      const { names, problems: wrong } = checkTemplate(text[locale]);
      const unknown = known ? [...names].filter((name) => !known.has(name)).map(unknownName) : [];
      for (const words of [...wrong, ...unknown]) problems.push({ path: [...path, locale], text: words });
    }
  }
  problems.push(...fieldProblems(item));
  return problems;
}

/** names that mean something else in an expression */
const reserved = new Set(["and", "or", "not", "xor", "mod", "to", "in", "end", "true", "false", "null", "undefined"]);

function* reservedNames({ parameters, fields }: Item): Generator<ItemProblem> {
  for (const name of Object.keys(parameters)) {
    if (reserved.has(name)) yield { path: ["parameters", name], text: `"${name}" cannot be a name` };
  }
  for (const [k, { id }] of fields.entries()) {
    if (reserved.has(id)) yield { path: ["fields", k, "id"], text: `"${id}" cannot be a name` };
  }
}

function* parameterProblems(item: Item): Generator<ItemProblem> {
  const earlier = new Set<string>();
  for (const [name, parameter] of Object.entries(item.parameters)) {
    const path = ["parameters", name];
    if (typeof parameter === "string") {
      try {
        for (const used of readExpression(parameter).names) {
          if (!earlier.has(used)) yield { path, text: `there is no parameter "${used}" above it` };
        }
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        yield { path, text: error.message };
      }
    } else yield* spanProblems(path, parameter, earlier);
    earlier.add(name);
  }
}

function* spanProblems(
  path: Path,
  parameter: Exclude<Parameter, string>,
  earlier: ReadonlySet<string>,
): Generator<ItemProblem> {
  const [kind, given] = Object.entries(parameter)[0]!;
  if (kind === "choice" || kind === "shuffle") return;
  const {
    from,
    to,
    step = 1,
    nonZero = false,
  } = given as { from: number; to: number; step?: number; nonZero?: boolean };
  const [first, last] = factorsOf({ from, to, step });
  if (first > last || (nonZero && first === 0 && last === 0)) {
    yield { path, text: `there is no multiple of ${step} between ${from} and ${to}${nonZero ? " other than 0" : ""}` };
  }
  if (!("network" in parameter)) return;
  const { layers, activations } = parameter.network;
  if (activations.length !== layers.length - 1) {
    yield { path, text: `${layers.length - 1} layers need as many activation functions, not ${activations.length}` };
  }
  for (const name of activations) {
    if (!activationSchema.safeParse(name).success && !earlier.has(name)) {
      yield { path, text: `"${name}" is neither an activation function nor a parameter above it` };
    }
  }
}
