import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type LocalPostgres,
  NoPostgresError,
  startPostgres,
} from "../../scripts/postgres/start.ts";
import { openPostgresRows } from "../../src/db/copy/postgres-rows.ts";
import { explainDatabase } from "../../src/db/explain.ts";
import { openPostgres } from "../../src/db/postgres/open.ts";
import { PostgresUrlError } from "../../src/db/postgres-url.ts";
import { isDatabaseInUse, openDatabase } from "../../src/runtime/database.ts";
import { applyMigrations } from "../../src/runtime/migrations/apply.ts";
import { certify, makeAuthority } from "../support/servers/certificates.ts";

/** A server of this file's own, whose certificate says that it is localhost. */
let server: LocalPostgres | null = null;
const folder = mkdtempSync(join(tmpdir(), "undersigned-tls-"));
const warnings: Error[] = [];
const onWarning = (warning: Error) => void warnings.push(warning);

const authority = makeAuthority(folder, "authority");
const stranger = makeAuthority(folder, "stranger");
const ours = `sslrootcert=${authority.certificate}`;
const theirs = `sslrootcert=${stranger.certificate}`;

beforeAll(async () => {
  process.on("warning", onWarning);
  server = await startPostgres().catch((error) => {
    if (error instanceof NoPostgresError) return null;
    throw error;
  });
  if (server === null) return;
  const { certificate, key } = certify(folder, authority, "localhost");
  await write("server.crt", readFileSync(certificate, "utf8"));
  await write("server.key", readFileSync(key, "utf8"));
  await write("authority.crt", readFileSync(authority.certificate, "utf8"));
  await ask("ALTER SYSTEM SET ssl_ca_file = 'authority.crt'");
});
beforeEach((context) => {
  if (server === null) context.skip("PostgreSQL does not run on this machine");
});
afterAll(async () => {
  process.off("warning", onWarning);
  rmSync(folder, { recursive: true });
  await server?.stop();
});

async function ask(sql: string): Promise<void> {
  const client = new pg.Client(server?.url("postgres"));
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Writes a file into the server's folder, for its user alone. */
async function write(name: string, text: string): Promise<void> {
  const lines = `unnest(string_to_array('${text.trimEnd()}', E'\n'))`;
  await ask(`COPY (SELECT ${lines}) TO PROGRAM 'umask 077; cat > ${name}'`);
}

/** Turns the server's TLS on or off, and says from where it takes connections. */
async function serve(isOn: boolean, rules = "host all all 127.0.0.1/32 password"): Promise<void> {
  await write("pg_hba.conf", rules);
  await ask(`ALTER SYSTEM SET ssl = ${isOn ? "on" : "off"}`);
  await ask("SELECT pg_reload_conf()");
  await new Promise((done) => setTimeout(done, 300));
}

/** The URL of the server's database, by one of its two names. */
function urlOf(words: string, host = "localhost", database = "postgres"): string {
  const url = new URL(server?.url(database) ?? "");
  url.hostname = host;
  return `${url.href}?${words}`;
}

/** Whether a connection is encrypted, or what is said instead of one. */
async function connect(url: string): Promise<string> {
  const db = openPostgres(url);
  try {
    const [row] = await db.$queryRaw<{ ssl: boolean }[]>`
      SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`;
    return row?.ssl ? "encrypted" : "plain";
  } catch (error) {
    return explainDatabase(error, url) ?? String(error);
  } finally {
    await db.$disconnect();
  }
}

const UNTRUSTED = /certificate that this machine does not trust \((?:self-signed|unable to)/;
const OTHER_NAME = /has a certificate for a different host name/;

describe("a server with TLS", () => {
  beforeAll(async () => {
    if (server !== null) await serve(true);
  });

  const outcomes: [string, string, RegExp][] = [
    ["", "localhost", /^encrypted$/],
    ["sslmode=disable", "localhost", /^plain$/],
    ["sslmode=allow", "localhost", /^encrypted$/],
    ["sslmode=prefer", "127.0.0.1", /^encrypted$/],
    ["ssl=true", "127.0.0.1", /^encrypted$/],
    ["sslmode=require", "127.0.0.1", /^encrypted$/],
    [`sslmode=require&${ours}`, "127.0.0.1", /^encrypted$/],
    [`sslmode=require&${theirs}`, "localhost", UNTRUSTED],
    [`sslmode=verify-ca&${ours}`, "127.0.0.1", /^encrypted$/],
    [`sslmode=verify-ca&${theirs}`, "localhost", UNTRUSTED],
    [`sslmode=verify-full&${ours}`, "localhost", /^encrypted$/],
    [`sslmode=verify-full&${ours}`, "127.0.0.1", OTHER_NAME],
    [`sslmode=verify-full&${theirs}`, "localhost", UNTRUSTED],
    ["sslmode=verify-full", "localhost", UNTRUSTED],
    ["sslrootcert=system", "localhost", UNTRUSTED],
  ];
  it.each(outcomes)("answers %s at %s as libpq means it", async (words, host, outcome) => {
    expect(await connect(urlOf(words, host))).toMatch(outcome);
    expect(warnings).toEqual([]);
  });

  it("is met in the same way by migrations, copies and commands", async () => {
    await ask("CREATE DATABASE letters");
    const trusting = urlOf(`sslmode=verify-full&${ours}`, "localhost", "letters");
    expect(await applyMigrations(trusting)).toContain("0001_schema");
    expect(await isDatabaseInUse(trusting)).toBe(false);
    const rows = await openPostgresRows(trusting);
    expect(await rows.tableNames()).toContain("letter");
    await rows.close();
    const doubting = urlOf(`sslmode=verify-full&${theirs}`, "localhost", "letters");
    for (const work of [applyMigrations, isDatabaseInUse]) {
      const error: unknown = await work(doubting).catch((failure: unknown) => failure);
      expect(explainDatabase(error, doubting)).toMatch(UNTRUSTED);
    }
    await expect(openPostgresRows(doubting)).rejects.toThrow(UNTRUSTED);
  });

  it("carries much in both directions, encrypted because it happens to be possible", async () => {
    const db = openPostgres(urlOf("connection_limit=2"));
    const long = "Ω".repeat(3_000_000);
    const ask = async () => await db.$queryRaw<{ back: string }[]>`SELECT ${long} || 'x' AS back`;
    const answers = await Promise.all(Array.from({ length: 6 }, ask));
    expect(answers.map(([row]) => row?.back === `${long}x`)).toEqual(Array(6).fill(true));
    await db.$disconnect();
  });

  it("names a file that is not there, or is not what it should be", async () => {
    const { certificate, key } = authority;
    const cases = [
      [
        ours.replace(certificate, "/no/such.pem"),
        "has sslrootcert=/no/such.pem, a file that cannot",
      ],
      [`sslcert=${certificate}&sslkey=/no/such.key`, "has sslkey=/no/such.key, a file that cannot"],
      [
        `sslcert=${certificate}&sslkey=${stranger.key}`,
        "which are not a certificate and its key (ERR_",
      ],
      [
        `sslcert=${certificate}&sslkey=${certificate}`,
        "which are not a certificate and its key (ERR_",
      ],
      [`sslcert=${key}&sslkey=${key}`, "which are not a certificate and its key (ERR_"],
    ];
    for (const [words, sentence] of cases) {
      const url = urlOf(`sslmode=require&${words}`);
      await expect(openDatabase(url)).rejects.toThrow(sentence);
      await expect(isDatabaseInUse(url)).rejects.toThrow(PostgresUrlError);
    }
  });
});

it("is shown the certificate of who connects", async () => {
  if (server === null) return;
  await ask("CREATE ROLE ada LOGIN");
  const { certificate, key } = certify(folder, authority, "ada");
  await serve(true, "hostssl all ada 127.0.0.1/32 cert\nhost all all 127.0.0.1/32 password");
  const url = new URL(urlOf(`sslmode=verify-full&${ours}`));
  url.username = "ada";
  url.password = "";
  expect(await connect(`${url.href}&sslcert=${certificate}&sslkey=${key}`)).toBe("encrypted");
  expect(await connect(url.href)).toMatch(/certificate/);
});

describe("a server without TLS", () => {
  beforeAll(async () => {
    if (server !== null) await serve(false);
  });

  it.each(["", "sslmode=disable", "sslmode=allow", "sslmode=prefer"])(
    "is spoken to in plain words with %s",
    async (words) => {
      expect(await connect(urlOf(words))).toBe("plain");
    },
  );

  it.each(["sslmode=require", `sslmode=verify-ca&${ours}`, `sslmode=verify-full&${ours}`])(
    "is not spoken to with %s",
    async (words) => {
      expect(await connect(urlOf(words))).toContain("does not offer TLS, which the URL asks for");
    },
  );
});
