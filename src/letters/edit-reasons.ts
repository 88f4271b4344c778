import type { Account } from "../accounts/account.ts";
import { recordStaffEvent } from "../accounts/staff-events.ts";
import { isUniqueViolation } from "../db/db.ts";
import { join, raw, sql } from "../db/sql.ts";
import type { Deps } from "../deps.ts";
import { newId } from "../shared/ids.ts";
import { REASONS, type Sentences } from "../shared/reasons.ts";
import type { EditableReason } from "./letter.ts";
import { findReasons } from "./store.ts";

/** The most reasons that a letter can have, retired ones included. */
export const REASONS_MAX = 40;
/** The longest label of a reason, in characters: a button shows it. */
export const REASON_LABEL_LENGTH_MAX = 80;
/** The longest sentence that is mailed, in characters. */
export const REASON_SENTENCE_LENGTH_MAX = 500;

/** What a reason says; null if the product's own words apply. */
export type ReasonText = { label: string | null; sentences: Sentences | null; silent: boolean };

export type ReasonChange =
  | { action: "add"; text: ReasonText }
  | { action: "save"; code: string; text: ReasonText }
  | { action: "up" | "down" | "retire" | "restore"; code: string }
  | { action: "reset" };

export type ReasonOutcome =
  | "done"
  | "unknown"
  /** The last one cannot be retired: moderators need one. */
  | "last"
  | "too-many";

type EditDeps = Pick<Deps, "db" | "clock" | "log">;

/**
 * Changes the reasons of a letter. The first change gives it a list of its own. No reason is ever
 * deleted: entries that were rejected for it still show it.
 */
export async function editReasons(
  deps: EditDeps,
  account: Account,
  letterId: string,
  change: ReasonChange,
): Promise<ReasonOutcome> {
  const outcome = await apply(deps, letterId, change);
  if (outcome !== "done") return outcome;
  const detail = { action: change.action, ...("code" in change && { code: change.code }) };
  await recordStaffEvent(deps, { what: "reasons-changed", by: account.id, letterId, detail });
  deps.log.info("letter.reasons-changed", { letter: letterId, action: change.action });
  return "done";
}

async function apply(
  deps: EditDeps,
  letterId: string,
  change: ReasonChange,
): Promise<ReasonOutcome> {
  const reasons = await ownReasons(deps, letterId);
  if (change.action === "reset") return await reset(deps, letterId);
  if (change.action === "add") {
    return reasons.length >= REASONS_MAX ? "too-many" : await add(deps, letterId, change.text);
  }
  const active = reasons.filter(({ retiredAt }) => retiredAt === null).map(({ code }) => code);
  const { code } = change;
  const where = { letterId, code };
  if (!reasons.some((reason) => reason.code === code)) return "unknown";
  switch (change.action) {
    case "save":
      await deps.db.letterReason.updateMany({ where, data: columnsOf(change.text) });
      return "done";
    case "retire":
      if (active.length === 1 && active.includes(code)) return "last";
      await deps.db.letterReason.updateMany({ where, data: { retiredAt: deps.clock.now() } });
      return "done";
    case "restore": {
      await deps.db.letterReason.updateMany({ where, data: { retiredAt: null } });
      return await reorder(deps, letterId, [...active.filter((one) => one !== code), code]);
    }
    default:
      return await reorder(deps, letterId, moved(active, code, change.action));
  }
}

/** A letter's own list; if it has none yet, the standard one becomes its own. */
async function ownReasons(deps: EditDeps, letterId: string): Promise<EditableReason[]> {
  const rows = await findReasons(deps.db, letterId);
  if (rows.length > 0) return rows;
  const createdAt = deps.clock.now();
  const data = REASONS.map((code, position) => {
    return { id: newId(deps.clock), letterId, code, position, createdAt };
  });
  try {
    await deps.db.letterReason.createMany({ data });
  } catch (error) {
    // Somebody else began to edit the list a moment ago.
    if (!isUniqueViolation(error)) throw error;
  }
  return await findReasons(deps.db, letterId);
}

async function add(deps: EditDeps, letterId: string, text: ReasonText): Promise<ReasonOutcome> {
  const id = newId(deps.clock);
  await deps.db.letterReason.create({
    data: {
      id,
      letterId,
      code: id,
      position: REASONS_MAX,
      createdAt: deps.clock.now(),
      ...columnsOf(text),
    },
    select: { id: true },
  });
  return "done";
}

/** Restores the product's reasons, words and order; the letter's own ones are retired. */
async function reset(deps: EditDeps, letterId: string): Promise<ReasonOutcome> {
  const retiredAt = deps.clock.now();
  await deps.db.$inOrder((db) => [
    db.letterReason.updateMany({
      where: { letterId, code: { notIn: [...REASONS] }, retiredAt: null },
      data: { retiredAt },
    }),
    ...REASONS.map((code, position) =>
      db.letterReason.updateMany({
        where: { letterId, code },
        data: { position, retiredAt: null, label: null, sentences: null, silent: false },
      }),
    ),
  ]);
  return "done";
}

/** Writes the positions of the whole list, so that it is in order whatever it was before. */
async function reorder(
  deps: EditDeps,
  letterId: string,
  codes: readonly string[],
): Promise<ReasonOutcome> {
  if (codes.length === 0) return "done";
  const places = codes.map((code, position) => sql`WHEN ${code} THEN ${raw(String(position))}`);
  await deps.db.$write(sql`
    UPDATE letter_reason SET position = CASE code ${join(places, " ")} ELSE position END
    WHERE letter_id = ${letterId}`);
  return "done";
}

function moved(codes: readonly string[], code: string, way: "up" | "down"): string[] {
  const from = codes.indexOf(code);
  const to = way === "up" ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= codes.length) return [...codes];
  const others = codes.filter((one) => one !== code);
  return [...others.slice(0, to), code, ...others.slice(to)];
}

function columnsOf({ label, sentences, silent }: ReasonText) {
  return { label, sentences: sentences && JSON.stringify(sentences), silent };
}
