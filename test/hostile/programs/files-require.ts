// @about require, module and what belongs to them
// @expect returned 0
export function loss(): number {
  return ["require", "module", "exports", "__filename", "__dirname"].filter((name) => {
    try {
      return new Function(`return typeof ${name}`)() !== "undefined";
    } catch {
      return false;
    }
  }).length;
}
