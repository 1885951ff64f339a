// @about a static import of a program on another machine
// @expect compile_error
import { x } from "https://example.com/x.js";
export function loss(): number {
  return x as number;
}
