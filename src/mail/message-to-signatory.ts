import type { Closing } from "../../emails/about-letter.ts";
import { isTooLateToConfirm } from "../letters/letter.ts";
import { ENTRIES_LINK_TTL_MS } from "../limits.ts";
import { later } from "../shared/clock.ts";
import { signEntriesToken } from "../shared/keys/entries-token.ts";
import { signToken } from "../shared/keys/signed-token.ts";
import { paths } from "../shared/pages/paths.ts";
import { sentenceIn } from "../shared/reasons.ts";
import { storedEmailAddress, strictForm } from "../shared/text/email-address.ts";
import type { Counted } from "./allowance.ts";
import { type CorrectedWording, correctedWording, findRow } from "./mailed-entry.ts";
import {
  type MailedEntry,
  type MailedTo,
  mailedAbout,
  onlyNamed,
  ownPageUrlOf,
} from "./mailed-to.ts";
import type { MessageDeps } from "./message-deps.ts";
import type { SignatoryMailKind } from "./outbox.ts";

/** What every mail to a signatory holds. */
type ToSignatory = MailedTo & {
  counted: Counted | null;
  entry: MailedEntry;
  ownPageUrl: string;
  /** Whether staff signed it on a draft, to try it: its subject says so. */
  isTest: boolean;
};

/** The version that was signed: its hash, and where its text can be had. */
type MailedText = { number: number; hash: string; textUrl: string };

/** The code of a reason, and the letter's own sentence if it has one. */
type MailedReason = { reason: string; sentence: string | null };

/** Mail about a signature. */
export type SignatoryMessage = ToSignatory &
  (
    | {
        kind: "confirm" | "reminder";
        confirmUrl: string;
        until: Date;
        signed: MailedText;
        closes: Closing;
      }
    | { kind: "already-signed"; isPublished: boolean }
    | { kind: "own-link"; signatureId: string; tokenVersion: number; entriesUrl: string }
    | { kind: "own-entries"; entriesUrl: string; until: Date }
    | ({ kind: "already-rejected" | "rejected" | "edit-rejected" } & MailedReason)
    | { kind: "published"; corrected: CorrectedWording | null }
    | { kind: "edit-accepted" }
  );

/**
 * For each kind of mail, the states for which it is meant, and as what it counts if a stranger can
 * cause it. Whoever signs for somebody else must not use up the links that they ask for.
 */
export const SIGNATORY_MAILS: Record<
  SignatoryMailKind,
  { states: readonly string[]; countsAs: "signing" | "own-link" | null }
> = {
  confirm: { states: ["unverified"], countsAs: "signing" },
  reminder: { states: ["unverified"], countsAs: "signing" },
  "already-signed": { states: ["pending", "published"], countsAs: "signing" },
  "already-rejected": { states: ["rejected"], countsAs: "signing" },
  "own-link": { states: ["pending", "published", "rejected"], countsAs: "own-link" },
  "own-entries": {
    states: ["unverified", "pending", "published", "rejected"],
    countsAs: "own-link",
  },
  published: { states: ["published"], countsAs: null },
  rejected: { states: ["rejected"], countsAs: null },
  "edit-accepted": { states: ["published"], countsAs: null },
  "edit-rejected": { states: ["published"], countsAs: null },
};

/** Fills in a mail about a signature; null if the entry is no longer in a state for it. */
export async function readAboutSignature(
  deps: MessageDeps,
  kind: SignatoryMailKind,
  id: string,
): Promise<SignatoryMessage | null> {
  const row = await findRow(deps, id);
  if (row === null || row.email === null || !SIGNATORY_MAILS[kind].states.includes(row.state))
    return null;
  const common = await commonOf(deps, kind, { ...row, email: row.email });
  switch (kind) {
    case "confirm":
    case "reminder": {
      const now = deps.clock.now();
      if (row.expiresAt === null || row.expiresAt <= now) return null;
      if (!row.isTest && isTooLateToConfirm(row.letter, now)) return null;
      const token = await signToken(deps.keys, "verification", { id, expiresAt: row.expiresAt });
      const confirmUrl = deps.config.baseUrl + paths.verification(token);
      const { number, textHash: hash } = row.signed;
      const textUrl = deps.config.baseUrl + paths.versionText(row.letter.slug, number);
      const signed = { number, hash, textUrl };
      const { closesAt: at, timeZone } = row.letter;
      const closes = at === null || at <= now ? null : { at, timeZone };
      return { kind, ...common, confirmUrl, until: row.expiresAt, signed, closes };
    }
    case "already-signed":
      return { kind, ...common, isPublished: row.state === "published" };
    case "own-link": {
      // The older ones end when it has left: `deliver.ts` raises the version then.
      const tokenVersion = row.tokenVersion + 1;
      const ownPageUrl = await ownPageUrlOf(deps, { id, tokenVersion });
      const { entriesUrl } = await entriesLink(deps, common.to);
      return { kind, ...common, ownPageUrl, signatureId: id, tokenVersion, entriesUrl };
    }
    case "own-entries": {
      // It is about no letter in particular, so nobody's in particular answers.
      const letter = { ...common.letter, replyTo: null };
      return { kind, ...common, letter, ...(await entriesLink(deps, common.to)) };
    }
    case "already-rejected":
    case "rejected":
    case "edit-rejected": {
      const code = kind === "edit-rejected" ? row.proposalReason : row.reason;
      const reason = await reasonOf(deps, row, code ?? "other");
      const isSilent = kind === "edit-rejected" ? reason.isSilent : row.silent;
      return isSilent ? null : { kind, ...common, ...reason };
    }
    case "published":
      return { kind, ...common, corrected: await correctedWording(deps, id) };
    case "edit-accepted":
      return { kind, ...common };
  }
}

/** What the letter says about a reason, in the signatory's language or else in its own. */
async function reasonOf(
  deps: MessageDeps,
  { letter, language }: Pick<Row, "letter" | "language">,
  reason: string,
): Promise<MailedReason & { isSilent: boolean }> {
  const own = await deps.db.letterReason.findUnique({
    where: { letterId_code: { letterId: letter.id, code: reason } },
    select: { sentences: true, silent: true },
  });
  const sentence = sentenceIn(own?.sentences ?? null, [language, letter.language]);
  return { reason, sentence, isSilent: own?.silent ?? false };
}

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>> & { email: string };

async function commonOf(
  deps: MessageDeps,
  kind: SignatoryMailKind,
  row: Row,
): Promise<ToSignatory> {
  const { countsAs } = SIGNATORY_MAILS[kind];
  const { title, affiliation, capacity } = row;
  const named = onlyNamed(row);
  return {
    ...(await mailedAbout(deps, row, row.email)),
    counted: countsAs && { as: countsAs, networkKey: row.mailNetworkKey },
    entry: countsAs === null ? { ...named, title, affiliation, capacity } : named,
    ownPageUrl: await ownPageUrlOf(deps, row),
    isTest: row.isTest,
  };
}

/** The link to the page of all entries of an address. */
async function entriesLink(
  deps: MessageDeps,
  to: string,
): Promise<{ entriesUrl: string; until: Date }> {
  const addressKey = await deps.keys.hash("address", strictForm(storedEmailAddress(to)));
  const until = later(deps.clock.now(), ENTRIES_LINK_TTL_MS);
  const token = await signEntriesToken(deps.keys, { addressKey, expiresAt: until });
  return { entriesUrl: deps.config.baseUrl + paths.entries(token), until };
}
