import type { Config } from "../../config.ts";

/**
 * What the passkeys of this instance are for: its host, so that they work on no other site, and the
 * one origin from which they may be used.
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
 * The result of a check by the library; null if it refused. The check reads only the response and
 * throws an Error for whatever is wrong with it, so nothing else is swallowed here.
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
