import { codeFrameColumns } from "@babel/code-frame";
import type { Localised, Message } from "../report.ts";
import { mended } from "./texts.ts";
import type { SourceFile } from "./types.ts";

/** messages shown of one compilation */
export const maxMessages = 30;
const maxText = 1_200;
const maxFrameWidth = 200;

export interface Diagnostic {
  file: string;
  line: number;
  column: number;
  code: string;
  text: string;
}

const located = /^(.+)\((\d+),(\d+)\): (?:error|warning) (TS\d+): (.*)$/;
const unlocated = /^(?:error|warning) (TS\d+): (.*)$/;

/** Reads the checker's plain output; indented lines continue the message above them. */
export function parseDiagnostics(output: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of output.split("\n")) {
    const at = located.exec(line);
    const bare = at ? null : unlocated.exec(line);
    const last = found.at(-1);
    if (at)
      found.push({
        file: at[1]!.replace(/^\.\//, ""),
        line: Number(at[2]),
        column: Number(at[3]),
        code: at[4]!,
        text: at[5]!,
      });
    else if (bare) found.push({ file: "", line: 1, column: 1, code: bare[1]!, text: bare[2]! });
    else if (last && /^\s+\S/.test(line) && last.text.length < maxText) last.text += `\n${line.trimEnd()}`;
  }
  return found;
}

/** The same diagnostic in the other language: the checker reports in the same order, but the place must agree as well. */
export function pairUp(english: readonly Diagnostic[], portuguese: readonly Diagnostic[]): (Localised | undefined)[] {
  return english.map((diagnostic, index) => {
    const other = portuguese[index];
    const same = other && other.code === diagnostic.code && other.line === diagnostic.line;
    return same ? mended({ en: shorten(diagnostic.text), "pt-BR": shorten(other.text) }) : undefined;
  });
}

function shorten(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}

/** The lines around a place with a caret under it; undefined for lines that are too long to be read. */
export function frameOf(
  files: readonly SourceFile[],
  at: { file: string; line: number; column: number },
): string | undefined {
  const text = files.find((file) => file.path === at.file)?.text;
  if (text === undefined) return undefined;
  const near = text.split("\n").slice(Math.max(0, at.line - 3), at.line + 3);
  if (near.some((line) => line.length > maxFrameWidth)) return undefined;
  const start = { line: at.line, column: at.column - 1 };
  return codeFrameColumns(text, { start }, { highlightCode: false });
}

export function messageOf(
  diagnostic: Diagnostic,
  files: readonly SourceFile[],
  severity: "error" | "warning",
  localised: Localised | undefined,
): Message {
  const frame = frameOf(files, diagnostic);
  return {
    file: diagnostic.file,
    line: diagnostic.line,
    column: diagnostic.column,
    text: localised?.en ?? shorten(diagnostic.text),
    severity,
    code: diagnostic.code,
    ...(frame === undefined ? {} : { frame }),
    ...(localised === undefined ? {} : { localised }),
  };
}
