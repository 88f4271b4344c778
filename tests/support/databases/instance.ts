import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { invite } from "../../../src/accounts/invite.ts";
import { openSession } from "../../../src/accounts/sessions.ts";
import type { TABLES } from "../../../src/db/copy/tables.ts";
import type { Db, NewSignature } from "../../../src/db/db.ts";
import { DAY_MS, later, systemClock } from "../../../src/shared/clock.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { STATES } from "../../../src/signatures/lifecycle.ts";
import { moveEntry } from "../moves.ts";

/** The keys that a filled instance's hashes and addresses are made under. */
export const INSTANCE_KEYS = await deriveKeys(Buffer.alloc(32, 5).toString("base64"));

const NAMES = [
  "Ada Lovelace",
  "Žofie Nováková",
  "王小明",
  "محمد علي",
  "Ines 🌊 O’Weir",
  "=1+1",
  '"\\',
];
const NO_LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Fills a migrated database with a few hundred entries in every state, and every other table with
 * something. Gives a link that signs a moderator in, as its token.
 */
export async function fillInstance(db: Db): Promise<{ token: string; letterId: string }> {
  const deps = { db, keys: INSTANCE_KEYS, clock: systemClock, log: NO_LOG };
  const letter = await buildLetter(deps);
  await buildLetter(deps, { body: "We ask for clean rivers, and for clean lakes." });
  await buildLetter(deps, { slug: "lakes", closes: new Date("2030-01-01"), noindex: true });
  const address = { local: "mod", domain: "example.org" };
  const invitation = { address, displayName: "Mod", role: "moderator", byMail: true } as const;
  const { accountId, token } = await invite(deps, { ...invitation, letterId: letter.id });
  await openSession(deps, accountId, "Firefox on Linux");
  const ids: string[] = [];
  for (let index = 0; index < 240; index += 1) {
    const id = await buildEntry(deps, letter, {
      name: `${NAMES[index % NAMES.length]} ${index}`,
      state: STATES[index % STATES.length] ?? "published",
      kind: index % 4 === 0 ? "organisation" : "individual",
      visibility: index % 5 === 0 ? "anonymous" : "full",
      hoursAgo: index,
      decidedBy: accountId,
      ...(index % 3 === 0 && { title: "Dr", affiliation: "University of Rivers" }),
      ...(index % 7 === 0 && { proposal: { name: `${NAMES[index % NAMES.length]} anew` } }),
    });
    ids.push(id);
  }
  await live(db, { ids, accountId, letterId: letter.id });
  return { token, letterId: letter.id };
}

/** Lets things happen to an instance, so that every table and every sequence has been used. */
async function live(
  db: Db,
  { ids, accountId, letterId }: { ids: readonly string[]; accountId: string; letterId: string },
): Promise<void> {
  const [now, soon] = [new Date(), later(new Date(), DAY_MS)];
  const published = { state: "published" };
  const some = await db.signature.findMany({ where: published, select: { id: true }, take: 9 });
  for (const [index, { id }] of some.entries()) {
    const deps = { db, clock: systemClock };
    const moves = [
      () => moveEntry(deps, id, "hide", { columns: { hiddenAt: now } }),
      () => moveEntry(deps, id, "invalidate", { columns: { invalidatedFrom: "published" } }),
      () => moveEntry(deps, id, "accept-change", { columns: { entryKey: `other ${index}` } }),
    ];
    await moves[index % moves.length]?.();
  }
  for (const signatureId of ids.slice(0, 5)) {
    await db.signatureNote.create({
      data: { signatureId, accountId, text: `Said: “${signatureId}”\n\t☂`, createdAt: now },
    });
  }
  const wording = { name: "ADA WEIR", title: "DR", affiliation: null, contactRole: null };
  await db.formerWording.create({
    data: { signatureId: ids[0] ?? "", ...wording, correctedAt: now },
  });
  // The highest rows go, and their numbers must not be given out again.
  await db.signatureNote.deleteMany({ where: { id: { gte: 4 } } });
  await db.outbox.deleteMany({ where: { id: { gte: (await db.outbox.count()) - 2 } } });
  await db.wording.create({
    data: { hash: "a".repeat(64), language: "en", text: "I agree.", firstSeenAt: now },
  });
  await db.suppression.create({ data: { addressLimitKey: "key.limit", createdAt: now } });
  await db.exportRecord.create({
    data: {
      id: "export",
      letterId,
      format: "csv",
      states: "published",
      withContacts: true,
      withHidden: false,
      startedAt: now,
    },
  });
  await db.spentChallenge.create({ data: { id: "challenge", expiresAt: soon } });
  await db.rateCount.create({
    data: { key: "mail someone", windowAt: now, count: 3, expiresAt: soon },
  });
  await db.mailAllowance.create({
    data: { addressLimitKey: "someone", spent: "[]", version: 1, expiresAt: soon },
  });
  await addStaffRows(db, { letterId, accountId, signatureId: ids[0] ?? "", now, soon });
  await db.clientKey.create({ data: { day: "2026-11-24", key: "a key of the day" } });
  await db.keyRecord.create({ data: { id: INSTANCE_KEYS.id, createdAt: now } });
  const turned = { isOn: true, turnedAt: soon, turnedBy: "command" };
  await db.siteSwitch.create({ data: { name: "stop-signing", ...turned } });
  const site = { id: "site", name: "River Watch", about: "Who we are.", revision: 3 };
  await db.site.create({ data: { ...site, updatedAt: soon } });
  await db.image.create({ data: { name: "a.webp", bytes: "UklGRg==", createdAt: now } });
  await db.jobLease.create({ data: { name: "mail", holder: "a process", until: soon } });
}

/** A row of each table that staff fill. */
async function addStaffRows(
  db: Db,
  some: { letterId: string; accountId: string; signatureId: string; now: Date; soon: Date },
): Promise<void> {
  const { letterId, accountId, signatureId, now: createdAt, soon: expiresAt } = some;
  await db.letterReason.create({
    data: { id: "reason", letterId, code: "reason", position: 1, label: "Ours", createdAt },
  });
  const proposed = { title: "T", body: "B", closing: "C", reason: "A comma", basedOn: "version" };
  await db.proposedText.create({
    data: { ...proposed, letterId, proposedBy: accountId, proposedAt: createdAt },
  });
  await db.asking.create({
    data: { letterId, about: 1, wording: "hash", askedBy: accountId, askedAt: createdAt },
  });
  // A trigger makes a question of it.
  await db.secondConfirmation.create({
    data: {
      id: "second",
      signatureId,
      letterId,
      email: await INSTANCE_KEYS.encrypt("office@example.org"),
      askedBy: accountId,
      askedAt: createdAt,
      expiresAt,
    },
  });
  await db.invalidation.create({
    data: {
      id: "invalidation",
      letterId,
      conditions: "{}",
      reason: "not-genuine",
      state: "proposed",
      expected: 1,
      asOf: createdAt,
      proposedBy: accountId,
      proposedAt: createdAt,
    },
  });
  await db.actAllowance.create({ data: { accountId, act: "erase", spent: "[]", version: 1 } });
  const asked = { letterId, act: "erase", count: 1, proposedBy: accountId, proposedAt: createdAt };
  await db.massAct.create({ data: { id: "mass-act", state: "proposed", expiresAt, ...asked } });
  const told = { accountId, letterId, act: "erase", isWaiting: true, count: 1, at: createdAt };
  await db.actNotice.create({ data: { id: "notice", ...told } });
  await db.rememberedColumns.create({
    data: { letterId, headingsHash: "hash", choices: "{}", chosenAt: createdAt },
  });
  const began = { rowsHash: "hash", expected: 1, counted: 0, startedAt: createdAt };
  await db.importRecord.create({
    data: { id: "import", letterId, by: accountId, state: "done", wentOnAt: createdAt, ...began },
  });
  await db.presence.create({ data: { letterId, accountId, at: createdAt } });
  await db.passkey.create({
    data: { id: "passkey", accountId, publicKey: "key", label: "Phone", createdAt },
  });
  await db.passkeyChallenge.create({
    data: { id: "asked", sessionId: "session", purpose: "register", challenge: "c", expiresAt },
  });
  await db.recoveryCode.create({ data: { id: "code", accountId, createdAt } });
  const device = { accountId, label: "Firefox on Linux", createdAt, seenAt: createdAt };
  await db.device.create({ data: { id: "device", ...device } });
  await db.staffEvent.create({
    data: { letterId, what: "letter-opened", by: accountId, at: createdAt },
  });
}

/** Adds many published entries at once, alike but for their names. */
export async function addEntries(db: Db, count: number): Promise<void> {
  const template = await db.signature.findFirstOrThrow({ where: { state: "published" } });
  const rows = Array.from({ length: count }, (_, index): NewSignature => {
    const number = String(index).padStart(8, "0");
    const name = `${NAMES[index % NAMES.length]} ${number}`;
    return {
      ...template,
      id: `many-${number}`,
      name,
      sortKey: name,
      addressKey: `address ${number}`,
      searchWords: JSON.stringify(["many", number]),
      hiddenAt: null,
      move: "import",
    };
  });
  await db.$insertSignatures(rows);
}

/** Every row of every table, as the product reads it, in the order of its key. */
export async function everythingIn(db: Db) {
  const byId = { orderBy: { id: "asc" } } as const;
  return {
    letter: await db.letter.findMany(byId),
    letter_version: await db.letterVersion.findMany(byId),
    wording: await db.wording.findMany({ orderBy: { hash: "asc" } }),
    signature: await db.signature.findMany(byId),
    signature_note: await db.signatureNote.findMany(byId),
    former_wording: await db.formerWording.findMany({ orderBy: { signatureId: "asc" } }),
    letter_reason: await db.letterReason.findMany(byId),
    remembered_columns: await db.rememberedColumns.findMany(),
    import_record: await db.importRecord.findMany(byId),
    question: await db.question.findMany(byId),
    asking: await db.asking.findMany(),
    proposed_text: await db.proposedText.findMany(),
    second_confirmation: await db.secondConfirmation.findMany(byId),
    invalidation: await db.invalidation.findMany(byId),
    act_allowance: await db.actAllowance.findMany({ orderBy: { act: "asc" } }),
    mass_act: await db.massAct.findMany(byId),
    act_notice: await db.actNotice.findMany(byId),
    presence: await db.presence.findMany({ orderBy: { accountId: "asc" } }),
    passkey: await db.passkey.findMany(byId),
    passkey_challenge: await db.passkeyChallenge.findMany(byId),
    recovery_code: await db.recoveryCode.findMany(byId),
    device: await db.device.findMany(byId),
    staff_event: await db.staffEvent.findMany(byId),
    signature_word: await db.signatureWord.findMany({
      orderBy: [{ letterId: "asc" }, { word: "asc" }, { signatureId: "asc" }],
    }),
    listed_word: await db.listedWord.findMany({
      orderBy: [{ letterId: "asc" }, { word: "asc" }, { signatureId: "asc" }],
    }),
    signature_count: await db.signatureCount.findMany({
      orderBy: [{ letterId: "asc" }, { day: "asc" }, { state: "asc" }, { kind: "asc" }],
    }),
    event: await db.event.findMany(byId),
    erasure: await db.erasure.findMany(byId),
    outbox: await db.outbox.findMany(byId),
    former_entry: await db.formerEntry.findMany({
      orderBy: [{ letterId: "asc" }, { entryKey: "asc" }],
    }),
    suppression: await db.suppression.findMany({ orderBy: { addressLimitKey: "asc" } }),
    export_record: await db.exportRecord.findMany(byId),
    account: await db.account.findMany(byId),
    role: await db.role.findMany(byId),
    sign_in: await db.signIn.findMany(byId),
    session: await db.session.findMany(byId),
    spent_challenge: await db.spentChallenge.findMany(byId),
    mail_allowance: await db.mailAllowance.findMany({ orderBy: { addressLimitKey: "asc" } }),
    rate_count: await db.rateCount.findMany({ orderBy: [{ key: "asc" }, { windowAt: "asc" }] }),
    client_key: await db.clientKey.findMany({ orderBy: { day: "asc" } }),
    site_switch: await db.siteSwitch.findMany({ orderBy: { name: "asc" } }),
    site: await db.site.findMany(byId),
    image: await db.image.findMany({ orderBy: { name: "asc" } }),
    key_record: await db.keyRecord.findMany(byId),
  } satisfies Record<(typeof TABLES)[number], object[]>;
}
