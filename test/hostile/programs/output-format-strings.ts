// @about format strings with nothing to format
// @expect returned 7
export function loss(): number {
  console.log("%s %d %i %f %j %o %O %c %%");
  console.log("%s".repeat(1000), ...new Array(1000).fill("x"));
  return 7;
}
