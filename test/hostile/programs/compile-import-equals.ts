// @about import = require
// @expect compile_error
import fs = require("fs");
export function loss(): number {
  return fs.readFileSync("/etc/passwd").length;
}
