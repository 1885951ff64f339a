// @about honest: dates and number formats need no file
// @expect returned 7
export function loss(): number {
  console.log(new Date(0).toString(), new Intl.NumberFormat("pt-BR").format(1234.5), (1.5).toLocaleString("de"));
  return 7;
}
