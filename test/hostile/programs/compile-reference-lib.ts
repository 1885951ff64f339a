// @about asks for the types of a browser, which is none
// @expect threw|compile_error
/// <reference lib="dom" />
export function loss(): number {
  return document.title.length;
}
