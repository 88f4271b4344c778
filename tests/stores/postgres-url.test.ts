import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { PostgresUrlError, readPostgresUrl } from "../../src/db/postgres-url.ts";
import { openTestDatabase } from "../support/databases/database.ts";

const BASE = "postgresql://ada:secret@db.example/letters";

function refusal(url: string): string {
  try {
    readPostgresUrl(url);
    return "";
  } catch (error) {
    if (error instanceof PostgresUrlError) return error.message;
    throw error;
  }
}

describe("the URL of a PostgreSQL database", () => {
  const places: [string, object][] = [
    [BASE, { host: "db.example", user: "ada", password: "secret", database: "letters" }],
    ["postgres://ada@db.example:6432/letters", { host: "db.example", port: 6432, user: "ada" }],
    ["postgresql://a:p%40%3A%2F%3F%23%25%20ß@h/l", { host: "h", password: "p@:/?#% ß" }],
    ["postgresql://a:p@ss:w%C3%BC@h/l%20%2F", { password: "p@ss:wü", database: "l /" }],
    ["postgresql://ada@[2001:db8::7]:5433/letters", { host: "2001:db8::7", port: 5433 }],
    ["postgresql:///letters?host=/run/postgresql&user=a", { host: "/run/postgresql", user: "a" }],
    ["postgresql://ada@/letters?host=/run/postgresql", { host: "/run/postgresql", user: "ada" }],
    ["postgresql://ada:s%40@:6432/letters", { host: "localhost", port: 6432, password: "s@" }],
    ["postgresql://ada@", { host: "localhost", user: "ada" }],
    ["postgresql://ada@%2Frun%2Fpostgresql/letters", { host: "/run/postgresql", user: "ada" }],
    ["postgresql://?host=::1&port=7&dbname=d&password=p%2526", { host: "::1", password: "p%26" }],
    [`${BASE}?connection_limit=3&pool_timeout=4`, { connectionsMax: 3, waitMs: 4_000 }],
    [`${BASE}?connect_timeout=5`, { waitMs: 5_000, isPooled: false }],
    [`${BASE}?prepared_statements=off`, { isPooled: true }],
    [`${BASE}?pgbouncer=true&schema=public`, { isPooled: true }],
    [`${BASE}?application_name=site`, { applicationName: "undersigned site" }],
  ];
  it.each(places)("%s leads to its place", (url, place) => {
    expect(readPostgresUrl(url)).toMatchObject(place);
  });

  const modes: [string, object][] = [
    ["", { mode: "prefer", rootFile: null }],
    ["sslmode=disable", { mode: "disable" }],
    ["sslmode=allow", { mode: "prefer" }],
    ["sslmode=prefer", { mode: "prefer" }],
    ["ssl=true", { mode: "require", rootFile: null }],
    ["sslmode=require", { mode: "require", rootFile: null }],
    ["sslmode=require&sslrootcert=/ca.pem", { mode: "verify-ca", rootFile: "/ca.pem" }],
    ["sslmode=verify-ca&sslrootcert=/ca.pem", { mode: "verify-ca", rootFile: "/ca.pem" }],
    ["sslmode=verify-full&sslrootcert=/ca.pem", { mode: "verify-full", rootFile: "/ca.pem" }],
    ["sslmode=verify-full", { mode: "verify-full", rootFile: null }],
    ["sslrootcert=system", { mode: "verify-full", rootFile: null }],
    [
      "sslmode=require&sslcert=/c&sslkey=/k",
      { mode: "require", proof: { certificateFile: "/c", keyFile: "/k" } },
    ],
    ["host=/run/postgresql&sslmode=verify-full", { mode: "disable" }],
  ];
  it.each(modes)("%s means what libpq means by it", (words, tls) => {
    expect(readPostgresUrl(`${BASE}?${words}`).tls).toMatchObject(tls);
  });

  const refused: [string, RegExp][] = [
    [`${BASE}?schema=letters`, /^has a schema other than public/],
    [`${BASE}?options=-c%20search_path%3Dletters`, /^has options, which no pooler accepts/],
    [`${BASE}?channel_binding=require`, /^has channel_binding, .*sslmode=verify-full$/],
    [`${BASE}?statement_cache_size=0`, /^has the parameter statement_cache_size, which is not kn/],
    [
      `${BASE}?connection_limit=many`,
      /^has a connection_limit that is not a number from 1 to 1,000$/,
    ],
    [`${BASE}?connection_limit=0`, /^has a connection_limit that is not a number/],
    [`${BASE}?prepared_statements=maybe`, /^has a prepared_statements that is not one of on, off$/],
    [
      `${BASE}?sslmode=no-verify`,
      /^has a sslmode that is not one of disable, allow, prefer, requi/,
    ],
    [`${BASE}?sslmode=verify-ca`, /^has sslmode=verify-ca without sslrootcert=FILE/],
    [
      `${BASE}?sslmode=require&sslrootcert=system`,
      /^has sslrootcert=system, which works only with/,
    ],
    [`${BASE}?sslrootcert=/ca.pem`, /^names TLS files but does not require TLS/],
    [`${BASE}?sslmode=require&sslcert=/c`, /^has only one of sslcert and sslkey/],
    ["postgresql://ada@one:5432,two:5432/letters", /^names several hosts/],
    ["postgresql://ada@one,two/letters", /^names several hosts/],
    ["postgresql:///letters?host=one,two", /^names several hosts/],
    ["postgresql://ada:p#w@host/name", /^cannot be read as .* write %40 for @/],
    ["postgresql://ada:12#w@host/name", /^cannot be read as/],
    ["postgresql://ada:12/w@host/name", /^cannot be read as/],
    ["postgresql://ada:12?w@host/name", /^cannot be read as/],
    ["postgresql://ada:1%w@host/name", /^cannot be read as/],
    ["postgresql://ada:1@/w@host", /^cannot be read as/],
  ];
  it.each(refused)("%s is refused in words, without its password", (url, sentence) => {
    expect(refusal(url)).toMatch(sentence);
    expect(refusal(url)).not.toMatch(/w@|secret/);
  });

  it("stops every command and the server with one sentence", () => {
    const read = () => readConfig({ DATABASE_URL: `${BASE}?schema=letters` });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^DATABASE_URL has a schema other than public, .* of their own\.$/);
  });
});

it("is taken at its word by a server, with a password of any characters", async () => {
  const { url, db, close } = await openTestDatabase("postgres");
  const role = `any_${crypto.randomUUID()}`;
  const password = "p@:/?#% [ß]&=+'";
  const { host, pathname } = new URL(url);
  try {
    await db.$executeRawUnsafe(
      `CREATE ROLE "${role}" LOGIN PASSWORD '${password.replaceAll("'", "''")}'`,
    );
    const there = openPostgres(
      `postgresql://${role}:${encodeURIComponent(password)}@${host}${pathname}?application_name=site`,
    );
    const [row] = await there.$queryRaw<object[]>`
      SELECT current_user::text AS role, current_setting('application_name') AS name`;
    await there.$disconnect();
    expect(row).toEqual({ role, name: "undersigned site" });
  } finally {
    await db.$executeRawUnsafe(`DROP ROLE "${role}"`);
    await close();
  }
});
