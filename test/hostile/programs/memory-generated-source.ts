// @about generated code of 100 MB
// @expect memory_limit|threw|time_limit|runtime_error
export function loss(): number {
  return (new Function(`return [${"1,".repeat(5e7)}]`)() as number[]).length;
}
