import { inSlices } from "../../db/batch/in-slices.ts";
import { type Db, isUniqueViolation } from "../../db/db.ts";
import type { Erasure } from "../../db/erasure-ledger.ts";
import {
  ENDED_STATES,
  isOneOf,
  LIVE_STATES,
  MOVES,
  type OnwardMove,
  UNCONFIRMED_STATES,
} from "../lifecycle.ts";
import { NO_PROPOSAL } from "../own-page/proposal.ts";
import { eraseContacts } from "../retention/retain.ts";
import { move, putBack, toState } from "../store.ts";

/** What a ledger changed in a database that was restored. */
export type Replayed = {
  /** Entries that had ended since. */
  erased: number;
  /** Entries that were hidden, or whose signatory left the list or the news. */
  hidden: number;
  /** Addresses that are not to be mailed. */
  suppressed: number;
  /** Mails that were due to an entry that has ended. */
  mails: number;
};

/** The move by which an entry comes to its end once more. */
const ENDS = new Map<string, OnwardMove>([
  ["withdrawn", "withdraw-again"],
  ["refused", "refuse-again"],
  ["takendown", "erase"],
  // Rejected, or taken out as fraud, and erased in its time; the backup may have it as neither yet.
  ["erased", "erase"],
]);

const BY_COMMAND = "command";

/** What a line is about; of several about the same, the last one counts. */
const FACTS: Readonly<Record<string, string>> = {
  hidden: "hiding",
  shown: "hiding",
  anonymous: "naming",
  full: "naming",
  "news-left": "news",
  "news-joined": "news",
  suppressed: "mail",
  unsuppressed: "mail",
  "contacts-erased": "contacts",
};

/**
 * Lets a database that was restored from a backup forget what its ledger says was erased, hidden or
 * suppressed, by named moves, each of the moment at which it was made first. Can be broken off and
 * run again: what has ended is left as it is. No other process may be using the database.
 */
export async function replayErasures(db: Db, ledger: readonly Erasure[]): Promise<Replayed> {
  const said = lastOfEach(ledger);
  const total: Replayed = { erased: 0, hidden: 0, suppressed: 0, mails: 0 };
  const rows = await inSlices(db, [...said.keys()], (ids) =>
    db.signature.findMany({
      where: { id: { in: ids }, OR: [{ state: { notIn: [...ENDED_STATES] } }, IS_WITHHELD] },
      select: {
        id: true,
        state: true,
        hiddenAt: true,
        visibility: true,
        updates: true,
        addressLimitKey: true,
        takendownFrom: true,
        movedAt: true,
      },
    }),
  );
  for (const found of rows) {
    const facts = said.get(found.id) ?? new Map<string, Erasure>();
    const row = await putBackAgain(db, found, facts);
    // First, since erasing takes the address away.
    if (facts.get("mail")?.code === "suppressed")
      total.suppressed += await suppress(db, row, facts);
    const end = facts.get("state");
    if (end !== undefined && (await endAgain(db, row, end))) {
      total.erased += 1;
      total.mails += await dropMail(db, row.id);
      continue;
    }
    if (await eraseContactsAgain(db, row, facts)) total.erased += 1;
    if (await hideAgain(db, row, facts)) total.hidden += 1;
  }
  return total;
}

type Facts = ReadonlyMap<string, Erasure>;

function lastOfEach(ledger: readonly Erasure[]): Map<string, Map<string, Erasure>> {
  const said = new Map<string, Map<string, Erasure>>();
  const inOrder = ledger.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || one.number - other.number,
  );
  for (const line of inOrder) {
    const facts = said.get(line.signatureId) ?? new Map<string, Erasure>();
    facts.set(FACTS[line.code] ?? "state", line);
    said.set(line.signatureId, facts);
  }
  return said;
}

/** An entry that the backup has as taken down, and that holds everything still. */
const IS_WITHHELD = { takendownFrom: { not: null } };

/** Takes a takedown back, if that was done after the backup: it would be erased otherwise. */
async function putBackAgain<Found extends Row>(db: Db, row: Found, facts: Facts): Promise<Found> {
  const last = facts.get("state");
  const to = LIVE_STATES.find((state) => state === row.takendownFrom);
  if (to === undefined || last === undefined || last.at <= row.movedAt) return row;
  if (!LIVE_STATES.some((state) => state === last.code)) return row;
  await putBack(db, { id: row.id }, to, { by: BY_COMMAND, at: last.at });
  return { ...row, state: to, takendownFrom: null };
}

/** Whether it has ended now; not if somebody took its end back later. */
async function endAgain(db: Db, row: Row, { code, at }: Erasure): Promise<boolean> {
  const { id } = row;
  if (code === "expired") {
    // Nobody confirmed it in time, or the import that added it was undone.
    const where = { id, OR: [{ state: { in: [...UNCONFIRMED_STATES] } }, { move: "import" }] };
    return (await db.signature.deleteMany({ where })).count > 0;
  }
  const isForgotten = code === "erased" && isOneOf(toState(row.state), MOVES["forget-entry"].from);
  const name = isForgotten ? "forget-entry" : ENDS.get(code);
  if (name === undefined) return false;
  if (row.takendownFrom !== null) {
    // Until it was erased, the line is that of the takedown itself.
    if (at <= row.movedAt) return false;
    const mover = { by: BY_COMMAND, at };
    return (await move(db, { id, ...IS_WITHHELD }, "complete-takedown", mover)).length > 0;
  }
  return (await move(db, { id }, name, { by: BY_COMMAND, at })).length > 0;
}

/** Cancels what is due to an entry, and counts it with what its last move has cancelled. */
async function dropMail(db: Db, signatureId: string): Promise<number> {
  await db.outbox.updateMany({
    where: { signatureId, state: "due" },
    data: { state: "dropped", droppedBy: "expired" },
  });
  const droppedBy = { in: [...ENDS.values(), "forget-entry", "expired"] };
  return await db.outbox.count({ where: { signatureId, state: "dropped", droppedBy } });
}

type Row = {
  id: string;
  state: string;
  hiddenAt: Date | null;
  visibility: string;
  updates: boolean;
  takendownFrom: string | null;
  movedAt: Date;
};

async function eraseContactsAgain(db: Db, { id }: Row, facts: Facts): Promise<boolean> {
  const line = facts.get("contacts");
  if (line === undefined) return false;
  const left = [
    { email: { not: null } },
    { contactName: { not: null } },
    { contactRole: { not: null } },
  ];
  const rows = await db.signature.findMany({
    where: { id, OR: left },
    select: { id: true, moveNo: true, proposal: true },
  });
  return (await eraseContacts(db, rows, { by: BY_COMMAND, at: line.at })) > 0;
}

async function hideAgain(db: Db, row: Row, facts: Facts): Promise<boolean> {
  if (!isOneOf(toState(row.state), LIVE_STATES)) return false;
  const [hiding, naming, news] = [facts.get("hiding"), facts.get("naming"), facts.get("news")];
  const moved: string[] = [];
  const which = { id: row.id };
  if (hiding?.code === "hidden" && row.hiddenAt === null) {
    const mover = { by: BY_COMMAND, at: hiding.at };
    moved.push(...(await move(db, which, "hide-again", mover, { hiddenAt: hiding.at })));
  }
  if (naming?.code === "anonymous" && row.visibility !== "anonymous") {
    const mover = { by: BY_COMMAND, at: naming.at };
    // A change that waited in the backup could bring the name back.
    const columns = { visibility: "anonymous", ...NO_PROPOSAL };
    moved.push(...(await move(db, which, "unname-again", mover, columns)));
  }
  if (news?.code === "news-left" && row.updates) {
    const mover = { by: BY_COMMAND, at: news.at };
    const columns = { updates: false, updatesAt: news.at };
    moved.push(...(await move(db, which, "leave-news", mover, columns)));
  }
  return moved.length > 0;
}

async function suppress(
  db: Db,
  { addressLimitKey }: { addressLimitKey: string | null },
  facts: Facts,
): Promise<number> {
  const createdAt = facts.get("mail")?.at;
  if (addressLimitKey === null || createdAt === undefined) return 0;
  try {
    await db.suppression.create({ data: { addressLimitKey, createdAt } });
    return 1;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return 0;
  }
}
