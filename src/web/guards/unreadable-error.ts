/** The request's body is no form, or did not come: the client's doing, and no fault here. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
}
