import type { Vector } from "../../contract.ts";
import type { Example, Steps } from "./steps.ts";

/** F'(u) v done wrong in some layers; two of these can be made in different layers of one program. */
export interface WrongDerivative {
  where(e: Example, m: number): boolean;
  value(e: Example, m: number, v: Vector): Vector;
}

/** One row of the table of mistakes: backpropagation with some steps replaced. Several rows may share a code. */
export interface Mistake {
  code: string;
  /** made at the same time, as in "no f' anywhere" */
  second?: string;
  steps: Partial<Steps>;
  /** where it is made, numbers stay 0 */
  leavesZeros?: true;
  derivative?: WrongDerivative;
}

/** A mistake with one unknown number, such as the step of an update that should not have happened. */
export interface FittedMistake {
  code: string;
  steps(parameter: number): Partial<Steps>;
  /** where the search for the number begins */
  starts: readonly number[];
}
