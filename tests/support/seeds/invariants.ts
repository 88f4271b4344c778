import { MAILS_PER_ADDRESS } from "../../../src/limits.ts";
import { SIGNATORY_MAILS } from "../../../src/mail/message-to-signatory.ts";
import { looseForm, storedEmailAddress } from "../../../src/shared/text/email-address.ts";
import { isState } from "../../../src/signatures/lifecycle.ts";
import { everythingIn } from "../databases/instance.ts";
import { recount } from "../recount.ts";
import { browserIn } from "../world.ts";
import { type Row, rowsOf } from "./acts.ts";
import type { Site } from "./site.ts";

/** What was seen of a run, for whoever looks at it afterwards. */
export type Seen = {
  /** The names that a moderator has let into the list, or tried to. */
  approved: Set<string>;
  /** The steps so far. */
  steps: string[];
};

/** The words that mark what was typed, too long to stand in what is sealed by chance. */
const MARK = /Zqvw\d+xk/gi;
const hasEnded = ({ state, takendownFrom }: Row) =>
  ["withdrawn", "refused", "takendown"].includes(state) && takendownFrom === null;

/** What is not as it must be at the end of a run, whatever happened in it. */
export async function problemsOf(site: Site): Promise<string[]> {
  const rows = await rowsOf(site);
  return [
    ...(await miscounted(site, rows)),
    ...(await unerased(site, rows)),
    ...(await unrecorded(site, rows)),
    ...(await mailProblems(site)),
  ];
}

async function miscounted(site: Site, rows: readonly Row[]): Promise<string[]> {
  const { kept, recounted } = await recount(site.truth);
  const [says, is] = [JSON.stringify(kept), JSON.stringify(recounted)];
  const words = await site.truth.signatureWord.findMany();
  const isMeant = (row: Row) => new Set<string>(JSON.parse(row.searchWords));
  const wrong = rows.filter((row) => {
    const indexed = words.filter(({ signatureId }) => signatureId === row.id);
    const meant = isMeant(row);
    return indexed.length !== meant.size || indexed.some(({ word }) => !meant.has(word));
  });
  return [
    ...(says === is ? [] : [`what triggers keep is ${says}, and should be ${is}`]),
    ...wrong.map(({ id }) => `the words of ${id} are not those that are searched`),
  ];
}

/** What was typed stands nowhere but in entries that live, and in what staff wrote of them. */
async function unerased(site: Site, rows: readonly Row[]): Promise<string[]> {
  const live = rows.filter((row) => !hasEnded(row));
  const tables = await everythingIn(site.truth);
  // What staff write when they take an entry out, or after, is theirs.
  const notes = tables.signature_note.filter((note) => {
    const row = rows.find(({ id }) => id === note.signatureId);
    return row !== undefined && live.includes(row);
  });
  const wordsOf = rows.map(({ reasonWords }) => reasonWords);
  const allowed = marksIn(JSON.stringify([live, notes, wordsOf]));
  const problems: string[] = [];
  for (const [table, held] of Object.entries(tables)) {
    const found = [...marksIn(JSON.stringify(held))].filter((word) => !allowed.has(word));
    if (found.length > 0) problems.push(`${table} still says ${found.join()}`);
  }
  for (const row of rows.filter(hasEnded)) {
    if (row.email !== null || row.addressKey !== null || row.name !== "")
      problems.push(`${row.id} is ${row.state} and not erased`);
  }
  return problems;
}

const marksIn = (text: string) =>
  new Set((text.match(MARK) ?? []).map((word) => word.toLowerCase()));

/** Each entry's history leads, state by state, to where it is now. */
async function unrecorded(site: Site, rows: readonly Row[]): Promise<string[]> {
  const events = await site.truth.event.findMany({ orderBy: { id: "asc" } });
  const states = new Map<string, string>();
  const problems: string[] = [];
  for (const { signatureId, fromState, code } of events) {
    const state = states.get(signatureId) ?? null;
    if (state !== fromState)
      problems.push(`${signatureId}: ${code} from ${fromState}, not ${state}`);
    if (isState(code)) states.set(signatureId, code);
  }
  for (const { id, state } of rows) {
    if (states.get(id) !== state)
      problems.push(`${id} is ${state}, and its history says otherwise`);
  }
  return problems;
}

async function mailProblems(site: Site): Promise<string[]> {
  const outbox = await site.truth.outbox.findMany();
  const problems = outbox.flatMap(({ id, state }) =>
    state === "due" ? [`mail ${id} is stuck`] : [],
  );
  const times = new Map<string, typeof site.sent>();
  for (const one of site.sent)
    times.set(one.mail.messageId, [...(times.get(one.mail.messageId) ?? []), one]);
  for (const [messageId, sent] of times) {
    // One that left while its process was in trouble may leave once more.
    const excused = sent.filter(({ wasInTrouble }) => wasInTrouble).length;
    if (sent.length > 1 + excused) problems.push(`${messageId} left ${sent.length} times`);
  }
  const kinds = new Map<string, (typeof outbox)[number]>();
  for (const row of outbox) {
    const mac = await site.keys.mac("message-id", `${row.id} ${row.createdAt.getTime()}`);
    kinds.set(`<${mac}@localhost>`, row);
  }
  const capOf = (kind: string) =>
    Object.entries(SIGNATORY_MAILS).find(([name]) => name === kind)?.[1].countsAs ?? null;
  const capped = [...times].flatMap(([messageId, [first]]) => {
    const row = kinds.get(messageId);
    const as = row === undefined ? null : capOf(row.kind);
    return as === null || first === undefined
      ? []
      : [{ as, to: looseForm(storedEmailAddress(first.mail.to)), at: first.at }];
  });
  for (const [key, mails] of Map.groupBy(capped, ({ as, to }) => `${as} ${to}`)) {
    const { max, windowMs } = MAILS_PER_ADDRESS[mails[0]?.as ?? "signing"];
    const windows = Map.groupBy(mails, ({ at }) => Math.floor(at.getTime() / windowMs));
    for (const { length } of windows.values())
      if (length > max) problems.push(`${key} got ${length} mails in a day`);
  }
  return problems;
}

/** The list shows whom a moderator let in and who did not hide, and nobody else. */
export async function publicProblems(site: Site, seen: Seen): Promise<string[]> {
  const rows = await rowsOf(site);
  const { app } = await site.running();
  const answer = await browserIn({ app }).get("/letters/rivers/signatories.json");
  const { signatories }: { signatories: { name: string }[] } = await answer.json();
  const shown = signatories.map(({ name }) => name).sort();
  const isListed = ({ state, hiddenAt, visibility }: Row) =>
    state === "published" && hiddenAt === null && visibility === "full";
  const listed = rows.filter(isListed);
  const meant = listed.map(({ name }) => name).sort();
  const page = await (await browserIn({ app }).get("/letters/rivers")).text();
  const known = marksIn(JSON.stringify(listed));
  const strangers = [...marksIn(page)].filter((word) => !known.has(word));
  return [
    ...(JSON.stringify(shown) === JSON.stringify(meant) ? [] : [`${shown} shown for ${meant}`]),
    ...strangers.map((word) => `the page says ${word}`),
    ...listed
      .filter(({ id, name }) => !seen.approved.has(`${id} ${name}`))
      .map(({ name }) => `${name} is listed and nobody let it in`),
  ];
}
