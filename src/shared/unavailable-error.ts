/**
 * The database could not do its work for now: it is away, cannot write, or has more to do than it
 * can. Nothing is known to be wrong with what was asked; the same may go through in a moment.
 */
export class UnavailableError extends Error {
  override name = "UnavailableError";
  /** What the database or its driver calls it, such as SQLITE_FULL. */
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super("The database cannot do its work for now.", options);
    this.code = code;
  }
}

type Log = Readonly<
  Record<"warn" | "error", (event: string, fields: Record<string, string>) => void>
>;

/** Logs that work in the background failed, by a fault of its own or for want of the database. */
export function logFailure(
  log: Log,
  event: string,
  error: unknown,
  fields: Record<string, string> = {},
): void {
  if (error instanceof UnavailableError) log.warn("database.away", { error: error.code });
  else log.error(event, { ...fields, error: causeOf(error) });
}

/** What an error is called in a log: by its cause where that is known, and never by its message. */
export function causeOf(error: unknown): string {
  if (error instanceof UnavailableError) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
