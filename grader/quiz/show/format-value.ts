import type { Activation } from "../../contract.ts";
import { readNetwork } from "../read-network.ts";
import { isList, isMatrix, isNumber, isVector, kindOf, type Value } from "../values.ts";
import { activationName, activationTeX } from "./activation-words.ts";
import { inMarkdown, inMath } from "./escape.ts";
import type { Filters } from "./filters.ts";
import { codeNumber, type Locale, shownNumber, texNumber } from "./number.ts";
import type { Place } from "./place.ts";

/** A value that cannot be shown in this way, in words for its author. */
export class ShowProblem extends Error {
  override name = "ShowProblem";
}
const problem = (message: string): never => {
  throw new ShowProblem(message);
};

export type Where = Place | "plain";
export interface How extends Filters {
  where: Where;
  locale: Locale;
}

/** A value in words, digits or TeX, fit for the place where it stands. */
export function formatValue(value: Value, how: How): string {
  const { layout, where, locale } = how;
  switch (layout) {
    case "name":
      return text(activationName(activation(value), locale), how);
    case "formula":
    case "derivative":
      return math(activationTeX(activation(value), layout), where);
    case "network":
      return where === "text"
        ? networkTable(value, how)
        : problem("a table of a network stands outside of formulas and code");
    case "matrix":
      return isMatrix(value) ? math(brackets(value, how), where) : problem(`${kindOf(value)} is not a matrix`);
    case "vector":
      return isVector(value)
        ? math(
            brackets(
              value.map((v) => [v]),
              how,
            ),
            where,
          )
        : problem(`${kindOf(value)} is not a vector`);
    case "row":
      return isVector(value) ? math(brackets([value], how), where) : problem(`${kindOf(value)} is not a vector`);
    case "list":
      return list(value, how);
    default:
      return isMatrix(value) && (where === "math" || where === "text")
        ? math(brackets(value, how), where)
        : list(value, how);
  }
}

function list(value: Value, how: How): string {
  if (isNumber(value)) return number(value, how);
  if (typeof value === "string") return text(value, how);
  if (typeof value === "boolean") {
    if (how.where === "code") return String(value);
    return text({ en: ["false", "true"], "pt-BR": ["falso", "verdadeiro"] }[how.locale][Number(value)]!, how);
  }
  if (!isList(value)) return problem("an object cannot be shown; name one of its properties");
  // a decimal comma needs another separator
  const between = how.where === "code" || how.locale === "en" ? ", " : "; ";
  const inner = value.map((part) => list(part, how)).join(how.where === "math" ? between.replace(" ", "\\ ") : between);
  // a bracket before a parenthesis would be a link
  return how.where === "text" ? `\\[${inner}\\]` : `[${inner}]`;
}

function number(value: number, { where, locale, ...format }: How): string {
  if (where === "math") return texNumber(value, locale, format);
  return where === "code" ? codeNumber(value, format) : shownNumber(value, locale, format);
}

function text(words: string, { where }: How): string {
  if (where === "text") return inMarkdown(words);
  if (where === "math") return inMath(words);
  if (where === "code" && /[`\r\n]/.test(words))
    return problem("a text with a backtick or a line break cannot stand in code");
  return words;
}

/** A formula, with the dollar signs that running text needs. */
function math(tex: string, where: Where): string {
  if (where === "math") return tex;
  return where === "text" ? `$${tex}$` : problem("a formula cannot stand here");
}

const brackets = (rows: readonly (readonly number[])[], how: How) =>
  `\\begin{bmatrix} ${rows.map((row) => row.map((v) => number(v, { ...how, where: "math" })).join(" & ")).join(" \\\\ ")} \\end{bmatrix}`;

function activation(value: Value): Activation {
  const read = readNetwork([{ W: [[0]], b: [0], f: value }]);
  return read.ok ? read.net[0]!.f : problem(`${JSON.stringify(value)} is not an activation function`);
}

/** One row for each node: what a drawing shows, for who does not see it. */
function networkTable(value: Value, how: How): string {
  const read = readNetwork(value);
  if (!read.ok) return problem(read.message);
  const cells = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  const plain: How = { ...how, where: "plain", layout: "list" };
  const head = { en: ["Layer $m$", "Node $i$"], "pt-BR": ["Camada $m$", "Nó $i$"] }[how.locale];
  const rows = read.net.flatMap(({ W, b, f }, m) =>
    W.map((weights, i) =>
      cells([
        `${m + 1}`,
        `${i + 1}`,
        inMarkdown(activationName(f, how.locale)),
        inMarkdown(list(weights, plain)),
        number(b[i]!, plain),
      ]),
    ),
  );
  return [cells([...head, "$f^m$", "$w_{i,j}^m$", "$b_i^m$"]), "|---|---|---|---|---|", ...rows].join("\n");
}
