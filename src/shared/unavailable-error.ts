/**
 * The database could not do its work for now: it is away, or has more to do than it can. Nothing
 * is known to be wrong with what was asked; the same may go through in a moment.
 */
export class UnavailableError extends Error {
  override name = "UnavailableError";
}
