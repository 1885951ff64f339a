// @about generated code that claims to be a file of the machine
// @expect threw
export function loss(): number {
  return new Function("throw new Error('from elsewhere')\n//# sourceURL=/etc/passwd\n//# sourceMappingURL=/etc/passwd")() as number;
}
