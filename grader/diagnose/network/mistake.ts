import type { Steps } from "./steps.ts";

/** One row of the table of mistakes: backpropagation with some steps replaced. Several rows may share a code. */
export interface Mistake {
  code: string;
  /** made at the same time, as in "no f' anywhere" */
  second?: string;
  steps: Partial<Steps>;
}

/** A mistake with one unknown number, such as the step of an update that should not have happened. */
export interface FittedMistake {
  code: string;
  steps(parameter: number): Partial<Steps>;
  /** where the search for the number begins */
  starts: readonly number[];
}
