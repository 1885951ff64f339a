// @about a class whose static block does not end
// @expect time_limit
export class Table {
  static {
    for (;;);
  }
}
export function loss(): number {
  return 0;
}
