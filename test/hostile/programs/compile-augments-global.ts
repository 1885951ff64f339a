// @about declares a global of its own making and uses it
// @expect threw
declare global {
  function readFileSync(path: string): string;
}
export function loss(): number {
  return readFileSync("/etc/passwd").length;
}
