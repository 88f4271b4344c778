import { type Db, isUniqueViolation } from "../db/db.ts";
import { isUnder, type KeyChange, openUnder, type Rekeyed } from "../shared/keys/key-change.ts";
import { parseEmailAddress } from "../shared/text/email-address.ts";
import { addressColumns, entryText } from "./entry.ts";
import type { MoveColumns } from "./store.ts";

/**
 * Rewrites every hash and ciphertext of every signature under another secret. Each row takes one
 * statement, on the condition that it is still as it was read, so that this can be broken off and
 * run again at any point. What cannot be made again, because its text is erased, stays as it is.
 */
export async function rekeySignatures(db: Db, change: KeyChange): Promise<Rekeyed> {
  const total = { rewritten: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const rows = await pageAfter(db, after);
    const last = rows.at(-1);
    if (last === undefined) return total;
    const plans = await Promise.all(rows.map((row) => planFor(change, row)));
    const due = plans.filter(({ columns }) => Object.keys(columns).length > 0);
    if (due.length > 0) await rewriteAll(db, due);
    total.rewritten += due.length;
    total.unreadable += plans.filter(({ isUnreadable }) => isUnreadable).length;
    after = last.id;
  }
}

/** The same for the addresses that questions about entries hold. */
export async function rekeyQuestions(db: Db, { from, to }: KeyChange): Promise<Rekeyed> {
  const total = { rewritten: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const rows = await db.question.findMany({
      where: { id: { gt: after }, OR: [{ email: { not: null } }, { formerEmail: { not: null } }] },
      orderBy: { id: "asc" },
      take: pageSizeOf(db),
      select: { id: true, email: true, formerEmail: true },
    });
    const last = rows.at(-1);
    if (last === undefined) return total;
    for (const row of rows) {
      for (const column of ["email", "formerEmail"] as const) {
        const sealed = row[column];
        if (sealed === null || isUnder(to, sealed)) continue;
        const address = await openUnder(from, sealed);
        if (address === null) total.unreadable += 1;
        else {
          const where = { id: row.id, [column]: sealed };
          await db.question.updateMany({ where, data: { [column]: await to.encrypt(address) } });
          total.rewritten += 1;
        }
      }
    }
    after = last.id;
  }
}

/** Rows that are rewritten at a time: one statement names the letter and the key of each. */
function pageSizeOf(db: Db): number {
  return Math.floor(db.$limits.namedMax / 2);
}

async function pageAfter(db: Db, id: string) {
  return await db.signature.findMany({
    where: { id: { gt: id } },
    orderBy: { id: "asc" },
    take: pageSizeOf(db),
    select: {
      id: true,
      letterId: true,
      kind: true,
      name: true,
      title: true,
      affiliation: true,
      email: true,
      addressKey: true,
      entryKey: true,
      importKey: true,
    },
  });
}

type Row = Awaited<ReturnType<typeof pageAfter>>[number];
type Plan = { row: Row; columns: MoveColumns; isUnreadable: boolean };

async function planFor(change: KeyChange, row: Row): Promise<Plan> {
  const address = await addressUnder(change, row);
  const entry = await entryUnder(change, row);
  return { row, columns: { ...address, ...entry }, isUnreadable: address === null };
}

/** The columns of the address, none if they are new already; null if it cannot be read. */
async function addressUnder({ from, to }: KeyChange, row: Row): Promise<MoveColumns | null> {
  if (row.email === null || isUnder(to, row.email)) return {};
  const text = await openUnder(from, row.email);
  const readable = text === null ? null : parseEmailAddress(text);
  if (readable === null) return null;
  const columns = await addressColumns(to, readable);
  // A corrected row of an import has no address key: the earlier entry keeps it.
  return row.addressKey === null ? { ...columns, addressKey: null } : columns;
}

/** The keys of what an entry says, unless that is erased. */
async function entryUnder({ from, to }: KeyChange, row: Row): Promise<MoveColumns> {
  if (row.name === "" || !isUnder(from, row.entryKey)) return {};
  const entryKey = await to.hash("entry", entryText(row.letterId, row));
  return row.importKey === row.entryKey ? { entryKey, importKey: entryKey } : { entryKey };
}

async function rewriteAll(db: Db, plans: readonly Plan[]): Promise<void> {
  try {
    await db.$inOrder((client) => plans.map((plan) => rewrite(client, plan)));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    for (const plan of plans) await rewriteAlone(db, plan);
  }
}

function rewrite(db: Pick<Db, "signature">, { row, columns }: Plan) {
  const { id, email, entryKey } = row;
  return db.signature.updateMany({ where: { id, email, entryKey }, data: columns });
}

/**
 * Rewrites one row of a page that met another entry of the same address: somebody signed again at a
 * server that was still running under the old key. The address stays with the entry that has it.
 */
async function rewriteAlone(db: Db, plan: Plan): Promise<void> {
  try {
    await rewrite(db, plan);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    await rewrite(db, { ...plan, columns: { ...plan.columns, addressKey: null } });
  }
}
