import { UnavailableError } from "../shared/unavailable-error.ts";
import { engineOf } from "./engine.ts";
import { asUnavailable, codeOf, messageOf, OF_TLS } from "./faults.ts";
import { readPostgresUrl } from "./postgres-url.ts";

/** Where a database is, and what was said of it: a code, and words without a full stop. */
type Facts = { host: string; database: string; user: string; code: string; said: string };
type Sentence = (facts: Facts) => string;

/** What is wrong by its code; of several that fit, the first. None holds a password. */
const OF_POSTGRES: readonly (readonly [RegExp, Sentence])[] = [
  [/^28P01$/, (at) => `${the(at)} refuses the password of ${who(at)}: check the URL.`],
  [/^NO_PASSWORD$/, (at) => `${the(at)} asks for a password, but the URL has none.`],
  [/^28/, (at) => `${the(at)} does not let ${who(at)} in: ${at.said}.`],
  [
    /^3D000$/,
    (at) => `There is no database ${at.database} on ${at.host}: create it, or check the URL.`,
  ],
  [
    /^E(?:NOTFOUND|AI_AGAIN)$/,
    (at) => `${the(at)} cannot be found, because the host is unknown: check the URL.`,
  ],
  [
    /^(?:ECONNREFUSED|NO_SOCKET)$/,
    (at) =>
      `${the(at)} refuses connections: start PostgreSQL, or check the host and port in the URL.`,
  ],
  [
    /^E(?:TIMEDOUT|HOSTUNREACH|NETUNREACH)$/,
    (at) => `${the(at)} does not answer: check the host and port in the URL, and the firewall.`,
  ],
  [
    /^NO_TLS$/,
    (at) =>
      `${the(at)} does not offer TLS, which the URL asks for: turn it on there, or remove sslmode.`,
  ],
  [
    /ALTNAME|HOSTNAME/,
    (at) => `${the(at)} has a certificate for a different host name: check the host in the URL.`,
  ],
  [/^(?:CERT|CRL)_HAS_EXPIRED$/, (at) => `${the(at)} has a certificate that has expired.`],
  [
    /^(?:EPROTO|ERR_SSL|ERR_OSSL)/,
    (at) => `${the(at)} and this machine cannot agree on TLS: ${at.said}.`,
  ],
  [
    OF_TLS,
    (at) =>
      `${the(at)} has a certificate that this machine does not trust (${at.said}): set sslrootcert in the URL to the file of its certificate authority.`,
  ],
  [/^42501$/, (at) => `${the(at)} denies ${who(at)} permission: ${at.said}.`],
  [/^25006$/, (at) => `${the(at)} is read-only. It is a standby, or somebody made it read-only.`],
  [/^53100$/, (at) => `${the(at)} cannot store anything, because its disk is full.`],
  [
    /^53300$/,
    (at) =>
      `${the(at)} has no connections left (${at.said}): raise that limit, or lower connection_limit in the URL.`,
  ],
  [/^57P03$/, (at) => `${the(at)} is starting or stopping: try again in a moment.`],
  [
    /^(?:42P01|3F000)$/,
    (at) =>
      `${the(at)} does not have the tables of Undersigned, or has them in another schema: run \`npm run migrate\`, or check the URL.`,
  ],
  [
    /^(?:CONNECTION_CUT|NOT_SENT|ECONN\w+|EPIPE|57P0\d)$/,
    (at) => `${the(at)} does not answer, or broke off the connection (${at.code}).`,
  ],
];

/** What is wrong with a file by its code; here `host` is unused, and `database` its path. */
const OF_SQLITE: readonly (readonly [RegExp, Sentence])[] = [
  [/^EISDIR$/, (at) => `${at.database} is a folder, not a database: check the URL.`],
  [
    /^SQLITE_CANTOPEN/,
    (at) =>
      `The database ${at.database} cannot be opened: give this user permission to read and write it and its folder.`,
  ],
  [/^SQLITE_NOTADB/, (at) => `${at.database} is not an SQLite database: check the URL.`],
  [/^SQLITE_CORRUPT/, (at) => `The database ${at.database} is damaged: restore your last backup.`],
  [
    /^SQLITE_(?:READONLY|PERM|AUTH)/,
    (at) =>
      `The database ${at.database} is read-only: give this user permission to write to it and its folder.`,
  ],
  [
    /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/,
    (at) =>
      `Another process has locked the database ${at.database}: wait until it ends, or stop it.`,
  ],
  [/^SQLITE_FULL|^ENOSPC$/, (at) => `The disk of the database ${at.database} is full.`],
  [
    /^SQLITE_IOERR/,
    (at) => `The disk of the database ${at.database} is full or failing (${at.code}).`,
  ],
  [
    /^E(?:EXIST|NOTDIR)$/,
    (at) =>
      `The folder of the database ${at.database} cannot be created, because there is a file in its place.`,
  ],
  [
    /^E(?:ACCES|PERM|ROFS)$/,
    (at) =>
      `The folder of the database ${at.database} cannot be created, because this user may not write there.`,
  ],
  [/^E[A-Z]+$/, (at) => `The folder of the database ${at.database} cannot be created: ${at.said}.`],
];

/**
 * What is wrong with a database, in one sentence for whoever runs it; null if an error does not say
 * so, but is a bug. Names where the database is, and never a password.
 */
export function explainDatabase(error: unknown, databaseUrl: string): string | null {
  const code = codeOf(error);
  const engine = engineOf(databaseUrl);
  if (code === null || engine === "d1") return null;
  const isKnown = /^42(?:501|P01)$/.test(code) || asUnavailable(error) instanceof UnavailableError;
  if (!isKnown) return null;
  const said = messageOf(error).replace(/\.$/, "");
  if (engine === "sqlite") {
    const path = databaseUrl.replace(/^file:/, "");
    const at = { host: "", database: path, user: "", code, said };
    return sentenceOf(OF_SQLITE, at) ?? `The database ${path} cannot be used: ${said}.`;
  }
  const at = { ...placeIn(databaseUrl), code, said };
  return sentenceOf(OF_POSTGRES, at) ?? `${the(at)} says: ${said} (${code}).`;
}

function sentenceOf(sentences: typeof OF_POSTGRES, at: Facts): string | null {
  return sentences.find(([codes]) => codes.test(at.code))?.[1](at) ?? null;
}

function the({ host, database }: Facts): string {
  return `The database ${database} on ${host}`;
}

/** The driver takes the name of whoever runs this process if the URL has none. */
function who({ user }: Facts): string {
  return user === "" ? "a user that the URL does not name" : `the user ${user}`;
}

function placeIn(databaseUrl: string): Pick<Facts, "host" | "database" | "user"> {
  const { host, port, user = "", database = user } = readPostgresUrl(databaseUrl);
  return { host: port === undefined ? host : `${host}:${port}`, database, user };
}
