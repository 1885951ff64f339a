// @about honest, if careless: helpers that are put on Object.prototype and Array.prototype, visible to every for-in
// @expect returned 6
// @shape record
const prototype = Object.prototype as any;
prototype.vector = 3;
prototype.list = [1];
prototype.state = true;
prototype.callback = "objective";
prototype.keep = "w";
prototype.random = [1];
(Array.prototype as any).sum = function (this: number[]): number {
  return this.reduce((a, b) => a + b, 0);
};
export function loss(): { value: number } {
  return { value: ([1, 2, 3] as any).sum() };
}
