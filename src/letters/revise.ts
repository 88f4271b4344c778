import { recordStaffEvent } from "../accounts/staff-events.ts";
import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import type { LetterState } from "./letter.ts";
import type { LetterForm } from "./letter-form.ts";
import { changesBetween, isTextName, readStored, type StoredText } from "./stored-text.ts";
import { showNewVersion, versionColumns } from "./versions/add.ts";
import { changeBetween, saysTheSame } from "./versions/change.ts";
import { proposeText } from "./versions/proposed.ts";

type ReviseDeps = { db: Db; clock: Clock };

/** What whoever changes a text says of it. */
export type SaidOfChange = {
  /** Why: public in the list of versions; empty if they did not say. */
  reason: string;
  /** Whether a change of a few letters is shown to a second person, who may let it pass. */
  asks: boolean;
};

export type ReviseOutcome =
  | { outcome: "new-version"; number: number }
  /** The text is the same; who publishes it and when may have changed. */
  | { outcome: "saved" }
  /** The change of the text waits for a second person. */
  | { outcome: "proposed" }
  /** Somebody else saved first: what is stored now. Nothing was written. */
  | { outcome: "conflict"; stored: StoredText }
  /** The text of a closed letter cannot be changed. Nothing was written. */
  | { outcome: "locked" }
  /** Names stand under the text: the change is to be seen, and explained. Nothing was written. */
  | { outcome: "unexplained" };

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

/**
 * Saves a letter for somebody who saw it as `seen` says. A changed text becomes a new version, and
 * earlier signatures keep the one that they were shown: they stand under it as well only if nothing
 * but case, spaces, punctuation or marks changed. Of two people who saw the same, the first one
 * wins.
 */
export async function reviseLetter(
  deps: ReviseDeps,
  letterId: string,
  form: LetterForm,
  { seen, by, said }: { seen: string; by: string; said: SaidOfChange },
): Promise<ReviseOutcome> {
  const { stored, columns } = await readStored(deps, letterId);
  const revision = { form, by, said, stored, columns };
  const changed = changesBetween(stored, form);
  if (changed.length === 0) return { outcome: "saved" };
  if (stored.seen !== seen) return { outcome: "conflict", stored };
  if (changed.some(isTextName)) return await saveText(deps, letterId, revision);
  const isSaved = await save(deps, letterId, revision, stored.version.id);
  return isSaved ? { outcome: "saved" } : await lost(deps, letterId, form);
}

type Revision = Awaited<ReturnType<typeof readStored>> & {
  form: LetterForm;
  by: string;
  said: SaidOfChange;
};

async function saveText(
  deps: ReviseDeps,
  letterId: string,
  revision: Revision,
): Promise<ReviseOutcome> {
  const { form, by, stored } = revision;
  const { reason, asks } = revision.said;
  if (stored.isClosed) return { outcome: "locked" };
  if (reason === "" && stored.isSigned) return { outcome: "unexplained" };
  const change = changeBetween(stored, form);
  if (change === "small" && asks) return await proposeSmall(deps, letterId, revision);
  const version = await showNewVersion(
    deps,
    letterId,
    form,
    {
      sameAs: saysTheSame(change) ? stored.version.textNumber : null,
      reason: reason || null,
      approvedBy: null,
    },
    (id) => save(deps, letterId, revision, id),
  );
  if (version === null) return await lost(deps, letterId, form);
  const { number } = version;
  await recordStaffEvent(deps, { letterId, what: "letter-version", by, detail: { number } });
  return { outcome: "new-version", number };
}

/** Saves all but the text, which waits for a second person. */
async function proposeSmall(
  deps: ReviseDeps,
  letterId: string,
  revision: Revision,
): Promise<ReviseOutcome> {
  const { form, by, stored, said } = revision;
  const { title, body, closing, language } = stored;
  const rest = { ...revision, form: { ...form, title, body, closing, language } };
  const basedOn = stored.version.id;
  if (!(await save(deps, letterId, rest, basedOn))) return await lost(deps, letterId, form);
  await proposeText(deps, letterId, form, { basedOn, by, reason: said.reason });
  return { outcome: "proposed" };
}

/** Writes the letter, showing a version; false if somebody changed it since it was read. */
async function save(
  deps: ReviseDeps,
  letterId: string,
  { form, by, stored, columns }: Revision,
  currentVersionId: string,
): Promise<boolean> {
  const saved = await deps.db.letter.updateManyAndReturn({
    where: { id: letterId, ...columns },
    data: { ...columnsOf(form), currentVersionId, updatedAt: deps.clock.now() },
    select: { id: true },
  });
  if (saved.length === 0) return false;
  const changed = changesBetween(stored, form).filter((name) => !isTextName(name));
  if (changed.length > 0) {
    await recordStaffEvent(deps, { letterId, what: "letter-settings", by, detail: { changed } });
  }
  return true;
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
  const { stored } = await readStored(deps, letterId);
  if (stored.isClosed) return { outcome: "locked" };
  if (changesBetween(stored, form).length === 0) return { outcome: "saved" };
  return { outcome: "conflict", stored };
}

function columnsOf(form: LetterForm) {
  const { language, publisher, author, summary, published, tags } = form;
  return {
    language,
    publisher,
    author,
    summary,
    publishedOn: published,
    tags: JSON.stringify(tags),
  };
}
