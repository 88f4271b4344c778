import type { Deps } from "../../src/deps.ts";
import { later } from "../../src/shared/clock.ts";
import { newId } from "../../src/shared/ids.ts";
import type { OnwardMove } from "../../src/signatures/lifecycle.ts";
import { type MoveColumns, move } from "../../src/signatures/store.ts";

/** Who makes a move, why, and what else it sets. */
type Given = { by?: string; reason?: string | null; columns?: MoveColumns };

/** Moves an entry by the statement that its verb uses, past whatever the verb would ask first. */
export async function moveEntry(
  { db, clock }: Pick<Deps, "db" | "clock">,
  id: string,
  name: OnwardMove,
  { by = "somebody", reason = null, columns = {} }: Given = {},
): Promise<void> {
  const moved = await move(db, { id }, name, { by, reason, at: clock.now() }, columns);
  if (moved.length !== 1) throw new Error(`${id} cannot ${name}.`);
}

/** Asks about a change of address: an entry moves only to where it was asked. Gives the address. */
export async function askedAddress(
  { db, clock }: Pick<Deps, "db" | "clock">,
  signatureId: string,
): Promise<string> {
  const { letterId } = await db.signature.findUniqueOrThrow({ where: { id: signatureId } });
  const email = `sealed ${signatureId}`;
  const question = { signatureId, letterId, kind: "address", about: 1, email, askedBy: "ben" };
  const askedAt = later(clock.now(), -1000);
  await db.question.create({ data: { ...question, id: newId(clock), askedAt } });
  await db.outbox.deleteMany({ where: { kind: { in: ["question", "address-asked"] } } });
  return email;
}

/** What an entry says now as its former wording, as if it was corrected: it can be gone back to. */
export async function keptWording(
  { db, clock }: Pick<Deps, "db" | "clock">,
  signatureId: string,
): Promise<void> {
  const entry = await db.signature.findUniqueOrThrow({ where: { id: signatureId } });
  const { name, title, affiliation, contactRole } = entry;
  const wording = { name, title, affiliation, contactRole, correctedAt: clock.now() };
  await db.formerWording.create({ data: { signatureId, ...wording } });
}

/**
 * What staff say of why they take an entry out is theirs; and an earlier version of the server, on
 * the same database, erases no column that it does not know.
 */
export const LEFT_BY_OLDER_SERVERS = [
  "reasonWords",
  "updatesHash",
  "updatesAt",
  "capacity",
  "mailNetworkKey",
  "takendownFrom",
  "laterUntil",
];
