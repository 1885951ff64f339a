import { z } from "zod";
import * as explain from "./explain.ts";
import type { Frame } from "./frames.ts";
import { clean } from "./noise.ts";
import { FrameKind, TEXT_CAP } from "./protocol.ts";
import { placeInSource } from "./trace.ts";
import type { Failure, Program } from "./types.ts";

const short = z.string().max(300).transform(clean);

const thrownSchema = z.object({
  name: z.string().max(100).transform(clean),
  message: z.string().max(1_000).transform(clean),
  stack: z.string().max(TEXT_CAP),
  isRangeErrorItself: z.boolean(),
  wroteToArgument: z.boolean().optional(),
});

const badReturnSchema = z.object({
  place: short,
  problem: z.enum([
    "missing",
    "type",
    "promise",
    "generator",
    "function",
    "length",
    "rows",
    "columns",
    "sparse",
    "unreadable",
  ]),
  got: short,
  expected: short,
});

const missingSchema = z.object({ got: short });

/** V8's words for a write to a frozen object, an added entry, and what push, pop, sort and delete run into */
const writesToFrozen =
  /^Cannot (?:assign to read only property|add property|delete property|redefine property|define property)|object is not extensible/;
const stackOverflow = /^Maximum call stack size exceeded/;
const allocationFailed = /^Array buffer allocation failed/;

/**
 * Reads a frame that is no result: the program threw, returned something else, or has no such export.
 * @param during the export that was called; "" while the module was loaded
 * @returns undefined when the frame is not what an honest runner sends
 */
export function failureOf(frame: Frame, program: Program, during: string): Failure | undefined {
  let value: unknown;
  try {
    value = JSON.parse(frame.payload.toString("utf8"));
  } catch {
    return undefined;
  }
  if (frame.kind === FrameKind.threw) {
    const thrown = thrownSchema.safeParse(value);
    return thrown.success ? failureOfThrown(thrown.data, program, during) : undefined;
  }
  if (frame.kind === FrameKind.badReturn && during !== "") {
    const report = badReturnSchema.safeParse(value);
    return report.success ? { status: "bad_return", explanation: explain.badReturn(report.data) } : undefined;
  }
  if (frame.kind === FrameKind.missingExport && during !== "") {
    const missing = missingSchema.safeParse(value);
    return missing.success
      ? { status: "missing_export", explanation: explain.missingExport(during, missing.data.got) }
      : undefined;
  }
  return undefined;
}

function failureOfThrown(thrown: z.output<typeof thrownSchema>, program: Program, during: string): Failure {
  if (thrown.isRangeErrorItself && allocationFailed.test(thrown.message))
    return { status: "memory_limit", explanation: explain.threw(thrown, during) };
  const text = thrown.message === "" ? thrown.name : `${thrown.name}: ${thrown.message}`;
  const at = placeInSource(thrown.stack, program.sourceMap, text);
  const frozenWrite =
    thrown.name === "TypeError" && thrown.wroteToArgument !== false && writesToFrozen.test(thrown.message);
  return {
    status: "threw",
    explanation: frozenWrite && during !== "" ? explain.frozenWrite(thrown, during) : explain.threw(thrown, during),
    error: {
      name: thrown.name,
      message: thrown.message,
      // the machine's own RangeError of endless recursion is not the one that a contract asks for
      isRangeErrorItself: thrown.isRangeErrorItself && !stackOverflow.test(thrown.message),
    },
    ...(frozenWrite ? { frozenWrite } : {}),
    ...(at ? { at } : {}),
  };
}
