import type { Config } from "../../config.ts";

/**
 * Who passkeys of this instance are for: its host, so that they work on no other site, and the one
 * origin that they may be used from.
 *
 * Source: WebAuthn Level 3, section 5.4.2 and 13.4.9.
 */
export function relyingParty({ baseUrl }: Pick<Config, "baseUrl">): {
  rpID: string;
  origin: string;
} {
  const { hostname, origin } = new URL(baseUrl);
  return { rpID: hostname, origin };
}

/**
 * What a check of the library gave; null where it refused. It reads nothing but the response and
 * throws an Error for whatever is wrong with that, so that nothing else is swallowed here.
 */
export async function checked<Result extends { verified: boolean }>(
  check: () => Promise<Result>,
): Promise<Result | null> {
  try {
    const result = await check();
    return result.verified ? result : null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  }
}
