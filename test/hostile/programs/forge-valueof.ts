// @about an object that turns into a number when a careless reader compares it
// @expect bad_return
export function loss(): number {
  return { valueOf: () => 7 } as unknown as number;
}
