import { type NumberFormat, plainFormat } from "./number.ts";

const layouts = ["matrix", "vector", "row", "list", "network", "name", "formula", "derivative"] as const;
export interface Filters extends NumberFormat {
  layout?: (typeof layouts)[number];
}

const known = ["fixed N", "digits N", "signed", "term", ...layouts].join(", ");

/** What stands after the bars of `{{ expression | filter | filter }}`; a string says what is wrong. */
export function readFilters(written: readonly string[]): Filters | string {
  let filters: Filters = { ...plainFormat };
  for (const one of written) {
    const [name = "", count, ...more] = one.trim().split(/\s+/);
    const n = Number(count);
    if (name === "fixed" || name === "digits") {
      const least = name === "fixed" ? 0 : 1;
      if (count === undefined || more.length > 0 || !Number.isInteger(n) || n < least || n > 15)
        return `${name} needs a number from ${least} to 15`;
      filters = { ...filters, digits: name === "fixed" ? { fixed: n } : { significant: n } };
      continue;
    }
    const layout = layouts.find((candidate) => candidate === name);
    if (name === "signed") filters = { ...filters, sign: "parentheses" };
    else if (name === "term") filters = { ...filters, sign: "term" };
    else if (layout) filters = { ...filters, layout };
    else return `there is no filter "${name}"; there are ${known}`;
    if (count !== undefined) return `${name} takes nothing after it`;
  }
  return filters;
}
