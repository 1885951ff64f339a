import type { Shape } from "./types.ts";

/** How many numbers a result of this shape holds. */
export function sizeOf(shape: Shape): number {
  if (shape === "number") return 1;
  if ("vector" in shape) return shape.vector;
  if ("matrix" in shape) return shape.matrix[0] * shape.matrix[1];
  const parts = "list" in shape ? shape.list : Object.values(shape.record);
  return parts.reduce((total, part) => total + sizeOf(part), 0);
}
