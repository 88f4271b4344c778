import { buildEntry } from "../../prisma/builders.ts";
import type { NewSignature } from "../../src/db/db.ts";
import type { Deps } from "../../src/deps.ts";
import type { Letter } from "../../src/letters/letter.ts";

/** What each entry says, in every column that can be erased, and in all that hangs on it. */
export const canaryOf = (index: number) => `cnry${String(index).padStart(5, "0")}z`;
export const CANARY = /cnry\d{5}z/g;

/** Fills a letter with entries of different lengths, in an order other than that of their names. */
export async function plantCanaries(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  { count, state }: { count: number; state: "pending" | "unverified" },
): Promise<string[]> {
  const first = await buildEntry(deps, letter, { state });
  const template = await deps.db.signature.findUniqueOrThrow({ where: { id: first } });
  const at = deps.clock.now();
  const order = Array.from({ length: count }, (_, index) => (index * 7_919) % count);
  const rows = order.map((index) => entryOf(template, index));
  await deps.db.$insertSignatures(rows);
  const notes = order.map((index) => ({
    signatureId: `entry-${index}`,
    accountId: "ben",
    text: `${canaryOf(index)} ${"A note. ".repeat((index * 37) % 1_000)} ${canaryOf(index)}`,
    createdAt: at,
  }));
  await deps.db.signatureNote.createMany({ data: notes });
  const wordings = order.map((index) => ({
    signatureId: `entry-${index}`,
    name: `${canaryOf(index)} ${"x".repeat((index * 13) % 150)}`,
    title: canaryOf(index),
    affiliation: canaryOf(index),
    contactRole: canaryOf(index),
    correctedAt: at,
  }));
  await deps.db.formerWording.createMany({ data: wordings });
  const questions = order.map((index) => ({
    id: `question-${index}`,
    signatureId: `entry-${index}`,
    letterId: letter.id,
    kind: "second",
    about: 1,
    email: canaryOf(index),
    text: `${canaryOf(index)} ${"x".repeat((index * 17) % 400)}`,
    reply: `${"y".repeat((index * 29) % 900)} ${canaryOf(index)}`,
    askedBy: "ben",
    askedAt: at,
  }));
  await deps.db.question.createMany({ data: questions });
  return rows.map(({ id }) => id);
}

function entryOf(template: NewSignature, index: number): NewSignature {
  const canary = canaryOf(index);
  const long = (most: number) => "x".repeat((index * 31) % most);
  return {
    ...template,
    id: `entry-${index}`,
    name: `Name ${canary}`,
    sortName: canary,
    sortKey: `${long(5)}${canary}`,
    title: canary,
    affiliation: `${canary} ${long(90)}`,
    website: `https://${canary}.example`,
    contactName: canary,
    contactRole: `${canary} ${long(60)}`,
    email: `${canary}${long(70)}`,
    addressKey: canary,
    addressLimitKey: `limit ${canary}`,
    domainKey: `domain ${canary}`,
    clientKey: `client ${canary}`,
    networkKey: `network ${canary}`,
    nameKey: canary,
    lookalikeKey: canary,
    signals: ` ${canary} `,
    searchWords: JSON.stringify(["name", canary, `w${canary}`, `y${long(20)}${canary}`]),
    reasonWords: `${canary} ${long(300)}`,
    proposal: JSON.stringify({ name: canary }),
    source: canary,
    updatesHash: canary,
    standsWith: `entry-${index}`,
    verifiedAt: null,
  };
}
