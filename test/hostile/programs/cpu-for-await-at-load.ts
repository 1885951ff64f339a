// @about an asynchronous generator without an end at the top level
// @expect time_limit|memory_limit
async function* forever(): AsyncGenerator<number> {
  for (let i = 0; ; i++) yield i;
}
for await (const i of forever()) if (i < 0) break;
export function loss(): number {
  return 0;
}
