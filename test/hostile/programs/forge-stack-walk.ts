// @about walks the stack for the harness's functions and their arguments
// @expect returned 0
const anything = Error as any;
export function loss(): number {
  let found = 0;
  anything.prepareStackTrace = (_: unknown, sites: any[]) => {
    for (const site of sites) {
      if (site.getThis?.() !== undefined && site.getThis() !== null) found++;
      if (site.getFunction?.() !== undefined) found++;
    }
    return "";
  };
  void new Error("look").stack;
  return found;
}
