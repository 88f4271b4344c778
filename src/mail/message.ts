import { type Config, contactFor } from "../config.ts";
import type { Db } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import type { Keys } from "../shared/keys.ts";
import { paths } from "../shared/paths.ts";
import { signToken } from "../shared/signed-token.ts";
import type { ClaimedMail, MailKind } from "./outbox.ts";

/** A letter as mails speak of it. */
export type MailedLetter = {
  title: string;
  publisher: string;
  /** Where to write about a signature: never nobody. */
  contact: string;
  replyTo: string | null;
  url: string;
  privacyUrl: string;
};

/** An entry as mails show it. */
export type MailedEntry = {
  name: string;
  title: string | null;
  affiliation: string | null;
  isNamed: boolean;
};

type SignatoryMessage = {
  to: string;
  language: string;
  /** Counts the mails that a stranger can cause for one address. */
  limitKey: string | null;
  letter: MailedLetter;
  entry: MailedEntry;
};

type StaffMessage = { to: string; language: string };

/** What a mail says, with everything in it that the outbox row only named. */
export type Message =
  | ({ kind: "confirm"; confirmUrl: string; until: Date } & SignatoryMessage)
  | ({ kind: "already-signed"; isPublished: boolean } & SignatoryMessage)
  | ({ kind: "already-rejected" | "rejected"; reason: string } & SignatoryMessage)
  | ({ kind: "published" } & SignatoryMessage)
  | ({ kind: "sign-in" | "invitation"; url: string; ttlMs: number } & StaffMessage)
  | ({
      kind: "entries-waiting";
      title: string;
      count: number;
      oldest: Date;
      queueUrl: string;
    } & StaffMessage);

type MessageDeps = { db: Db; keys: Keys; config: Config; clock: Clock };

/**
 * Fills in what an outbox row names. Null when the mail has lost its point meanwhile: the entry
 * was withdrawn or confirmed, the link used, the queue emptied.
 */
export async function readMessage(deps: MessageDeps, mail: ClaimedMail): Promise<Message | null> {
  switch (mail.kind) {
    case "sign-in":
    case "invitation":
      return await readSignIn(deps, mail.kind, mail.signInId ?? "");
    case "entries-waiting":
      return await readWaiting(deps, mail.accountId ?? "", mail.letterId ?? "");
    default:
      return await readSignature(deps, mail.kind, mail.signatureId ?? "");
  }
}

type SignatureMailKind = Exclude<MailKind, "sign-in" | "invitation" | "entries-waiting">;

async function readSignature(
  deps: MessageDeps,
  kind: SignatureMailKind,
  id: string,
): Promise<Message | null> {
  const row = await deps.db.signature.findUnique({ where: { id }, include: { letter: true } });
  if (row === null || row.email === null || !isStillTrue(kind, row.state)) return null;
  const version = await deps.db.letterVersion.findUnique({ where: { id: row.letterVersionId } });
  const common: SignatoryMessage = {
    to: await deps.keys.decrypt(row.email),
    language: row.language,
    limitKey: isCausedByStrangers(kind) ? row.addressLimitKey : null,
    letter: {
      title: version?.title ?? row.letter.slug,
      publisher: row.letter.publisher,
      contact: contactFor(deps.config, row.letter),
      replyTo: row.letter.replyTo,
      url: deps.config.baseUrl + paths.letter(row.letter.slug),
      privacyUrl: deps.config.baseUrl + paths.privacy(row.letter.slug),
    },
    entry: { ...row, isNamed: row.visibility === "full" },
  };
  switch (kind) {
    case "confirm": {
      if (row.expiresAt === null || row.expiresAt <= deps.clock.now()) return null;
      const token = await signToken(deps.keys, "verification", { id, expiresAt: row.expiresAt });
      const confirmUrl = deps.config.baseUrl + paths.verification(token);
      return { kind, ...common, confirmUrl, until: row.expiresAt };
    }
    case "already-signed":
      return { kind, ...common, isPublished: row.state === "published" };
    case "already-rejected":
    case "rejected":
      return { kind, ...common, reason: row.reason ?? "other" };
    case "published":
      return { kind, ...common };
  }
}

/** Whether the state that asked for a mail is still the one it speaks of. */
function isStillTrue(kind: SignatureMailKind, state: string): boolean {
  const speaksOf: Record<SignatureMailKind, readonly string[]> = {
    confirm: ["unverified"],
    "already-signed": ["pending", "published"],
    "already-rejected": ["rejected"],
    published: ["published"],
    rejected: ["rejected"],
  };
  return speaksOf[kind].includes(state);
}

function isCausedByStrangers(kind: SignatureMailKind): boolean {
  return kind === "confirm" || kind === "already-signed" || kind === "already-rejected";
}

async function readSignIn(
  deps: MessageDeps,
  kind: "sign-in" | "invitation",
  id: string,
): Promise<Message | null> {
  const row = await deps.db.signIn.findUnique({ where: { id }, include: { account: true } });
  if (row === null || row.usedAt !== null || row.account.disabledAt !== null) return null;
  if (row.expiresAt <= deps.clock.now()) return null;
  const token = await signToken(deps.keys, "sign-in", { id, expiresAt: row.expiresAt });
  return {
    kind,
    to: await deps.keys.decrypt(row.account.email),
    language: row.account.language,
    url: deps.config.baseUrl + paths.signInLink(token),
    ttlMs: row.expiresAt.getTime() - row.createdAt.getTime(),
  };
}

async function readWaiting(
  deps: MessageDeps,
  accountId: string,
  letterId: string,
): Promise<Message | null> {
  const account = await deps.db.account.findFirst({ where: { id: accountId, disabledAt: null } });
  const letter = await deps.db.letter.findUnique({ where: { id: letterId } });
  const waiting = { letterId, state: { in: ["pending", "held"] } };
  const count = await deps.db.signature.count({ where: waiting });
  const oldest = await deps.db.signature.findFirst({
    where: waiting,
    orderBy: { signedAt: "asc" },
  });
  if (account === null || letter === null || oldest === null) return null;
  const version = await deps.db.letterVersion.findUnique({
    where: { id: letter.currentVersionId ?? "" },
  });
  return {
    kind: "entries-waiting",
    to: await deps.keys.decrypt(account.email),
    language: account.language,
    title: version?.title ?? letter.slug,
    count,
    oldest: oldest.signedAt,
    queueUrl: deps.config.baseUrl + paths.queue(letter.slug),
  };
}
