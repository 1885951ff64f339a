// @about replaces then, so that whoever awaits gets something else
// @expect returned 7
const then = Promise.prototype.then;
Promise.prototype.then = function (this: Promise<unknown>, ok: any, bad: any) {
  return then.call(this, () => ok?.({ loss: () => 100 }), bad);
} as never;
export function loss(): number {
  return 7;
}
