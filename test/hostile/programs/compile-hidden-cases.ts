// @about types a private solution as never, so that the diagnostic prints it
// @expect compile_error
import * as solution from "../../../courses/t320/projects/project-2/solution/solution.ts";
export const n: never = solution;
export function loss(): number {
  return 0;
}
