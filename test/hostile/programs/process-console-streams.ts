// @about looks for streams and their owners behind console
// @expect returned 0
const seen = new Set<unknown>();
function look(value: any, depth: number): number {
  if (depth === 0 || (typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return 0;
  seen.add(value);
  let found = typeof value.kill === "function" || typeof value.spawn === "function" || typeof value.binding === "function" ? 1 : 0;
  for (const key of Reflect.ownKeys(value)) {
    try {
      found += look(value[key], depth - 1);
    } catch {}
  }
  return found;
}
export function loss(): number {
  return look(console, 6);
}
