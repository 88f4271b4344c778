import type { Keys, SealedPurpose } from "./keys.ts";
import { NotSealedError } from "./sealed-text.ts";

/** The keys of a secret, and those of the one that replaces it. */
export type KeyChange = { from: Keys; to: Keys };

/** How many rows were rewritten, and how many have an address that neither key opens. */
export type Rekeyed = { rewritten: number; unreadable: number };

/** Whether a hash or a ciphertext was made under these keys. */
export function isUnder({ id }: Keys, made: string): boolean {
  return made.startsWith(`${id}.`);
}

/** What was encrypted; null if these keys do not open it: it is another key's, or altered. */
export async function openUnder(
  keys: Keys,
  ciphertext: string,
  purpose?: SealedPurpose,
): Promise<string | null> {
  if (!isUnder(keys, ciphertext)) return null;
  try {
    return await keys.decrypt(ciphertext, purpose);
  } catch (error) {
    if (error instanceof NotSealedError) return null;
    throw error;
  }
}
