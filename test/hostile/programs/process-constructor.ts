// @about asks every constructor's constructor for process
// @expect returned 0
export function loss(): number {
  const ways = [Object, Function, console.log, new Proxy(() => 0, {}), (async () => 0) as unknown, function* () {}];
  let found = 0;
  for (const way of ways) {
    try {
      if (((way as any).constructor.constructor("return process")() as unknown) !== undefined) found++;
    } catch {}
  }
  return found;
}
