import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import type { Db } from "../../src/db/db.ts";
import { readLedger } from "../../src/db/erasure-ledger.ts";
import { openSqlite, sqlitePath } from "../../src/db/sqlite/open.ts";
import { backUpSqlite } from "../../src/runtime/backup/backup.ts";
import { restoreSqlite } from "../../src/runtime/backup/restore.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { DAY_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { signAddressToken } from "../../src/shared/keys/signed-token.ts";
import { forgetExpired } from "../../src/signatures/forget.ts";
import { MOVE_NAMES, MOVES, type OnwardMove, type State } from "../../src/signatures/lifecycle.ts";
import { NO_PROPOSAL } from "../../src/signatures/own-page/proposal.ts";
import { SIDE_EFFECTS } from "../../src/signatures/side-effects.ts";
import { answerSuppression } from "../../src/signatures/signing/suppress.ts";
import { move, putBack } from "../../src/signatures/store.ts";
import { copy } from "../support/databases/copying.ts";
import { everythingIn } from "../support/databases/instance.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let folder: string;

beforeEach(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "undersigned-restoring-"));
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const url = () => world.deps.config.databaseUrl;
const ledger = () => `${sqlitePath(url())}.erasures`;
const backup = () => join(folder, "backup.db");

/** Entries in every state, and what is done to them after the backup. Nobody is to come back. */
const ERASING = MOVE_NAMES.filter(
  (name): name is Exclude<OnwardMove, "complete-takedown"> =>
    (SIDE_EFFECTS[name].erases ?? false) &&
    MOVES[name].who !== "command" &&
    name !== "complete-takedown",
);

async function entry(state: State, index: number): Promise<string> {
  return await buildEntry(world.deps, world.letter, {
    name: `Canary ${index}`,
    email: `canary${index}@example.org`,
    affiliation: "Canary & Co",
    state,
  });
}

/** A backup is made, and then fifty things are erased, hidden or suppressed. */
async function liveOn() {
  const ending: [string, (typeof ERASING)[number]][] = [];
  for (let index = 0; index < 36; index += 1) {
    const name = ERASING[index % ERASING.length] ?? "withdraw";
    const from = MOVES[name].from.filter((state) => state !== "takendown");
    ending.push([await entry(from[index % from.length] ?? "published", index), name]);
  }
  const [hidden, unnamed, left, expiring, silenced, shown] = [
    await Promise.all([0, 1, 2].map((index) => entry("published", 100 + index))),
    await entry("published", 200),
    await entry("published", 201),
    await Promise.all([0, 1, 2, 3].map((index) => entry("unverified", 300 + index))),
    await Promise.all([0, 1, 2].map((index) => entry("pending", 400 + index))),
    await entry("published", 500),
  ];
  await world.db.signature.updateMany({ where: { id: left }, data: { updates: true } });
  // Mail that is due in the backup, and must not leave once more.
  const at = world.clock.now();
  const due = { kind: "own-link", letterId: world.letter.id, createdAt: at, dueAt: at };
  const [[first = "", ..._others] = []] = ending;
  await world.db.outbox.create({ data: { ...due, signatureId: first } });
  const ids = ending.map(([id]) => id);
  const mails = await world.db.outbox.count({
    where: { state: "due", signatureId: { in: [...ids, ...expiring] } },
  });
  expect(mails).toBeGreaterThan(10);
  expect((await backUpSqlite(url(), backup())).outcome).toBe("written");

  world.clock.advance(MINUTE_MS);
  const mover = { by: "signatory", at: world.clock.now() };
  for (const [id, name] of ending) expect(await move(world.db, { id }, name, mover)).toEqual([id]);
  for (const id of hidden) await move(world.db, { id }, "hide", mover, { hiddenAt: mover.at });
  await move(world.db, { id: unnamed }, "go-unnamed", mover, { visibility: "anonymous" });
  await move(world.db, { id: left }, "leave-news", mover, { updates: false });
  await move(world.db, { id: shown }, "hide", mover, { hiddenAt: mover.at });
  await move(world.db, { id: shown }, "show", mover, { hiddenAt: null });
  for (const id of silenced) {
    const { addressLimitKey } = await world.db.signature.findUniqueOrThrow({ where: { id } });
    const token = await signAddressToken(world.deps.keys, [addressLimitKey ?? ""]);
    await answerSuppression(world.deps, token, "suppress");
  }
  world.clock.advance(8 * DAY_MS);
  await forgetExpired(world.deps);
  return { ids, mails, hidden, unnamed, left, expiring, silenced, shown };
}

/** Restores into a place of its own, as on another machine. */
async function restore(options: { erasures: string | null; isWithoutAgreed: boolean }) {
  const target = `file:${join(folder, "restored.db")}`;
  const outcome = await restoreSqlite(world.deps, target, backup(), options);
  return { outcome, open: () => openSqlite(target), target };
}

async function inside<Result>(db: Db, look: (db: Db) => Promise<Result>): Promise<Result> {
  try {
    return await look(db);
  } finally {
    await db.$disconnect();
  }
}

describe("a backup, and fifty erasures after it", () => {
  it("is restored without any of those who left, hid or are not to be mailed", async () => {
    const lived = await liveOn();
    const { outcome, open, target } = await restore({ erasures: ledger(), isWithoutAgreed: false });
    expect(outcome).toMatchObject({
      outcome: "restored",
      replayed: { erased: 40, hidden: 5, suppressed: 3, mails: lived.mails },
    });
    const restored = await inside(await open(), async (db) => ({
      rows: await db.signature.findMany(),
      everything: await everythingIn(db),
      due: await db.outbox.findMany({ where: { state: "due", signatureId: { in: lived.ids } } }),
    }));
    const now = new Map((await world.db.signature.findMany()).map((row) => [row.id, row]));
    for (const row of restored.rows) {
      const { state, name, hiddenAt, visibility, updates, email } = now.get(row.id) ?? {};
      const kept = { state, name, hiddenAt, visibility, updates, email };
      expect(row).toMatchObject(kept);
    }
    expect(restored.rows).toHaveLength(now.size);
    expect(restored.due).toEqual([]);
    const keysOf = (some: { addressLimitKey: string }[]) =>
      some.map(({ addressLimitKey }) => addressLimitKey).sort();
    expect(keysOf(restored.everything.suppression)).toEqual(
      keysOf(await world.db.suppression.findMany()),
    );
    // For the next time, the ledger stands where the database does.
    const said = readLedger(readFileSync(`${sqlitePath(target)}.erasures`, "utf8"));
    expect(said.length).toBeGreaterThanOrEqual(50);
  });

  it("does not name again, by a change that waited, who has gone unnamed since", async () => {
    const id = await buildEntry(world.deps, world.letter, {
      ...{ name: "Canary", state: "published", proposal: { name: "Canary Anew" } },
    });
    await backUpSqlite(url(), backup());
    world.clock.advance(MINUTE_MS);
    const mover = { by: "signatory", at: world.clock.now() };
    await move(world.db, { id }, "discard-change", mover, NO_PROPOSAL);
    await move(world.db, { id }, "go-unnamed", mover, { visibility: "anonymous" });
    // As a program on Windows may have written it.
    const copied = join(folder, "ledger.txt");
    writeFileSync(copied, readFileSync(ledger(), "utf8").replaceAll("\n", "\r\n"));
    const { outcome, open } = await restore({ erasures: copied, isWithoutAgreed: false });
    expect(outcome).toMatchObject({ replayed: { hidden: 1 } });
    expect(await inside(await open(), (db) => db.signature.findFirst())).toMatchObject({
      ...{ visibility: "anonymous", proposal: null, proposedAt: null },
    });
  });

  it("is not restored without a ledger, unless that is agreed to", async () => {
    const { ids } = await liveOn();
    const refused = await restore({ erasures: null, isWithoutAgreed: false });
    expect(refused.outcome).toMatchObject({ outcome: "no-ledger", lastAt: expect.any(Date) });
    expect(existsSync(sqlitePath(refused.target))).toBe(false);
    const { outcome, open } = await restore({ erasures: null, isWithoutAgreed: true });
    expect(outcome).toMatchObject({ outcome: "restored", replayed: null });
    const named = { id: { in: ids }, name: { not: "" } };
    expect(await inside(await open(), (db) => db.signature.count({ where: named }))).toBe(36);
  });

  it("is copied to another database without them, too", async () => {
    const { ids } = await liveOn();
    const target = `file:${join(folder, "copied.db")}`;
    await copy(`file:${backup()}`, target, { erasures: ledger() });
    const named = { id: { in: ids }, name: { not: "" } };
    expect(
      await inside(await openSqlite(target), (db) => db.signature.count({ where: named })),
    ).toBe(0);
  });
});

describe("an entry that was taken down when the backup was made", () => {
  it("is erased, put back or left as it has been since, and not to be mailed", async () => {
    const [erased, again, back, waiting] = await Promise.all(
      [1, 2, 3, 4].map((index) => entry("published", index)),
    );
    if (!erased || !again || !back || !waiting) throw new Error("An entry is missing.");
    const { db } = world;
    const mover = () => ({ by: "staff", at: world.clock.now() });
    const from = { takendownFrom: "published" };
    const ids = [erased, again, back, waiting];
    await move(db, { id: { in: ids } }, "withhold", mover(), from);
    await backUpSqlite(url(), backup());
    world.clock.advance(MINUTE_MS);
    const { addressLimitKey } = await db.signature.findUniqueOrThrow({ where: { id: erased } });
    const token = await signAddressToken(world.deps.keys, [addressLimitKey ?? ""]);
    await answerSuppression(world.deps, token, "suppress");
    await move(db, { id: erased }, "erase", mover());
    await putBack(db, { id: { in: [again, back] } }, "published", mover());
    world.clock.advance(MINUTE_MS);
    await move(db, { id: again }, "withdraw", mover());
    await move(db, { id: back }, "hide", mover(), { hiddenAt: mover().at });

    const { outcome, open } = await restore({ erasures: ledger(), isWithoutAgreed: false });
    expect(outcome).toMatchObject({ replayed: { erased: 2, hidden: 1, suppressed: 1 } });
    const rows = await inside(await open(), (restored) => restored.signature.findMany());
    const found = (id: string) => rows.find((row) => row.id === id);
    for (const id of [erased, again])
      expect(found(id)).toMatchObject({ name: "", email: null, takendownFrom: null });
    expect(found(back)).toMatchObject({ state: "published", hiddenAt: expect.any(Date) });
    expect(found(waiting)).toMatchObject({ state: "takendown", takendownFrom: "published" });
  });
});

describe("the ledger of erasures", () => {
  it("is on the disk when a withdrawal is answered, and says neither names nor hashes", async () => {
    const id = await entry("published", 1);
    await move(world.db, { id }, "withdraw", { by: "signatory", at: world.clock.now() });
    const text = readFileSync(ledger(), "utf8");
    expect(text).toMatch(new RegExp(`^\\d+ \\S+Z withdrawn ${id}$`, "m"));
    expect(text).not.toMatch(/canary/i);
  });

  it("is written again where it was lost, or cut off by a crash", async () => {
    const mover = { by: "signatory", at: world.clock.now() };
    const [one, other] = [await entry("published", 1), await entry("published", 2)];
    await move(world.db, { id: one }, "withdraw", mover);
    const whole = readFileSync(ledger(), "utf8");
    writeFileSync(ledger(), whole.slice(0, -5));
    await move(world.db, { id: other }, "withdraw", mover);
    const idsIn = () =>
      readLedger(readFileSync(ledger(), "utf8")).map(({ signatureId }) => signatureId);
    expect(idsIn()).toEqual(expect.arrayContaining([one, other]));
    rmSync(ledger());
    world.clock.advance(MINUTE_MS);
    await runJobs(world.deps, () => true);
    expect(idsIn()).toEqual([one, other]);
  });

  it("is in no backup", async () => {
    await move(world.db, { id: await entry("published", 1) }, "withdraw", {
      by: "signatory",
      at: world.clock.now(),
    });
    await backUpSqlite(url(), backup());
    const kept = await inside(await openSqlite(`file:${backup()}`), (db) => db.erasure.count());
    expect([kept, await world.db.erasure.count()]).toEqual([0, 1]);
  });
});
