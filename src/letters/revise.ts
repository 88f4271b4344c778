import { recordStaffEvent } from "../accounts/staff-events.ts";
import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import type { LetterState } from "./letter.ts";
import type { LetterForm } from "./letter-form.ts";
import { toTags } from "./letter-row.ts";
import { nextVersion, versionColumns } from "./versions.ts";

type ReviseDeps = { db: Db; clock: Clock };

/** A letter as it is stored, with `seen`, which tells whether somebody has changed it since. */
export type StoredText = LetterForm & { seen: string; version: { id: string; number: number } };

export type ReviseOutcome =
  | { outcome: "new-version"; number: number }
  /** The text is the same; who publishes it and when may have changed. */
  | { outcome: "saved" }
  /** Somebody else saved first: what is stored now. Nothing was written. */
  | { outcome: "conflict"; stored: StoredText };

/** Makes a letter, as a draft. An address can be taken only once. */
export async function createLetter(
  deps: ReviseDeps,
  form: LetterForm & { slug: string },
  by: string,
): Promise<"created" | "slug-taken"> {
  const letterId = newId(deps.clock);
  const version = await versionColumns(deps, { letterId, number: 1, text: form });
  const now = deps.clock.now();
  try {
    await deps.db.$inOrder((db) => [
      db.letter.create({
        data: {
          id: letterId,
          slug: form.slug,
          state: "draft",
          ...columnsOf(form),
          currentVersionId: version.id,
          createdAt: now,
          updatedAt: now,
        },
        select: { id: true },
      }),
      db.letterVersion.create({ data: version, select: { id: true } }),
    ]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return "slug-taken";
  }
  await recordStaffEvent(deps, { letterId, what: "letter-created", by });
  return "created";
}

export async function storedText(deps: { db: Db }, letterId: string): Promise<StoredText> {
  const { stored } = await readStored(deps.db, letterId);
  return stored;
}

/**
 * Saves a letter for somebody who saw it as `seen` says. A changed text becomes a new version, and
 * earlier signatures keep the one that they were shown. Of two people who saw the same, the first
 * one wins.
 */
export async function reviseLetter(
  deps: ReviseDeps,
  letterId: string,
  form: LetterForm,
  { seen, by }: { seen: string; by: string },
): Promise<ReviseOutcome> {
  const { stored, columns } = await readStored(deps.db, letterId);
  const before = changesBetween(stored, form);
  if (before.length === 0) return { outcome: "saved" };
  if (stored.seen !== seen) return { outcome: "conflict", stored };
  const isNewText = before.some((name) => TEXT_NAMES.some((text) => text === name));
  const version = isNewText ? await nextVersion(deps, letterId, form) : stored;
  const saved =
    version !== null &&
    (await deps.db.letter.updateManyAndReturn({
      where: { id: letterId, ...columns },
      data: {
        ...columnsOf(form),
        currentVersionId: version.version.id,
        updatedAt: deps.clock.now(),
      },
      select: { id: true },
    }));
  if (saved === false || saved.length === 0) return await lost(deps, letterId, form);
  const changed = before.filter((name) => !TEXT_NAMES.some((text) => text === name));
  if (changed.length > 0) {
    await recordStaffEvent(deps, { letterId, what: "letter-settings", by, detail: { changed } });
  }
  if (!isNewText) return { outcome: "saved" };
  const { number } = version.version;
  await recordStaffEvent(deps, { letterId, what: "letter-version", by, detail: { number } });
  return { outcome: "new-version", number };
}

const ACTS = { open: "letter-opened", closed: "letter-closed", draft: "letter-drafted" } as const;

/** Opens or closes a letter, or takes it back to a draft; false if it is no longer in `from`. */
export async function moveLetter(
  deps: ReviseDeps,
  letterId: string,
  { from, to, by }: { from: LetterState; to: LetterState; by: string },
): Promise<boolean> {
  const now = deps.clock.now();
  const moved = await deps.db.letter.updateManyAndReturn({
    where: { id: letterId, state: from },
    data: { state: to, closedAt: to === "closed" ? now : null, updatedAt: now },
    select: { id: true },
  });
  if (moved.length === 0) return false;
  await recordStaffEvent(deps, { letterId, what: ACTS[to], by });
  return true;
}

/** Somebody was first. If they saved the very same, as a second press does, all is well. */
async function lost(deps: ReviseDeps, letterId: string, form: LetterForm): Promise<ReviseOutcome> {
  const { stored } = await readStored(deps.db, letterId);
  if (changesBetween(stored, form).length === 0) return { outcome: "saved" };
  return { outcome: "conflict", stored };
}

async function readStored(db: Db, letterId: string) {
  const columns = await db.letter.findUniqueOrThrow({
    where: { id: letterId },
    select: {
      language: true,
      publisher: true,
      publishedOn: true,
      tags: true,
      currentVersionId: true,
    },
  });
  const { id, number, title, body, closing } = await db.letterVersion.findUniqueOrThrow({
    where: { id: columns.currentVersionId ?? "" },
  });
  const form: LetterForm = {
    title,
    body,
    closing,
    language: columns.language,
    publisher: columns.publisher,
    published: columns.publishedOn,
    tags: toTags(columns.tags),
  };
  const seen = sha256Hex(JSON.stringify([columns, id]));
  return { columns, stored: { ...form, seen, version: { id, number } } };
}

function columnsOf(form: LetterForm) {
  const { language, publisher, published, tags } = form;
  return { language, publisher, publishedOn: published, tags: JSON.stringify(tags) };
}

/** The fields whose change makes a new version. */
const TEXT_NAMES = ["title", "body", "closing", "language"] as const;
const FORM_NAMES = [...TEXT_NAMES, "publisher", "published", "tags"] as const;

function changesBetween(stored: LetterForm, form: LetterForm): (keyof LetterForm)[] {
  return FORM_NAMES.filter((name) => JSON.stringify(stored[name]) !== JSON.stringify(form[name]));
}
