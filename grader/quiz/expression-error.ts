/** What is wrong with an author's expression, in words for the author. */
export class ExpressionError extends Error {
  override name = "ExpressionError";
  readonly expression: string;
  readonly reason: string;
  constructor(expression: string, reason: string, options?: ErrorOptions) {
    super(`"${expression.length > 120 ? `${expression.slice(0, 117)}...` : expression}": ${reason}`, options);
    this.expression = expression;
    this.reason = reason;
  }
}

/** The expression is sound but has no finite value for these parameters: such a variant is drawn again. */
export class NotFiniteError extends ExpressionError {
  override name = "NotFiniteError";
  constructor(expression: string) {
    super(expression, "a number in it is not finite");
  }
}
