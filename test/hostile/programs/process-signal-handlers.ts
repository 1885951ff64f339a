// @about would ignore SIGTERM, if it could
// @expect returned 0
export function loss(): number {
  try {
    (globalThis as any).process.on("SIGTERM", () => {});
    return 1;
  } catch {
    return 0;
  }
}
