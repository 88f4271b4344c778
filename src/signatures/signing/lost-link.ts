import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { LOST_LINKS_PER_CLIENT } from "../../limits.ts";
import { countWithin } from "../../rate-limit.ts";
import { parseEmailAddress } from "../../shared/text/email-address.ts";
import { ASKING_TRIES_MAX, askForMail, typedColumns } from "../ask-for-mail.ts";
import { addressColumns } from "../entry.ts";
import { KINDS } from "../name.ts";
import { entriesOfAddress } from "../own-page/entries.ts";
import { renewAddressKeys } from "../retention/renew-keys.ts";
import { BY_SIGNATORY, move } from "../store.ts";
import { clientKeys } from "./client.ts";

/** Who asks for a link, and from where. */
export type LostLink = { typedAddress: string; clientAddress: string };

/** Counts what a client asks for, whomever for; false if that is more than it may for now. */
export async function mayAskForLink(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  clientAddress: string,
): Promise<boolean> {
  const { clientKey } = await clientKeys(deps, clientAddress);
  return await countWithin(deps, `lost-link ${clientKey}`, LOST_LINKS_PER_CLIENT);
}

/**
 * Mails the link to a page of all entries of an address, over all letters: one mail, in the same
 * allowance as links to single own pages. Answered like the one below.
 */
export async function requestEntriesLink(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  asked: LostLink,
): Promise<void> {
  const asker = await askerOf(deps, asked);
  if (asker === null) return;
  const { addressKey, networkKey: mailNetworkKey, at, typed } = asker;
  for (let tries = 0; tries < ASKING_TRIES_MAX; tries += 1) {
    const entries = await entriesOfAddress(deps.db, addressKey);
    const [first] = entries;
    if (first === undefined || entries.some(({ mailIsDue }) => mailIsDue)) return;
    const { id, moveNo } = first;
    const mover = { by: BY_SIGNATORY, at };
    const which = { id, moveNo };
    const columns = { mailNetworkKey, ...typedColumns(first, typed) };
    const moved = await move(deps.db, which, "send-entries", mover, columns);
    if (moved.length > 0) return;
  }
}

/**
 * Mails the link to the own page to whoever signed this letter with this address: one for each of
 * their entries, within a day at latest. Does not say whether there is one: the caller answers
 * everybody alike, before this has run.
 */
export async function requestOwnLink(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  asked: LostLink,
): Promise<void> {
  const asker = await askerOf(deps, asked);
  if (asker === null) return;
  const { addressKey, typed } = asker;
  const entries = { letterId: letter.id, addressKey, kinds: KINDS, typed };
  await askForMail(deps.db, entries, "send-link", asker);
}

/** The address encrypted, its key, and who asks. */
type Asker = { typed: string; addressKey: string; networkKey: string; at: Date };

/** Null if the address is none. */
async function askerOf(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  { typedAddress, clientAddress }: LostLink,
): Promise<Asker | null> {
  const address = parseEmailAddress(typedAddress.trim());
  if (address === null) return null;
  const { networkKey } = await clientKeys(deps, clientAddress);
  await renewAddressKeys(deps, address);
  const { email: typed, addressKey } = await addressColumns(deps.keys, address);
  return { typed, addressKey, networkKey, at: deps.clock.now() };
}
