// @about imports a module of Node
// @expect compile_error
import { readFileSync } from "node:fs";
export function loss(): number {
  return readFileSync("/etc/passwd").length;
}
