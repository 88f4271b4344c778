import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import type { LetterState } from "./letter.ts";
import type { LetterFile } from "./letter-file.ts";
import { versionOf } from "./versions.ts";

type EditDeps = { db: Db; clock: Clock };

export type SaveOutcome = { outcome: "created" | "new-version" | "unchanged"; version: number };

/**
 * Saves a letter under its slug. A changed text becomes a new version; earlier signatures keep
 * pointing at the text that they were shown.
 */
export async function saveLetter(deps: EditDeps, file: LetterFile): Promise<SaveOutcome> {
  const { letterId, isNew } = await createOrFind(deps, file);
  const { isSameText, version } = await versionOf(deps, letterId, file);
  await deps.db.letter.update({
    where: { id: letterId },
    data: { ...settingsOf(deps, file), ...stateOf(deps, file), currentVersionId: version.id },
    select: { id: true },
  });
  const outcome = isNew ? "created" : isSameText ? "unchanged" : "new-version";
  return { outcome, version: version.number };
}

/** Opens, closes or hides a letter. Null if there is none of this slug. */
export async function changeLetterState(
  deps: EditDeps,
  slug: string,
  state: LetterState,
): Promise<LetterState | null> {
  const changed = await deps.db.letter.updateManyAndReturn({
    where: { slug },
    data: { ...stateOf(deps, { state }), updatedAt: deps.clock.now() },
    select: { id: true },
  });
  return changed.length === 1 ? state : null;
}

async function createOrFind(deps: EditDeps, file: LetterFile) {
  const id = newId(deps.clock);
  try {
    await deps.db.letter.create({
      data: {
        id,
        slug: file.slug,
        createdAt: deps.clock.now(),
        ...settingsOf(deps, file),
        ...stateOf(deps, { state: file.state ?? "open" }),
      },
      select: { id: true },
    });
    return { letterId: id, isNew: true };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const known = await deps.db.letter.findUniqueOrThrow({
      where: { slug: file.slug },
      select: { id: true },
    });
    return { letterId: known.id, isNew: false };
  }
}

function settingsOf(deps: EditDeps, file: LetterFile) {
  return {
    language: file.language,
    publishedOn: file.published,
    publisher: file.publishedBy,
    controller: file.controller,
    contact: file.contact,
    replyTo: file.replyTo,
    noindex: file.noindex,
    closesAt: file.closes,
    tags: JSON.stringify(file.tags),
    updatedAt: deps.clock.now(),
  };
}

/** The columns of a letter's state; none if the file does not give one. */
function stateOf(deps: EditDeps, file: { state: LetterState | null }) {
  if (file.state === null) return {};
  return { state: file.state, closedAt: file.state === "closed" ? deps.clock.now() : null };
}
