import type { Message } from "../report.ts";
import { messageOf } from "./diagnostics.ts";
import type { SourceFile } from "./types.ts";

const heading = /\[ERROR\] (.*)\n\n(?: {4}(.+?):(\d+):(\d+):)?/g;

/** Errors that only the bundler finds, out of its log: message, then the place. Columns count from 0 there. */
export function parseBundlerErrors(log: string, files: readonly SourceFile[]): Message[] {
  return [...log.matchAll(heading)].map(([, text, file, line, column]) =>
    messageOf(
      {
        file: file ?? "solution.ts",
        line: Number(line ?? 1),
        column: Number(column ?? 0) + 1,
        code: "bundle",
        text: text!,
      },
      files,
      "error",
      undefined,
    ),
  );
}
