// @about a thenable that would resolve to whatever is wanted, later
// @expect bad_return
export function loss(): number {
  return { then: (ok: (n: number) => void) => ok(7) } as unknown as number;
}
