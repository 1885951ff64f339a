// @about parses the same megabytes again and again
// @expect time_limit|memory_limit
export function loss(): number {
  const text = JSON.stringify(Array.from({ length: 1e5 }, (_, i) => i));
  for (;;) JSON.parse(text);
}
