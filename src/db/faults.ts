import { z } from "zod";
import { UnavailableError } from "../shared/unavailable-error.ts";

/**
 * Failures of what is below the database or on the way to it: the disk is full, broken or
 * read-only, or the server is away, shutting down or out of resources. Nothing is wrong with what
 * was asked.
 *
 * Source: https://www.sqlite.org/rescode.html, and class 08, 25006, 53, 57P and 58 of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const FAULTS = [
  /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY|LOCKED|PROTOCOL)/,
  /^(?:08|53|58)\w{3}$|^57P0\d$|^25006$/,
  /^P(?:1001|1002|1008|1017|2024|2034|2037)$/,
  /^E(?:CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/,
];
/** Those that only a statement which writes can meet. */
const OF_WRITES = /^SQLITE_(?:FULL|READONLY)|^53100$|^25006$/;
/** What the driver for PostgreSQL, and D1, say without a code. */
const CUT_OFF =
  /^(?:Connection terminated|timeout exceeded when trying to connect|D1_ERROR: Network connection lost)|D1 DB (?:storage operation exceeded|reset because)|maximum DB size/;

const withCode = z.object({ code: z.string() });
/** Prisma's own code says less than that of the engine, which stands below it. */
const ofDriver = z.object({ originalCode: z.string() });
const belowPrisma = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: ofDriver }) }),
});

/** The code of a failure of the database's place; null if the error is another. */
function faultOf(error: unknown): string | null {
  const codes = [
    belowPrisma.safeParse(error).data?.meta.driverAdapterError.cause.originalCode,
    ofDriver.safeParse(error instanceof Error ? error.cause : null).data?.originalCode,
    withCode.safeParse(error).data?.code,
  ];
  const known = codes.find((code) => code !== undefined && FAULTS.some((one) => one.test(code)));
  if (known !== undefined) return known;
  return error instanceof Error && CUT_OFF.test(error.message) ? "CONNECTION_CUT" : null;
}

/** For an error that is known to pass. */
export function unavailableFor(error: unknown): UnavailableError {
  return new UnavailableError(faultOf(error) ?? "BUSY", { cause: error });
}

/** The same error, or the one that says that the database cannot do its work for now. */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof UnavailableError) return error;
  const code = faultOf(error);
  return code === null ? error : new UnavailableError(code, { cause: error });
}

/** How the last statement that wrote ended. */
export type LastWrite = {
  /** The code of its failure; null if it succeeded, and before the first. */
  failure: () => string | null;
  /** Runs what writes, and notes how it ends. */
  writing: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Runs what may only read: it notes what only a write can meet. */
  asking: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

export function lastWrite(): LastWrite {
  let failure: string | null = null;
  const failed = (error: unknown, isOfWrite: (code: string) => boolean): unknown => {
    const said = asUnavailable(error);
    if (said instanceof UnavailableError && isOfWrite(said.code)) failure = said.code;
    return said;
  };
  return {
    failure: () => failure,
    writing: async (work) => {
      try {
        const result = await work();
        failure = null;
        return result;
      } catch (error) {
        throw failed(error, () => true);
      }
    },
    asking: async (work) => {
      try {
        return await work();
      } catch (error) {
        throw failed(error, (code) => OF_WRITES.test(code));
      }
    },
  };
}

/** Whether an operation of Prisma's certainly writes. Raw SQL that gives rows may do either. */
export function isWriting(operation: string): boolean {
  return /^(?:create|update|upsert|delete|\$executeRaw)/.test(operation);
}
