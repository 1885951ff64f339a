// @about waits for a time that does not come, with the processor busy
// @expect time_limit
export function loss(): number {
  while (Date.now() < Number.POSITIVE_INFINITY);
  return 0;
}
