// @about generated code nested 200,000 deep
// @expect threw|memory_limit|runtime_error
export function loss(): number {
  return new Function(`return ${"(".repeat(200_000)}1${")".repeat(200_000)}`)() as number;
}
