import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import { isClosed, type LetterState } from "./letter.ts";
import type { LetterFile } from "./letter-file.ts";
import { hashOf, showNewVersion, versionColumns } from "./versions/add.ts";
import { changeBetween, saysTheSame } from "./versions/change.ts";

type EditDeps = { db: Db; clock: Clock };

export type SaveOutcome =
  | { outcome: "created" | "new-version" | "unchanged"; version: number }
  /** The text of a closed letter cannot be changed. Nothing was written. */
  | { outcome: "locked" }
  /** The file calls typographical what changes more than that. Nothing was written. */
  | { outcome: "not-typographical"; change: "small" | "substantial" };

/** How often somebody else may come first before it must be a bug. */
const TRIES_MAX = 10;

/**
 * Saves a letter under its slug. A changed text becomes a new version; earlier signatures keep
 * pointing at the text that they were shown, and stand under the new one as well only if the file
 * says that the change is typographical, and it is.
 */
export async function saveLetter(deps: EditDeps, file: LetterFile): Promise<SaveOutcome> {
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const saved = (await createLetter(deps, file)) ?? (await changeLetter(deps, file));
    if (saved !== null) return saved;
  }
  throw new Error(`Somebody else saved the letter first ${TRIES_MAX} times.`);
}

/** Opens, closes or hides a letter. Null if there is none of this slug. */
export async function changeLetterState(
  deps: EditDeps,
  slug: string,
  state: LetterState,
): Promise<LetterState | null> {
  const changed = await deps.db.letter.updateManyAndReturn({
    where: { slug, state: { not: state } },
    data: { ...stateOf(deps, { state }), updatedAt: deps.clock.now() },
    select: { id: true },
  });
  if (changed.length === 1) return state;
  return (await deps.db.letter.count({ where: { slug } })) === 1 ? state : null;
}

/** Makes the letter; null if there is one of this slug. */
async function createLetter(deps: EditDeps, file: LetterFile): Promise<SaveOutcome | null> {
  const letterId = newId(deps.clock);
  const version = versionColumns(deps, { letterId, number: 1, text: file });
  try {
    await deps.db.$inOrder((db) => [
      db.letter.create({
        data: {
          id: letterId,
          slug: file.slug,
          state: "draft",
          currentVersionId: version.id,
          createdAt: deps.clock.now(),
          ...settingsOf(deps, file),
        },
        select: { id: true },
      }),
      db.letterVersion.create({ data: version, select: { id: true } }),
      // Only now: the database notes when a version can be read first.
      db.letter.updateMany({
        where: { id: letterId },
        data: stateOf(deps, { state: file.state ?? "open" }),
      }),
    ]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
  return { outcome: "created", version: 1 };
}

/** Changes the letter of this slug; null if somebody else did first. */
async function changeLetter(deps: EditDeps, file: LetterFile): Promise<SaveOutcome | null> {
  const letter = await deps.db.letter.findUniqueOrThrow({
    where: { slug: file.slug },
    select: { id: true, state: true, closesAt: true, currentVersionId: true },
  });
  const current = await deps.db.letterVersion.findUniqueOrThrow({
    where: { id: letter.currentVersionId ?? "" },
  });
  const isSame = current.language === file.language && current.textHash === hashOf(file);
  if (!isSame && isClosed(letter, deps.clock.now())) return { outcome: "locked" };
  const change = changeBetween(current, file);
  const isTypographical = file.change === "typographical";
  if (isTypographical && !saysTheSame(change)) return { outcome: "not-typographical", change };
  // Closing it once more does not put off what follows from that moment.
  const newState = file.state === letter.state ? {} : stateOf(deps, file);
  const save = async (currentVersionId: string) => {
    const saved = await deps.db.letter.updateManyAndReturn({
      where: letter,
      data: { ...settingsOf(deps, file), ...newState, currentVersionId },
      select: { id: true },
    });
    return saved.length > 0;
  };
  if (isSame) {
    const isSaved = await save(current.id);
    return isSaved ? { outcome: "unchanged", version: current.number } : null;
  }
  const sameAs = isTypographical ? current.textNumber : null;
  const said = { sameAs, reason: file.changeReason, approvedBy: null };
  const version = await showNewVersion(deps, letter.id, file, said, save);
  return version && { outcome: "new-version", version: version.number };
}

function settingsOf(deps: EditDeps, file: LetterFile) {
  return {
    language: file.language,
    publishedOn: file.published,
    publisher: file.publishedBy,
    author: file.author,
    summary: file.summary,
    controller: file.controller,
    contact: file.contact,
    replyTo: file.replyTo,
    noindex: file.noindex,
    closesAt: file.closes,
    timeZone: file.timeZone,
    tags: JSON.stringify(file.tags),
    updatedAt: deps.clock.now(),
  };
}

/** The columns of a letter's state; none if the file does not give one. */
function stateOf(deps: EditDeps, file: { state: LetterState | null }) {
  if (file.state === null) return {};
  return { state: file.state, closedAt: file.state === "closed" ? deps.clock.now() : null };
}
