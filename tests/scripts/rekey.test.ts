import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import type { Db } from "../../src/db/db.ts";
import { openSqlite } from "../../src/db/sqlite/open.ts";
import { systemClock as clock } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { parseEmailAddress } from "../../src/shared/text/email-address.ts";
import { addressColumns, identityColumns } from "../../src/signatures/entry.ts";
import { firstColumns } from "../../src/signatures/store.ts";
import { runCommand, startCommand } from "../support/servers/command.ts";
import { startServerForTest } from "../support/servers/server.ts";

const FIRST = Buffer.alloc(32, 1).toString("base64");
const SECOND = Buffer.alloc(32, 2).toString("base64");

let folder: string;
let url: string;
let keyFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "undersigned-rekey-"));
  for (const name of ["dist", "prisma"]) symlinkSync(resolve(name), join(folder, name));
  mkdirSync(join(folder, "var"));
  url = `file:${join(folder, "var/undersigned.db")}`;
  keyFile = join(folder, "var/secret-key");
  copyFileSync(inject("templates").sqlite, join(folder, "var/undersigned.db"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rekey = (env: Record<string, string> = {}) => runCommand(folder, ["rekey"], env);

/** Works on the database while nobody else has it open. */
async function inDatabase<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = await openSqlite(url);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
  }
}

/** A letter with so many pending signatures under the first key. */
async function fill(count: number): Promise<void> {
  await inDatabase(async (db) => {
    const keys = await deriveKeys(FIRST);
    const letter = await buildLetter({ db, keys, clock });
    await buildEntry({ db, keys, clock }, letter, { name: "Ada", email: "ada@example.org" });
    const rows = Array.from({ length: count - 1 }, async (_, index) => {
      const identity = { kind: "individual", name: `Signer ${index}`, country: "GB" } as const;
      const nothing = { sortName: null, title: null, affiliation: null, website: null };
      const address = parseEmailAddress(`signer-${index}@example.org`);
      if (address === null) throw new Error("A test address is wrong.");
      return {
        ...(await identityColumns(keys, letter, { ...identity, ...nothing })),
        ...(await addressColumns(keys, address)),
        id: newId(clock),
        letterId: letter.id,
        ...firstColumns("import", "pending", { by: "signatory", at: clock.now() }),
        language: "en",
        letterVersionId: letter.version.id,
        signedAt: clock.now(),
      };
    });
    await db.$insertSignatures(await Promise.all(rows));
  });
}

/** How many addresses a secret opens. */
async function countUnder(secretKey: string): Promise<number> {
  const { id } = await deriveKeys(secretKey);
  return await inDatabase((db) =>
    db.signature.count({ where: { email: { startsWith: `${id}.` } } }),
  );
}

const history = () =>
  inDatabase(async (db) => ({
    events: await db.event.count(),
    mails: await db.outbox.count(),
    former: await db.formerEntry.count(),
    letters: await db.letter.findMany(),
  }));

describe("the rekey command", () => {
  it("finishes what was killed in the middle, however often, and changes nothing else", async () => {
    await fill(3_000);
    writeFileSync(keyFile, FIRST);
    const before = await history();
    let done = 0;
    for (const logBytes of [100_000, 600_000, 1_800_000]) {
      const running = startCommand(folder, ["rekey"]);
      await untilLogged(logBytes);
      running.kill();
      expect((await running.done).status).toBeNull();
      expect(readFileSync(keyFile, "utf8")).toBe(FIRST);
      const left = await countUnder(FIRST);
      const reached = await countUnder(readFileSync(`${keyFile}.next`, "utf8"));
      expect([left > 0, reached >= done, left + reached]).toEqual([true, true, 3_000]);
      done = reached;
    }
    expect(done).toBeGreaterThan(0);
    const refused = await runCommand(folder, ["letter", "rivers", "close"]);
    expect(refused).toMatchObject({ out: "", status: 1 });
    expect(refused.said).toContain("SECRET_KEY is being replaced in this database. Run");

    const next = readFileSync(`${keyFile}.next`, "utf8");
    const { out, said, status } = await rekey();
    expect([said, status]).toEqual(["", 0]);
    expect(out).toContain(`Rewrote ${3_000 - done} signatures and 0 accounts.`);
    expect(out).toContain("Links in mails that were already sent no longer work.");
    expect(out).toContain("The new key is in var/secret-key. Now start the server.");
    expect(out).not.toContain(next);
    expect(readFileSync(keyFile, "utf8")).toBe(next);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(existsSync(`${keyFile}.next`)).toBe(false);
    expect(await countUnder(next)).toBe(3_000);
    expect(await history()).toEqual(before);
  });

  it("makes a key if none is given, prints it, and with it alone the server starts", async () => {
    await fill(2);
    const { out, said, status } = await rekey({ SECRET_KEY: FIRST });
    expect([said, status]).toEqual(["", 0]);
    const [, made = ""] = /^ {2}(\S{43}=)$/m.exec(out) ?? [];
    expect(out).toContain("Set SECRET_KEY to the new key, remove NEW_SECRET_KEY");
    expect(await countUnder(made)).toBe(2);

    const refused = await startServerForTest({ DATABASE_URL: url, SECRET_KEY: FIRST });
    expect(refused.output()).toMatch(
      /^The settings are wrong:\n {2}SECRET_KEY is not the key this database was written/,
    );
    expect(await refused.stop()).toBe(1);
    const command = await runCommand(folder, ["invite", "a@example.org", "moderator"], {
      SECRET_KEY: FIRST,
    });
    expect(command).toMatchObject({ out: "", status: 1 });
    expect(command.said).toContain("SECRET_KEY is not the key this database was written with");

    const server = await startServerForTest({ DATABASE_URL: url, SECRET_KEY: made });
    expect((await fetch(`${server.url}/letters/rivers`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it("takes the key that is given, a second time too, and no other in between", async () => {
    await fill(2);
    const env = { SECRET_KEY: FIRST, NEW_SECRET_KEY: SECOND };
    const first = await rekey(env);
    expect(first.out).toContain("Rewrote 2 signatures");
    expect(first.out).not.toContain(SECOND);
    const again = await rekey(env);
    expect([again.status, again.out]).toEqual([0, expect.stringContaining("Rewrote 0 signatures")]);
    const other = await rekey({ SECRET_KEY: FIRST });
    expect([other.out, other.status]).toEqual(["", 1]);
    expect(other.said).toContain("SECRET_KEY is not the key this database was written with");
  });

  it("is refused while a server runs", async () => {
    const server = await startServerForTest();
    const { out, said, status } = await runCommand(server.folder, ["rekey"]);
    expect([out, status]).toEqual(["", 1]);
    expect(said).toContain("The database is in use: stop every server and command on it first");
  });

  it("shows no key if the database was migrated by a later version, or takes no write", async () => {
    await fill(1);
    const { id } = await deriveKeys(FIRST);
    const spoilt: [string, string, string][] = [
      [
        // The key that is there may still be entered in the list, the next one may not.
        `CREATE TRIGGER full BEFORE INSERT ON job_lease WHEN NEW.holder <> '${id}'
          BEGIN SELECT RAISE(ABORT, 'full'); END`,
        "DROP TRIGGER full",
        "",
      ],
      [
        "INSERT INTO migration (name, checksum, applied_at) VALUES ('9000_later', '', '')",
        "DELETE FROM migration WHERE name = '9000_later'",
        "A later version migrated the database (9000_later)",
      ],
    ];
    for (const [spoil, mend, sentence] of spoilt) {
      await inDatabase((db) => db.$executeRawUnsafe(spoil));
      const { out, said, status } = await rekey({ SECRET_KEY: FIRST });
      expect([out, said, status]).toEqual(["", expect.stringContaining(sentence), 1]);
      await inDatabase((db) => db.$executeRawUnsafe(mend));
    }
    expect(await countUnder(FIRST)).toBe(1);
  });

  const mistakes: [string, Record<string, string>, string][] = [
    ["no key yet", {}, "There is no SECRET_KEY to replace."],
    ["the same key", { SECRET_KEY: FIRST, NEW_SECRET_KEY: FIRST }, "is the same as SECRET_KEY"],
    [
      "half a key",
      { SECRET_KEY: FIRST, NEW_SECRET_KEY: "abc" },
      "NEW_SECRET_KEY must be 32 random",
    ],
    ["another's key", { SECRET_KEY: SECOND }, "SECRET_KEY is not the key this database was"],
  ];
  it.each(mistakes)(
    "says what is wrong with %s, and does nothing",
    async (_, env, sentence) => {
      await fill(1);
      const { out, said, status } = await rekey(env);
      expect([out, said, status]).toEqual(["", expect.stringContaining(sentence), 1]);
      expect(await countUnder(FIRST)).toBe(1);
      expect(existsSync(`${keyFile}.next`)).toBe(false);
    },
    20_000,
  );
});

/** Waits until the write-ahead log has grown to this size. */
async function untilLogged(bytes: number): Promise<void> {
  const log = join(folder, "var/undersigned.db-wal");
  for (let tries = 0; tries < 5_000; tries += 1) {
    if (existsSync(log) && statSync(log).size > bytes) return;
    await new Promise((done) => setTimeout(done, 4));
  }
  throw new Error("Nothing was written.");
}
