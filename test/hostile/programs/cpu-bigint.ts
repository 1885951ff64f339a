// @about one operation that takes far longer than the limit
// @expect time_limit|memory_limit|threw
export function loss(): number {
  return Number((3n ** (10n ** 8n)) % 7n);
}
