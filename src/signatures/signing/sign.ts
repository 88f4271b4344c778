import type { CaptchaVerdict } from "../../captcha/captcha.ts";
import type { Deps } from "../../deps.ts";
import { isOpen, type Letter } from "../../letters/letter.ts";
import { SUBMISSION_WINDOW_MS } from "../../limits.ts";
import { countOne } from "../../rate-limit.ts";
import { DAY_MS, later } from "../../shared/clock.ts";
import { newId } from "../../shared/ids.ts";
import { askForMail } from "../ask-for-mail.ts";
import { addressColumns, identityColumns, identityOf, particularsOf } from "../entry.ts";
import { collectEvidence, type EvidenceColumns, evidenceColumns } from "../evidence/collect.ts";
import { tellMailbox } from "../evidence/mailbox.ts";
import { HELD_TTL_DAYS, MOVES, VERIFY_TTL_DAYS } from "../lifecycle.ts";
import { renewAddressKeys } from "../retention/renew-keys.ts";
import {
  BY_SIGNATORY,
  dropExpired,
  type EntryOwner,
  firstColumns,
  move,
  ownGroup,
  ownState,
} from "../store.ts";
import { completeTakedownOf } from "../takedown.ts";
import { readsAsAppeal } from "./appeal.ts";
import { type ClientKeys, clientKeys } from "./client.ts";
import type { SignForm } from "./form.ts";
import { agreedColumns, type Wordings } from "./purposes.ts";
import { rememberWordings } from "./wording.ts";

/** What became of a submission. It never tells whether the address was known. */
export type SignOutcome =
  | { outcome: "accepted" }
  | { outcome: "closed" }
  | { outcome: "captcha-refused" };

/** The checked form and what came with it. */
export type Submission = {
  form: SignForm;
  captchaAnswer: string | undefined;
  clientAddress: string;
  /** The sentences that the form showed. */
  wordings: Wordings;
  /** The word in the link that led to the letter; null if none did. */
  source: string | null;
};

type SignDeps = Pick<Deps, "db" | "keys" | "clock" | "captcha" | "log">;

/** How often an insert and the repeat after it may miss each other before it must be a bug. */
const TRIES_MAX = 3;

/**
 * Takes a signature: stores it, or does what the state of an earlier entry asks for, and lets the
 * database queue the mail. Without a solved captcha, above the client's limit, or if it reads as a
 * message rather than an entry, it is held: the answer is the same, but no mail goes out until a
 * moderator releases it.
 *
 * Gives: "accepted" for a first signature and a repeat alike; only the mail differs.
 */
export async function signLetter(
  deps: SignDeps,
  letter: Letter,
  submission: Submission,
): Promise<SignOutcome> {
  if (!isOpen(letter, deps.clock.now())) return { outcome: "closed" };
  const verdict = await deps.captcha.verify(letter.slug, submission.captchaAnswer);
  if (verdict === "refused") return { outcome: "captcha-refused" };
  const client = await clientKeys(deps, submission.clientAddress);
  await rememberWordings(deps, Object.values(submission.wordings));
  const [heldFor, { columns, submitted, compared }] = await Promise.all([
    reasonToHold(deps, letter, verdict, client),
    prepareEntry(deps, letter, submission, client),
  ]);
  if (heldFor === "spent") return { outcome: "captcha-refused" };
  const heldReason = readsAsAppeal(submission.form) ? "message" : heldFor;
  const entry = { columns, evidence: evidenceColumns(submitted, heldReason, compared), heldReason };
  const { addressKey } = columns;
  await renewAddressKeys(deps, submission.form.email);
  const owner = { letterId: letter.id, kind: submission.form.kind, addressKey };
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (await insertEntry(deps, letter, entry)) {
      if (compared.codes.includes("one-mailbox")) await tellMailbox(deps.db, submitted);
      return { outcome: "accepted" };
    }
    // An expired entry was in the way and is gone now: this is a first signature.
    if (await dropExpired(deps.db, owner, deps.clock.now())) continue;
    await repeatEntry(deps, owner, entry);
    const state = await ownState(deps.db, owner);
    // Withdrawn meanwhile: its key is free again and the insert can succeed.
    if (state === null) continue;
    if (state !== MOVES.withhold.to) return { outcome: "accepted" };
    // Taken down: that is completed, unless it was undone meanwhile.
    await completeTakedownOf(deps.db, owner, deps.clock.now());
  }
  throw new Error("A signature could be neither inserted nor repeated.");
}

type HeldReason = "captcha" | "limit" | "message" | null;

/** Why a submission is held, whatever its words; "spent" if the same captcha answer came before. */
async function reasonToHold(
  deps: SignDeps,
  letter: Letter,
  verdict: Exclude<CaptchaVerdict, "refused">,
  client: ClientKeys,
): Promise<HeldReason | "spent"> {
  const limit = { max: letter.submissionsPerClientMax, windowMs: SUBMISSION_WINDOW_MS };
  const isSolved = typeof verdict === "object";
  const [{ isWithin, takeBack }, isSpentNow] = await Promise.all([
    countOne(deps, `submission ${letter.id} ${client.clientKey}`, limit),
    isSolved && verdict.spend(),
  ]);
  if (!isSolved) return "captcha";
  if (isSpentNow) return isWithin ? null : "limit";
  await takeBack();
  return "spent";
}

/** The columns of a submission, and how it compares with what others sent. */
async function prepareEntry(
  deps: SignDeps,
  letter: Letter,
  submission: Submission,
  client: ClientKeys,
) {
  const columns = await columnsOf(deps, letter, submission, client);
  const { kind, email } = submission.form;
  const submitted = { ...columns, kind, letterId: letter.id, domain: email.domain };
  return { columns, submitted, compared: await collectEvidence(deps, submitted) };
}

/** The columns of what a form says and what came with it. */
export async function columnsOf(
  deps: Pick<Deps, "keys" | "clock">,
  letter: Letter,
  { form, wordings, source }: Submission,
  client: ClientKeys,
) {
  return {
    ...(await identityColumns(deps.keys, letter, identityOf(form))),
    ...(await addressColumns(deps.keys, form.email)),
    ...particularsOf(form),
    ...agreedColumns(form, wordings, deps.clock.now()),
    language: letter.language,
    letterVersionId: letter.version.id,
    ...client,
    source,
    authorityHash: form.kind === "organisation" ? wordings.authority.hash : null,
  };
}

type NewEntry = {
  columns: Awaited<ReturnType<typeof columnsOf>>;
  evidence: EvidenceColumns;
  heldReason: HeldReason;
};

async function insertEntry(
  deps: SignDeps,
  letter: Letter,
  { columns, evidence: { signals, group }, heldReason }: NewEntry,
): Promise<boolean> {
  const now = deps.clock.now();
  const id = newId(deps.clock);
  const mover = { by: BY_SIGNATORY, at: now, reason: heldReason };
  const { networkKey: mailNetworkKey } = columns;
  const first =
    heldReason === null
      ? { ...firstColumns("sign", "unverified", mover), ...unverifiedColumns(now) }
      : { ...firstColumns("hold", "held", mover), ...heldColumns(now, heldReason) };
  const isAdded = await deps.db.$addSignature({
    ...columns,
    ...first,
    mailNetworkKey,
    id,
    letterId: letter.id,
    signals,
    ...(group ?? { standsWith: id, standsAt: now }),
    signedAt: now,
  });
  if (!isAdded) return false;
  deps.log.info("signature.signed", { signature: id, state: first.state });
  return true;
}

export function unverifiedColumns(now: Date) {
  return { expiresAt: later(now, VERIFY_TTL_DAYS * DAY_MS), heldReason: null };
}

function heldColumns(now: Date, heldReason: HeldReason) {
  return { expiresAt: later(now, HELD_TTL_DAYS * DAY_MS), heldReason };
}

/**
 * Takes a repeat. What was typed replaces what an unconfirmed entry says, since people correct
 * typos. A mail follows only if this submission would not itself have been held.
 */
async function repeatEntry(
  deps: SignDeps,
  owner: EntryOwner,
  { columns, evidence: { signals, group }, heldReason }: NewEntry,
): Promise<void> {
  const now = deps.clock.now();
  const own = await ownGroup(deps.db, owner);
  const mover = { by: BY_SIGNATORY, at: now };
  const { source, ...words } = columns;
  const { networkKey } = columns;
  // Who comes back to correct a typo, by no link that says so, came from where they first did.
  const from = source === null ? {} : { source };
  const typed = { ...words, ...from, signals, ...(group ?? own), edition: { increment: 1 } };
  const held = { ...typed, ...(heldReason !== null && { heldReason }) };
  await move(deps.db, { ...owner, state: "held" }, "retype", mover, held);
  // What is to be read by a moderator first must not come into a mail that is due already.
  if (heldReason !== "message")
    await move(deps.db, { ...owner, state: "unverified" }, "retype", mover, typed);
  if (heldReason !== null) return;
  const asked = { ...unverifiedColumns(now), mailNetworkKey: networkKey };
  const resubmitted = await move(deps.db, owner, "resubmit", mover, asked);
  if (resubmitted.length > 0) return;
  const entries = { ...owner, kinds: [owner.kind], typed: columns.email };
  await askForMail(deps.db, entries, "repeat", { at: now, networkKey });
}
