// @about makes formatters without an end, each of them slow
// @expect time_limit|memory_limit
export function loss(): number {
  for (;;) new Intl.DateTimeFormat("pt-BR").format(0);
}
