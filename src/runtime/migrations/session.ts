import type { Dialect } from "./files.ts";

/** A connection that migrates a database. */
export type MigrationSession = {
  dialect: Dialect;
  tableNames: () => Promise<string[]>;
  /** Runs one statement, and gives its rows. */
  query: (sql: string) => Promise<unknown[]>;
  /**
   * Does some work in a transaction, once no other process migrates the database; rolls it back if
   * the work throws.
   */
  alone: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** A table with rows that refer to others which are not there; null if there is none. */
  tableWithOrphans: () => Promise<string | null>;
  close: () => Promise<void>;
};
