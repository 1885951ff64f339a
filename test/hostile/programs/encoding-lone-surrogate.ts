// @about prints and throws half a character
// @expect threw
// @clean
export function loss(): number {
  console.log("\uD83D");
  throw new Error("\uDE00 \uD83D");
}
