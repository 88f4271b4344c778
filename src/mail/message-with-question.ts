import { isOpen } from "../letters/letter.ts";
import { signToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { toQuestionKind } from "../shared/question-kinds.ts";
import type { Difference } from "../shared/text/difference.ts";
import { storedEmailAddress, strictForm } from "../shared/text/email-address.ts";
import type { Counted } from "./allowance.ts";
import { changedText } from "./changed-text.ts";
import { type MailedEntry, type MailedTo, mailedTo, onlyNamed, ownPageUrlOf } from "./mailed-to.ts";
import type { MessageDeps } from "./message-deps.ts";

/** A question about an entry, with the link to the page on which it is answered. */
export type QuestionMessage = MailedTo & {
  kind: "question";
  counted: Counted;
  answerUrl: string;
} & (SecondQuestion | ReaffirmQuestion | AddressQuestion | ModeratorQuestion);

type SecondQuestion = {
  question: "second";
  entry: { name: string; website: string };
  /** Who signed in the organisation's name. */
  contact: { name: string; role: string };
  until: Date;
};

type ReaffirmQuestion = {
  question: "reaffirm";
  entry: MailedEntry;
  signedOn: Date;
  changedOn: Date;
  difference: Difference;
};

type AddressQuestion = {
  question: "address";
  /** Its name alone; the rest is on the page. */
  entry: MailedEntry;
  until: Date;
};

type ModeratorQuestion = { question: "moderator"; entry: MailedEntry; text: string; until: Date };

/**
 * Fills in a question; null if it was answered or replaced, if it has expired, or if the entry is
 * no longer one to ask about.
 */
export async function readQuestion(deps: MessageDeps, id: string): Promise<QuestionMessage | null> {
  const row = await findRow(deps, id);
  if (row === null || row.answer !== null) return null;
  const { state } = row.signature;
  const kind = toQuestionKind(row.kind);
  if (kind === null) throw new UnknownQuestionError();
  // Tests are mailed to nobody but whoever made them.
  if (row.signature.isTest) return null;
  if (state !== "pending" && state !== "published") return null;
  switch (kind) {
    case "second":
      return await readSecond(deps, row);
    case "reaffirm":
      return await readReaffirm(deps, row);
    case "address":
      return await readAddress(deps, row);
    case "moderator":
      return await readModerator(deps, row);
  }
}

/** Only a later version can put it into words: it is tried again, by whichever that is. */
class UnknownQuestionError extends Error {
  override name = "UnknownQuestionError";
}

async function findRow({ db }: MessageDeps, id: string) {
  return await db.question.findUnique({
    where: { id },
    include: { signature: { include: { letter: true } } },
  });
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

async function readSecond(deps: MessageDeps, row: Row): Promise<QuestionMessage | null> {
  const { id, email, signature, expiresAt } = row;
  if (email === null || expiresAt === null || expiresAt <= deps.clock.now()) return null;
  if (await hasNewer(deps, row)) return null;
  const token = await signToken(deps.keys, "question", { id, expiresAt });
  return {
    ...(await mailedTo(deps, signature, email)),
    kind: "question",
    answerUrl: deps.config.baseUrl + paths.question(token),
    question: "second",
    counted: { as: "second", networkKey: null },
    entry: { name: signature.name, website: signature.website ?? "" },
    contact: { name: signature.contactName ?? "", role: signature.contactRole ?? "" },
    until: expiresAt,
  };
}

async function hasNewer({ db }: MessageDeps, { signatureId, kind, about }: Row): Promise<boolean> {
  const where = { signatureId, kind, about: { gt: about } };
  return (await db.question.findFirst({ where, select: { id: true } })) !== null;
}

/**
 * Whoever has signed the letter with the new address is not asked: a mail of its own tells them, as
 * it does if they sign again.
 */
async function readAddress(deps: MessageDeps, row: Row): Promise<QuestionMessage | null> {
  const { id, email, signature, expiresAt } = row;
  const now = deps.clock.now();
  if (email === null || expiresAt === null || expiresAt <= now) return null;
  const to = await mailedTo(deps, signature, email);
  const addressKey = await deps.keys.hash("address", strictForm(storedEmailAddress(to.to)));
  const { letterId, kind, name, visibility } = signature;
  const hasSigned = await deps.db.signature.findFirst({
    where: {
      ...{ letterId, kind, addressKey, id: { not: signature.id } },
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    select: { id: true },
  });
  if (hasSigned !== null) return null;
  const token = await signToken(deps.keys, "question", { id, expiresAt });
  return {
    ...to,
    kind: "question",
    answerUrl: deps.config.baseUrl + paths.question(token),
    // Whoever holds the link of an entry can have any address asked.
    counted: { as: "signing", networkKey: signature.mailNetworkKey },
    question: "address",
    entry: onlyNamed({ name, visibility }),
    until: expiresAt,
  };
}

/** It is asked as long as nobody has decided the entry. */
async function readModerator(deps: MessageDeps, row: Row): Promise<QuestionMessage | null> {
  const { text, signature, expiresAt } = row;
  const { id, state, email, tokenVersion, title, affiliation, capacity } = signature;
  if (state !== "pending" || email === null || text === null) return null;
  if (expiresAt === null || expiresAt <= deps.clock.now()) return null;
  return {
    ...(await mailedTo(deps, signature, email)),
    kind: "question",
    answerUrl: await ownPageUrlOf(deps, { id, tokenVersion }),
    question: "moderator",
    counted: { as: "moderator", networkKey: null },
    entry: { ...onlyNamed(signature), title, affiliation, capacity },
    text,
    until: expiresAt,
  };
}

/** It is asked as long as the letter is open and shows the text that it is about. */
async function readReaffirm(deps: MessageDeps, row: Row): Promise<QuestionMessage | null> {
  const { about, signature } = row;
  const { id, email, letter, letterVersionId, tokenVersion } = signature;
  if (email === null || signature.textNumber === about) return null;
  const state = letter.state === "open" ? "open" : "closed";
  if (!isOpen({ ...letter, state }, deps.clock.now())) return null;
  const text = await changedText(deps.db, letterVersionId, letter.currentVersionId ?? "");
  if (text === null || text.current.textNumber !== about) return null;
  const { title, affiliation, capacity } = signature;
  return {
    ...(await mailedTo(deps, signature, email)),
    kind: "question",
    answerUrl: await ownPageUrlOf(deps, { id, tokenVersion }),
    question: "reaffirm",
    counted: { as: "reaffirm", networkKey: null },
    entry: { ...onlyNamed(signature), title, affiliation, capacity },
    signedOn: text.signed.since,
    changedOn: text.current.since,
    difference: text.difference,
  };
}
