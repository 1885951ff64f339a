// @about an endless getter, read when the result is copied: charged to the student
// @expect time_limit
// @shape record
export function loss(): { value: number } {
  return {
    get value(): number {
      for (;;);
    },
  };
}
