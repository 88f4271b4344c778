import { z } from "zod";
import { UnavailableError } from "../shared/unavailable-error.ts";

/**
 * Failures of what is below the database or on the way to it: the disk is full, broken or
 * read-only, the server is away, shutting down or out of resources, or it does not let this process
 * in. Nothing is wrong with what was asked.
 *
 * Source: https://www.sqlite.org/rescode.html, and class 08, 25, 28, 53, 55, 57, 58 and XX of
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const FAULTS = [
  /^SQLITE_(?:FULL|IOERR|READONLY|CANTOPEN|NOMEM|BUSY|LOCKED|PROTOCOL|CORRUPT|NOTADB|PERM|AUTH)/,
  /^(?:08|28|53|58)\w{3}$|^57(?:014|P0\d)$|^25(?:006|P0[34])$|^55P03$|^XX00[12]$/,
  /^(?:3D000|3F000|42501)$/,
  /^P(?:1001|1002|1008|1017|2024|2028|2034|2037)$/,
  /^E(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/,
];
/** Those that only a statement which writes can meet. */
const OF_WRITES = /^SQLITE_(?:FULL|READONLY)|^53100$|^25006$/;

/**
 * Those of PostgreSQL that pass by themselves: the server restarts, has no connection to spare or
 * cannot be reached for a moment, or two statements stood in each other's way.
 */
const PASSING = [
  /^08\w{3}$|^57P0[1235]$|^53300$|^40(?:001|P01)$/,
  /^P(?:1001|1002|1008|1017|2024|2028|2034|2037)$/,
  /^E(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/,
  /^(?:CONNECTION_CUT|NOT_SENT|NO_SOCKET)$/,
];
/**
 * Of those, what the server says before it does anything, or after it has undone all of it; and
 * that a statement could not be sent to its end, without which it does nothing.
 */
const UNDONE = /^57P03$|^53300$|^40(?:001|P01)$|^P(?:2034|2037)$|^EPIPE$/;
/**
 * What it says to who has sent it one statement that it has not done. It looks whether it is to end
 * before it commits a statement and after it has answered, never between; a transaction it may have
 * committed by then.
 */
const ENDED = /^57P0[15]$/;

/** What drivers and Prisma say without a code, and what it is called here. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/The server does not support SSL connections|establishing an SSL connection/, "NO_TLS"],
  [/client password must be a(?: non-empty)? string/, "NO_PASSWORD"],
  [/is not queryable$|^timeout exceeded when trying to connect$/, "NOT_SENT"],
  [/Unable to start a transaction in the given time/, "NOT_SENT"],
  [/^(?:Connection terminated|timeout expired)/, "CONNECTION_CUT"],
  // A server that is not running leaves no socket, or one that nobody listens at.
  [/^connect E(?:NOENT|ACCES) /, "NO_SOCKET"],
  [/^D1_ERROR: Network connection lost|D1 DB (?:storage operation exceeded|reset because)/, "D1"],
  [/maximum DB size/, "D1_FULL"],
];
/** What Prisma's adapter for PostgreSQL makes of an error of the network, whose code it drops. */
const KINDS: Readonly<Record<string, string>> = {
  DatabaseNotReachable: "ECONNREFUSED",
  ConnectionClosed: "ECONNRESET",
  SocketTimeout: "ETIMEDOUT",
};
/** What TLS calls what it cannot accept, in Node's words and in OpenSSL's. */
export const OF_TLS =
  /^(?:NO_TLS|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|ERR_TLS_|ERR_SSL_|ERR_OSSL_|EPROTO)/;

/** A connection could not be made: whatever was to be sent through it has done nothing. */
export class NotConnectedError extends Error {
  override name = "NotConnectedError";
}

const text = z.string().optional().catch(undefined);
/** An error as its driver threw it, or as Prisma has wrapped that. */
const layer = z.object({
  code: text,
  originalCode: text,
  kind: text,
  message: text,
  originalMessage: text,
  cause: z.unknown().optional(),
  meta: z.object({ driverAdapterError: z.unknown() }).optional().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});
/** More than anybody wraps an error. */
const LAYERS_MAX = 8;

/** An error and what it was made from, the outermost first. */
function layersOf(error: unknown): (z.output<typeof layer> & { error: unknown })[] {
  const layers = [];
  let inner = error;
  while (layers.length < LAYERS_MAX) {
    const read = layer.safeParse(inner);
    if (!read.success) break;
    layers.push({ ...read.data, error: inner });
    inner = read.data.meta?.driverAdapterError ?? read.data.cause ?? read.data.errors?.[0];
  }
  return layers;
}

/**
 * What the server, the driver or the network calls an error, through whatever wraps it: SQLSTATE,
 * such as SQLITE_FULL or ECONNREFUSED, or a name of ours where there is none. Prisma's own code is
 * given only if there is no other; null if there is none at all.
 */
export function codeOf(error: unknown): string | null {
  const codes = layersOf(error).flatMap(
    ({ error: one, kind, message = "", code, originalCode }) => [
      one instanceof NotConnectedError ? "NOT_CONNECTED" : undefined,
      KINDS[kind ?? ""],
      code,
      SAID.find(([pattern]) => pattern.test(message))?.[1],
      originalCode,
    ],
  );
  const known = codes.filter((code) => code !== undefined);
  return known.findLast((code) => !/^P\d{4}$/.test(code)) ?? known.at(-1) ?? null;
}

/** What the server, the driver or the network says in its own words, through whatever wraps it. */
export function messageOf(error: unknown): string {
  const said = layersOf(error).map(({ originalMessage, message }) => originalMessage || message);
  return said.findLast((words) => words) ?? codeOf(error) ?? "";
}

/** The code of a failure of the database's place; null if the error is another. */
function faultOf(error: unknown): string | null {
  const code = codeOf(error);
  const isFault =
    code !== null &&
    (isUnconnected(error) ||
      isOneOf(FAULTS, code) ||
      OF_TLS.test(code) ||
      SAID.some(([, said]) => said === code));
  return isFault ? code : null;
}

function isUnconnected(error: unknown): boolean {
  return layersOf(error).some((one) => one.error instanceof NotConnectedError);
}

/** Whether the operator has to mend it: nobody is let in, or not to what is asked for. */
export function isLasting(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  return /^(?:28|3D|3F|42501$|NO_PASSWORD$)/.test(code) || OF_TLS.test(code);
}

/** Whether a statement that failed so on PostgreSQL may succeed in a moment. */
export function isPassing(error: unknown): boolean {
  return isOneOf(PASSING, codeOf(error) ?? "");
}

/** Whether it passes, and what failed, a whole transaction or not, has certainly done nothing. */
export function isUndone(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  return UNDONE.test(code) || (isPassing(error) && (isUnconnected(error) || code === "NOT_SENT"));
}

/** The same for one statement outside any transaction. */
export function isUndoneAlone(error: unknown): boolean {
  return isUndone(error) || ENDED.test(codeOf(error) ?? "");
}

function isOneOf(patterns: readonly RegExp[], code: string): boolean {
  return patterns.some((pattern) => pattern.test(code));
}

/** For an error that is known to pass. */
export function unavailableFor(error: unknown): UnavailableError {
  return new UnavailableError(codeOf(error) ?? "BUSY", { cause: error });
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
