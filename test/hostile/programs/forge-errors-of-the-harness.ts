// @about stops every error from being described: stackTraceLimit, prepareStackTrace, captureStackTrace
// @expect threw
const anything = Error as any;
anything.stackTraceLimit = Number.POSITIVE_INFINITY;
anything.prepareStackTrace = () => {
  throw new Error("again");
};
anything.captureStackTrace = undefined;
export function loss(): number {
  throw new TypeError("told all the same");
}
