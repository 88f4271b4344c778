import { grantRole } from "../accounts/invite.ts";
import { recordStaffEvent } from "../accounts/staff-events.ts";
import { type Db, isUniqueViolation } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { newId } from "../shared/ids.ts";
import type { Letter } from "./letter.ts";
import { versionColumns } from "./versions/add.ts";

type DuplicateDeps = { db: Db; clock: Clock };

/**
 * Makes a draft like a letter: its text, its settings, its reasons and the columns that imports
 * remember. Nothing comes along of its signatures, of its people and of its dates; whoever makes it
 * is its campaigner. An address can be taken only once.
 */
export async function duplicateLetter(
  deps: DuplicateDeps,
  letter: Letter,
  { slug, by }: { slug: string; by: string },
): Promise<"created" | "slug-taken"> {
  const now = deps.clock.now();
  const letterId = newId(deps.clock);
  const version = versionColumns(deps, { letterId, number: 1, text: letter.version });
  const { reasons, columns, ...stored } = await deps.db.letter.findUniqueOrThrow({
    where: { id: letter.id },
    include: { reasons: true, columns: true },
  });
  const data = {
    ...stored,
    ...{ id: letterId, slug, state: "draft", currentVersionId: version.id },
    ...{ publishedOn: null, closesAt: null, closedAt: null },
    ...{ revision: 1, organisations: 0, individuals: 0, anonymous: 0 },
    ...{ createdAt: now, updatedAt: now },
  };
  const ownReasons = reasons.map((reason) => {
    const id = newId(deps.clock);
    // A reason that the product does not know has its own id for a code.
    return { ...reason, id, letterId, code: reason.code === reason.id ? id : reason.code };
  });
  const remembered = columns.map((row) => ({ ...row, letterId }));
  try {
    await deps.db.$inOrder((db) => [
      db.letter.create({ data, select: { id: true } }),
      db.letterVersion.create({ data: version, select: { id: true } }),
      ...(ownReasons.length > 0 ? [db.letterReason.createMany({ data: ownReasons })] : []),
      ...(remembered.length > 0 ? [db.rememberedColumns.createMany({ data: remembered })] : []),
    ]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return "slug-taken";
  }
  await grantRole(deps, by, "campaigner", letterId);
  const detail = { copyOf: letter.id };
  await recordStaffEvent(deps, { letterId, what: "letter-created", by, detail });
  return "created";
}
