// @about asks for the types of Node
// @expect compile_error
/// <reference types="node" />
export function loss(): number {
  return process.pid;
}
