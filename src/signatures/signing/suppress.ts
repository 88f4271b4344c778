import { isUniqueViolation } from "../../db/db.ts";
import type { Deps } from "../../deps.ts";
import { readAddressToken } from "../../shared/keys/signed-token.ts";
import { keepErasures } from "../store.ts";

type SuppressDeps = Pick<Deps, "db" | "keys" | "clock" | "log">;

/** What a “never mail me again” link leads to. */
export type SuppressionView = { outcome: "found"; isSuppressed: boolean } | { outcome: "unknown" };

/** Reads the link. Changes nothing, however often it is opened. */
export async function viewSuppression(deps: SuppressDeps, token: string): Promise<SuppressionView> {
  const addressLimitKeys = await readAddressToken(deps.keys, token);
  if (addressLimitKeys === null) return { outcome: "unknown" };
  const row = await deps.db.suppression.findFirst({
    where: { addressLimitKey: { in: addressLimitKeys } },
  });
  return { outcome: "found", isSuppressed: row !== null };
}

/**
 * Puts an address, in all its spellings, on the list of those never to be mailed about letters
 * again, or takes it off. Doing either twice is harmless.
 */
export async function answerSuppression(
  deps: SuppressDeps,
  token: string,
  answer: "suppress" | "allow",
): Promise<SuppressionView> {
  const addressLimitKeys = await readAddressToken(deps.keys, token);
  if (addressLimitKeys === null) return { outcome: "unknown" };
  if (answer === "suppress") await suppress(deps, addressLimitKeys[0]);
  else {
    await deps.db.suppression.deleteMany({ where: { addressLimitKey: { in: addressLimitKeys } } });
  }
  deps.log.info(answer === "suppress" ? "address.suppressed" : "address.allowed");
  return await viewSuppression(deps, token);
}

async function suppress({ db, clock }: SuppressDeps, addressLimitKey: string): Promise<void> {
  try {
    await db.suppression.create({ data: { addressLimitKey, createdAt: clock.now() } });
    await keepErasures(db);
  } catch (error) {
    // On the list already.
    if (!isUniqueViolation(error)) throw error;
  }
}
