// @about prints a table of itself
// @expect returned 7
export function loss(): number {
  const table: unknown[] = [];
  for (let i = 0; i < 20; i++) table.push(table);
  console.table(table);
  return 7;
}
