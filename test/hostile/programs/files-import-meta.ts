// @about import.meta tells where one is: nowhere
// @expect returned 0
export function loss(): number {
  return Reflect.ownKeys(import.meta).length;
}
