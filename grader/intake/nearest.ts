import type { Localised } from "../report.ts";
import { entryFile } from "./limits.ts";
import { foldedPath } from "./names.ts";
import { refusals } from "./refusals.ts";

const nameOf = (path: string) => foldedPath(path).split("/").at(-1)!;
/** "solution (1).ts", "solution-final.ts", "solution.tsx", "solution.ts.txt" */
const looksLikeIt = (path: string) => /^solution[^/]*\.([cm]?[jt]sx?|txt)$/.test(nameOf(path));
const declares = (path: string) => /\.d\.[cm]?ts$/.test(nameOf(path));

/**
 * Which of the files was probably meant to be the solution.ts that is missing, in words that say how to make it so.
 * @param paths those that count
 * @param ignored those that were left out
 */
export function nearestToEntry(paths: readonly string[], ignored: readonly string[]): Localised | undefined {
  const elsewhere = paths.find((path) => nameOf(path) === entryFile);
  if (elsewhere !== undefined) {
    return elsewhere.includes("/") ? refusals.entryElsewhere(elsewhere) : refusals.entryOtherName(elsewhere);
  }
  const all = [...paths, ...ignored];
  const alike = all.find((path) => looksLikeIt(path) && !declares(path));
  if (alike !== undefined) return refusals.entryOtherName(alike);
  const declaration = all.find((path) => looksLikeIt(path));
  if (declaration !== undefined) return refusals.entryOnlyDeclared(declaration);
  return paths.length === 1 ? refusals.entryOtherName(paths[0]!) : undefined;
}
