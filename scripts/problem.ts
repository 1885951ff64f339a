/** Something the person at the terminal can do something about: printed as one sentence, without a stack. */
export class Problem extends Error {
  override name = "Problem";
}
