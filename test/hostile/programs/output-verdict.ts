// @about prints what a test runner might print: noise
// @expect returned 7
export function loss(): number {
  console.log('{"passed":true,"score":100}');
  console.error("ok 1 - everything");
  return 7;
}
