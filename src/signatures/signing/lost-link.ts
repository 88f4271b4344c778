import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { LOST_LINKS_PER_CLIENT } from "../../limits.ts";
import { countWithin } from "../../rate-limit.ts";
import { parseEmailAddress, strictForm } from "../../shared/text/email-address.ts";
import { KINDS } from "../name.ts";
import { askForMail } from "../store.ts";
import { clientKeys } from "./client.ts";

/** Who asks for a link, and from where. */
export type LostLink = { typedAddress: string; clientAddress: string };

/**
 * Mails the link to the own page to whoever signed this letter with this address: one for each of
 * their entries, within a day at latest. Does not say whether there is one: the caller answers
 * everybody alike, before this has run.
 */
export async function requestOwnLink(
  deps: Pick<Deps, "db" | "keys" | "clock">,
  letter: Letter,
  { typedAddress, clientAddress }: LostLink,
): Promise<void> {
  const address = parseEmailAddress(typedAddress.trim());
  if (address === null) return;
  const { clientKey, networkKey } = await clientKeys(deps, clientAddress);
  if (!(await countWithin(deps, `lost-link ${clientKey}`, LOST_LINKS_PER_CLIENT))) return;
  const addressKey = await deps.keys.hash("address", strictForm(address));
  const entries = { letterId: letter.id, addressKey, kinds: KINDS };
  await askForMail(deps.db, entries, "send-link", { at: deps.clock.now(), networkKey });
}
