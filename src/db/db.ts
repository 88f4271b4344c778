import { Prisma, type PrismaClient } from "./generated/sqlite/client.ts";

/** The database, whichever engine is behind it: the client generated for SQLite names the type. */
export type Db = PrismaClient;

const UNIQUE_VIOLATION = "P2002";

/** Whether an error says that a row with this unique key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION;
}
