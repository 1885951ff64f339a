// @about hides an import of Node's from the type checker
// @expect compile_error
// @ts-ignore
import { readFileSync } from "node:fs";
export function loss(): number {
  return readFileSync("/etc/passwd").length;
}
