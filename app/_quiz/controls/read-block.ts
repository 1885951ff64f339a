import { readNumber } from "../../../grader/quiz/read-number.ts";

/**
 * A block of numbers out of a spreadsheet (tabs, semicolons, lines) or a program (`[[1, 2], [3, 4]]`, `[1 2; 3 4]`), as
 * rows of texts; null when it is one number only. Numbers stay as they are written.
 * @param columns how many there should be: decides whether `0,5` is one number or two
 */
export function readBlock(text: string, columns?: number): string[][] | null {
  const trimmed = text.trim().replace(/^[A-Za-z_.]*\(\s*([\s\S]*)\)$/, "$1");
  if (trimmed === "" || trimmed.length > 20_000 || readNumber(trimmed).ok) return null;
  const readings = trimmed.startsWith("[") ? inBrackets(trimmed) : byLines(trimmed);
  const fitting = readings.filter((rows) => rows.length > 1 || (rows[0]?.length ?? 0) > 1);
  return fitting.find((rows) => rows.every((row) => row.length === columns)) ?? fitting[0] ?? null;
}

const cells = (row: string, separator: RegExp): string[] =>
  row
    .trim()
    .replace(/[,;]$/, "")
    .trim()
    .split(separator)
    .map((cell) => cell.trim());

/** The ways in which rows may be cut, the likeliest first. */
function cut(rows: string[]): string[][][] {
  const filled = rows.filter((row) => row.trim() !== "");
  if (filled.some((row) => row.includes("\t")))
    return [filled.map((row) => row.split("\t").map((cell) => cell.trim()))];
  if (filled.some((row) => row.trim().replace(/;$/, "").includes(";"))) return [filled.map((row) => cells(row, /;/))];
  const ways = [/\s*,\s+|\s+/, /\s*,\s*|\s+/];
  // without any blank after a comma, "0,5" is more likely one number; with a point in it, the comma separates
  if (filled.every((row) => !/,\s/.test(row)) && filled.some((row) => /\d\.\d/.test(row))) ways.reverse();
  return ways.map((way) => filled.map((row) => cells(row, way)));
}

function byLines(text: string): string[][][] {
  return cut(text.split(/\r?\n/));
}

function inBrackets(text: string): string[][][] {
  const inner = text.replace(/^\[([\s\S]*)\]$/, "$1").trim();
  if (!inner.startsWith("[")) {
    const lines = inner.split(/;|\r?\n/);
    return lines.length > 1 ? cut(lines) : [...listed([inner])];
  }
  return listed([...inner.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? ""));
}

/** In a program's list the comma separates; where a point marks decimals or blanks follow commas there is no doubt. */
function listed(rows: string[]): string[][][] {
  if (rows.some((row) => row.includes(";"))) return cut(rows);
  return [rows.map((row) => cells(row, /\s*,\s*|\s+/)), rows.map((row) => cells(row, /\s*,\s+|\s+/))];
}
