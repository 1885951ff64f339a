import { SourceMap, type SourceMapPayload } from "node:module";
import type { Message } from "../report.ts";

/** lines and columns of V8's stack lines that lie in the submission's module */
const inSubmission = /nabla:submission:(\d+):(\d+)/;

/**
 * The innermost place of a stack that lies in the student's own files, through the bundle's source map.
 * Runs in the grader, on text that the box sent: nothing of it is trusted but two numbers.
 * @returns undefined when the stack names no such place
 */
export function placeInSource(stack: string, sourceMap: string, text: string): Message | undefined {
  let map: SourceMap;
  try {
    map = new SourceMap(JSON.parse(sourceMap) as SourceMapPayload);
  } catch {
    return undefined;
  }
  for (const line of stack.split("\n")) {
    const found = inSubmission.exec(line);
    if (!found) continue;
    const entry = map.findEntry(Number(found[1]) - 1, Number(found[2]) - 1);
    if (!("originalSource" in entry) || typeof entry.originalSource !== "string") continue;
    return {
      file: entry.originalSource,
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
      text,
      severity: "error",
    };
  }
  return undefined;
}
