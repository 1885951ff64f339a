/**
 * Thrown by queries of lib/ and turned into a page by the caller. `NotFound` is also what someone without the right to
 * know that a thing exists is told.
 */
export class NotFound extends Error {
  override name = "NotFound";
}

/** The actor may know of the thing, but may not do this to it. */
export class Forbidden extends Error {
  override name = "Forbidden";
}
