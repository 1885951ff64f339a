// @about catches whatever might stop it, for ever
// @expect time_limit
export function loss(): number {
  for (;;) {
    try {
      throw new Error("again");
    } catch {}
  }
}
