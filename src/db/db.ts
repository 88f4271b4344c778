import { z } from "zod";
import type { Dialect } from "./batch/json-rows.ts";
import type { Prisma, PrismaClient } from "./generated/sqlite/client.ts";
import type { Sql } from "./sql.ts";

/** The types that the client was generated with, such as of a condition or a selection. */
export type { Prisma };

export type NewSignature = Prisma.SignatureCreateManyInput;

export type NewAllowance = Prisma.MailAllowanceCreateManyInput;

export type NewSpentChallenge = Prisma.SpentChallengeCreateManyInput;

/** One more occurrence of something, in its window of time. */
export type NewCount = Pick<Prisma.RateCountCreateManyInput, "key" | "expiresAt"> & {
  windowAt: Date;
};

/** A statement that runs once it is awaited. */
export type Statement = Prisma.PrismaPromise<unknown>;

/**
 * How long a transaction of Prisma's waits for a connection, and how long it may take, in ms. Its
 * own 2 and 5 seconds are over soon on a machine with much to do; each statement has a limit, too.
 */
export const TRANSACTION_LIMITS = { maxWait: 10_000, timeout: 10 * 60_000 };

/**
 * The database, whichever engine is behind it: the client generated for SQLite names the type, and
 * what no Prisma call does in the same way on every engine is added.
 */
export type Db = PrismaClient & {
  /** Writes many signatures, all or none, on an engine with transactions and without. */
  $insertSignatures: (rows: readonly NewSignature[]) => Promise<void>;
  /** Adds a signature unless its key or its id is there already; true if it was added. */
  $addSignature: (row: NewSignature) => Promise<boolean>;
  /** Adds a solved captcha unless it is there already; true if it was added. */
  $addSpentChallenge: (row: NewSpentChallenge) => Promise<boolean>;
  /** Counts one more and gives the new count: no two callers get the same. */
  $countUp: (one: NewCount) => Promise<number>;
  /**
   * Puts what an address was mailed in place of the version before, or where nothing stands; false
   * if another one stands there by now.
   */
  $replaceAllowance: (row: NewAllowance) => Promise<boolean>;
  /** Reads rows by SQL, as cheaply as the engine can. Dates are as the dialect writes them. */
  $rows: (query: Sql) => Promise<unknown[]>;
  /** The same for what takes long and gives little: if the engine can, it holds nobody else up. */
  $rowsInBackground: (query: Sql) => Promise<unknown[]>;
  /** Runs one statement that writes, by SQL. */
  $write: (query: Sql) => Promise<void>;
  /** How this engine reads rows out of JSON. */
  $dialect: Dialect;
  /**
   * Runs statements in order: all or none, or one by one on an engine without transactions. They
   * are made with the client that is given, which retries none of them alone: all are tried again.
   */
  $inOrder: (statements: (db: PrismaClient) => readonly Statement[]) => Promise<void>;
  /** Lets an engine that plans better for it count its tables, if they have grown much. */
  $optimize: () => Promise<void>;
  /** Writes what was erased into the ledger beside the database, if the engine has one there. */
  $keepErasures: () => Promise<void>;
  /** Lets the files of an engine that keeps them here hold nothing of what was erased. */
  $sanitize: () => Promise<Sanitized>;
  /** Asks it for nothing, once. Throws UnavailableError at once if it cannot be asked. */
  $reach: () => Promise<void>;
  /** The code of the failure of the last write, such as SQLITE_FULL; null if it succeeded. */
  $writeFailure: () => string | null;
  /** What this engine cannot hold in one request or statement. */
  $limits: EngineLimits;
};

/** How much of what was erased is gone from the files. */
export type Sanitized =
  | "clean"
  /** Somebody reads an older state of the database, or writes to it: to be tried again. */
  | "in-use"
  /** Fragments may be left until the file is rewritten, which is put off. */
  | "put-off"
  /** The same for want of room on the disk. */
  | "no-room";

/** The most that an engine takes at once; null if it sets no limit. */
export type EngineLimits = Readonly<{
  /** Signatories that one import adds. */
  importRowsMax: number | null;
  /** Entries that one download over HTTP holds. */
  exportRowsMax: number | null;
  /** Entries that one statement names, besides whatever else it says. */
  namedMax: number;
}>;

/** Whether an error says that a row with this unique key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return (
    hasCode(error, "P2002") ||
    rawViolation.safeParse(error).success ||
    hasCode(error, "23505") ||
    hasCode(error, "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY") ||
    (error instanceof Error && error.message.startsWith("D1_ERROR: UNIQUE constraint failed"))
  );
}

/** A violation by raw SQL, as Prisma's adapters for SQLite and PostgreSQL report it. */
const rawViolation = z.object({
  code: z.literal("P2010"),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ kind: z.literal("UniqueConstraintViolation") }),
    }),
  }),
});

/** Whether an error has one of these codes. Each engine's client has an error class of its own. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  if (!(error instanceof Error && "code" in error)) return false;
  return codes.some((code) => code === error.code);
}
