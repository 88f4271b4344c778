import { z } from "zod";
import { engineOf } from "./engine.ts";

/** Where a PostgreSQL database is, and how to connect to it. */
export type PostgresAddress = Readonly<{
  /** A name, a number, or the directory of a socket. */
  host: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  tls: Tls;
  /** How this program's connections are called on the server. */
  applicationName: string;
  /** Connections that one process holds at most. */
  connectionsMax: number;
  /** How long a statement waits for one of them, which may have to be made, in ms. */
  waitMs: number;
  /**
   * Whether a pooler may run each transaction in another session: then nothing is relied upon that
   * belongs to a session, such as a named statement or a setting.
   */
  isPooled: boolean;
}>;

/** How a connection is encrypted, by the meaning that libpq gives to `sslmode`. */
export type Tls = Readonly<{
  mode: "disable" | "prefer" | "require" | "verify-ca" | "verify-full";
  /** The file of the certificates that are trusted; null: those that Node and the system trust. */
  rootFile: string | null;
  /** The files by which the server knows who connects. */
  proof: Readonly<{ certificateFile: string; keyFile: string }> | null;
}>;

/** What is wrong with an address, to end a sentence with that begins with where it stands. */
export class PostgresUrlError extends Error {
  override name = "PostgresUrlError";
}

/** The beginning of all that this program calls itself on a server. */
export const APPLICATION_NAME = "undersigned";

const CONNECTIONS = 10;
const WAIT_SECONDS = 10;

const text = z.string().min(1, "is empty");
const number = (max: number) => {
  const error = `is not a number from 1 to ${max.toLocaleString("en-GB")}`;
  return z.coerce.number(error).int(error).min(1, error).max(max, error);
};
const oneOf = <const Words extends readonly string[]>(...words: Words) =>
  z.enum(words, `is not one of ${words.join(", ")}`);

/** The parameters that are understood: those of libpq that matter here, of Prisma, and our own. */
const parameters = z.strictObject({
  host: text.optional(),
  port: number(65_535).optional(),
  user: text.optional(),
  password: text.optional(),
  dbname: text.optional(),
  sslmode: oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full").optional(),
  ssl: oneOf("true").optional(),
  sslrootcert: text.optional(),
  sslcert: text.optional(),
  sslkey: text.optional(),
  application_name: text.max(40, "is longer than 40 characters").optional(),
  connect_timeout: number(600).default(WAIT_SECONDS),
  pool_timeout: number(600).optional(),
  connection_limit: number(1_000).default(CONNECTIONS),
  prepared_statements: oneOf("on", "off").default("on"),
  pgbouncer: oneOf("true", "false").default("false"),
  schema: oneOf("public").optional(),
});
type Parameters = z.infer<typeof parameters>;

/** What is said of parameters that people know from elsewhere. */
const REFUSALS: Readonly<Record<string, string>> = {
  schema:
    "has a schema other than public, but the tables are always in public: remove the schema, and give the letters a database of their own",
  options: "has options, which no pooler accepts: remove them, and use ALTER ROLE … SET instead",
  channel_binding:
    "has channel_binding, which is not supported: remove it, and use sslmode=verify-full",
};

const UNREADABLE =
  "cannot be read as postgresql://user:password@host:port/database: in a user name or password, write %40 for @, %3A for :, %2F for /, %3F for ?, %23 for # and %25 for %";

/**
 * Reads a `postgresql://` URL as libpq does, and refuses what would not be done.
 *
 * Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 * Throws: {@link PostgresUrlError}, which quotes nothing that may be a part of a password.
 */
export function readPostgresUrl(databaseUrl: string): PostgresAddress {
  const url = parse(databaseUrl);
  const given = readParameters(url);
  const { user = decoded(url.username), password = decoded(url.password) } = given;
  const { dbname: database = decoded(url.pathname.slice(1)), port = Number(url.port) } = given;
  const host = given.host ?? (decoded(url.hostname.replace(/^\[(.*)\]$/, "$1")) || "localhost");
  if (host.includes(",")) throw severalHosts();
  return {
    host,
    ...(port > 0 && { port }),
    ...(user !== "" && { user }),
    ...(password !== "" && { password }),
    ...(database !== "" && { database }),
    // Nobody listens in on a socket of this machine.
    tls: host.startsWith("/") ? { mode: "disable", rootFile: null, proof: null } : tlsOf(given),
    applicationName: [APPLICATION_NAME, given.application_name ?? []].flat().join(" "),
    connectionsMax: given.connection_limit,
    waitMs: (given.pool_timeout ?? given.connect_timeout) * 1_000,
    isPooled: given.prepared_statements === "off" || given.pgbouncer === "true",
  };
}

/** Says what is wrong with a database's URL, if it is one of PostgreSQL and something is. */
export function refinePostgresUrl(databaseUrl: string, context: z.RefinementCtx): void {
  if (engineOf(databaseUrl) !== "postgres") return;
  try {
    readPostgresUrl(databaseUrl);
  } catch (error) {
    if (!(error instanceof PostgresUrlError)) throw error;
    context.addIssue(`${error.message}.`);
  }
}

function parse(databaseUrl: string): URL {
  // With ports, a list of hosts is no URL at all.
  const authority = /^\w+:\/\/([^/?#]*)/.exec(databaseUrl)?.[1] ?? "";
  if (authority.slice(authority.lastIndexOf("@") + 1).includes(",")) throw severalHosts();
  // Before the directory of a socket, a user may stand alone: for URL that is none.
  const full = databaseUrl.replace(
    /^(\w+:\/\/[^/?#@]*@)(?=(?::\d+)?(?:[/?][^@]*)?$)/,
    "$1localhost",
  );
  const url = URL.canParse(full) ? new URL(full) : null;
  // What follows a password's own # or / looks like a fragment, or a path of several names.
  if (url === null || url.hash !== "" || url.pathname.slice(1).includes("/")) throw unreadable();
  return url;
}

function readParameters(url: URL): Parameters {
  const result = parameters.safeParse(Object.fromEntries(url.searchParams));
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      const name = issue.path.join(".");
      return REFUSALS[name] ?? `has a ${name} that ${issue.message}`;
    }
    return issue.keys.map((name) => REFUSALS[name] ?? unknownParameter(name));
  });
  throw new PostgresUrlError([...new Set(problems)].join("; and "));
}

function unknownParameter(name: string): string {
  // What is no such name may be the rest of a password with a question mark.
  if (!/^[a-z_]{2,40}$/i.test(name)) throw unreadable();
  const known = Object.keys(parameters.shape).join(", ");
  return `has the parameter ${name}, which is not known: remove it (the known ones are ${known})`;
}

function tlsOf({ sslmode, ssl, sslrootcert, sslcert, sslkey }: Parameters): Tls {
  const isSystem = sslrootcert === "system";
  const asked = sslmode ?? (isSystem ? "verify-full" : ssl === "true" ? "require" : "prefer");
  if ((sslcert === undefined) !== (sslkey === undefined))
    throw new PostgresUrlError("has only one of sslcert and sslkey: set both or neither");
  const proof =
    sslcert === undefined || sslkey === undefined
      ? null
      : { certificateFile: sslcert, keyFile: sslkey };
  const rootFile = isSystem ? null : (sslrootcert ?? null);
  if (isSystem && asked !== "verify-full")
    throw new PostgresUrlError("has sslrootcert=system, which works only with sslmode=verify-full");
  switch (asked) {
    case "disable":
    case "allow":
    case "prefer":
      if (rootFile !== null || proof !== null)
        throw new PostgresUrlError(
          "names TLS files but does not require TLS: add sslmode=verify-full, verify-ca or require",
        );
      return { mode: asked === "disable" ? "disable" : "prefer", rootFile, proof };
    case "require":
      return { mode: rootFile === null ? "require" : "verify-ca", rootFile, proof };
    case "verify-ca":
      if (rootFile === null)
        throw new PostgresUrlError(
          "has sslmode=verify-ca without sslrootcert=FILE, so any certificate would be accepted: add the file, or use verify-full",
        );
      return { mode: asked, rootFile, proof };
    case "verify-full":
      return { mode: asked, rootFile, proof };
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw unreadable();
    throw error;
  }
}

const unreadable = () => new PostgresUrlError(UNREADABLE);

const severalHosts = () =>
  new PostgresUrlError("names several hosts: name one, such as a proxy that leads to the primary");
