import { ExpressionError } from "../expression-error.ts";

/** A variant that cannot be shown, in words for its author: question, language and place come first. */
export class ShowError extends Error {
  override name = "ShowError";
}

/** Runs `work`; what is wrong with an expression in it is told with the place that it stands in. */
export function at<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ExpressionError || cause instanceof ShowError) {
      throw new ShowError(`${place}: ${cause.message}`, { cause });
    }
    throw cause;
  }
}
