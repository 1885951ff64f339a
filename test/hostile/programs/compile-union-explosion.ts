// @about template types whose product has a hundred million members
// @expect compile_error
type D = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type All = `${D}${D}${D}${D}${D}${D}${D}${D}`;
export const all: All = "x";
export function loss(): number {
  return 0;
}
