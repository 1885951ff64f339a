// @about resets what counts its calls of Math
// @expect returned 7
for (const name of Object.getOwnPropertyNames(Math)) {
  try {
    (Math as any)[name] = () => 7;
  } catch {}
}
export function loss(): number {
  return Math.exp(1);
}
