import type { Message } from "../report.ts";
import type { Program } from "../sandbox/types.ts";

/** One submitted file, decoded. `path` is relative, with forward slashes and no `..`. */
export interface SourceFile {
  path: string;
  text: string;
}

export type Compiled =
  | { ok: true; program: Program; warnings: Message[] }
  /** the student's fault: types or syntax, or a compiler that its limits had to kill */
  | { ok: false; messages: Message[] };

/** TypeScript in, one sealed module out. Runs in its own limited process: parsing hostile text is running hostile input. */
export interface Compiler {
  compile(files: readonly SourceFile[], signal?: AbortSignal): Promise<Compiled>;
  close(): Promise<void>;
}
