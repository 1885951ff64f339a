// @about flattens an array that contains itself
// @expect threw|memory_limit|time_limit|runtime_error
export function loss(): number {
  const self: unknown[] = [1];
  self.push(self, self);
  return self.flat(Number.POSITIVE_INFINITY).length;
}
