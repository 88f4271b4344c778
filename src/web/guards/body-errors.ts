/** The request's body is no form, or did not come: the client's doing, and no fault here. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
}

/** The request's body is larger, or has more fields, than any form. */
export class TooLargeError extends Error {
  override name = "TooLargeError";
}
