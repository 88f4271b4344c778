import type { Migration } from "./files.ts";
import type { SqlStatement } from "./statements.ts";

/** Why a database was not migrated, and what to do; the message is a sentence for the operator. */
export class MigrationError extends Error {
  override name = "MigrationError";
  /** The migration that failed, and where in its file, in words; null if none was begun. */
  readonly failed: Readonly<{ name: string; place: string }> | null;
  constructor(
    message: string,
    options?: ErrorOptions & { failed?: { name: string; place: string } },
  ) {
    super(message, options);
    this.failed = options?.failed ?? null;
  }
}

/** The longest part of a statement that is shown. */
const SHOWN_LENGTH_MAX = 80;

/** What was being done when something failed. */
export type Progress = {
  /** The migrations that were applied just before. */
  before: readonly string[];
  migration: Migration | null;
  /** Null once all statements have run. */
  statement: SqlStatement | null;
};

/** A failure as a sentence; unless it has nothing to do with a migration, such as an outage. */
export function explainFailure(
  error: unknown,
  { before, migration, statement }: Progress,
): unknown {
  const isOfMigration = error instanceof Error && !(error instanceof MigrationError);
  if (!isOfMigration || migration === null) return error;
  const said = oneLine(error.message);
  const { name, path } = migration;
  const place = statement === null ? "" : placeOf(statement);
  return new MigrationError(
    `${path} failed${place}: ${said}. ${whatStays(before)} Once that is fixed, run \`npm run migrate\` again.`,
    { cause: error, failed: { name, place } },
  );
}

/** That a failed migration left nothing behind, and which were applied before it. */
export function whatStays(before: readonly string[]): string {
  const nothing = "It left nothing in the database";
  if (before.length === 0) return `${nothing}.`;
  return `${nothing}; ${before.join(", ")} ${before.length === 1 ? "was" : "were"} applied before it.`;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/\.$/, "");
}

function placeOf({ sql, line }: SqlStatement): string {
  const first = oneLine(sql.split("\n", 1)[0] ?? "");
  const shown = first.length > SHOWN_LENGTH_MAX ? `${first.slice(0, SHOWN_LENGTH_MAX)}…` : first;
  return ` at line ${line}, “${shown}”`;
}
