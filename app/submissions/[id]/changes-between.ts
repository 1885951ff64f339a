import type { SourceFile } from "../../../grader/compile/types.ts";

export interface FileChange {
  path: string;
  kind: "added" | "removed" | "changed";
  before: string;
  after: string;
}

/** The files that differ between two hand-ins, by path; a renamed file is one removed and one added. */
export function changesBetween(before: SourceFile[], after: SourceFile[]): FileChange[] {
  const old = new Map(before.map((file) => [file.path, file.text]));
  const now = new Map(after.map((file) => [file.path, file.text]));
  const changes: FileChange[] = [];
  for (const path of [...new Set([...now.keys(), ...old.keys()])].sort()) {
    const [was, is] = [old.get(path), now.get(path)];
    if (was === is) continue;
    const kind = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    changes.push({ path, kind, before: was ?? "", after: is ?? "" });
  }
  return changes;
}
