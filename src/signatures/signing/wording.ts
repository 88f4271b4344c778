import { z } from "zod";
import { type Db, isUniqueViolation } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { join, sql } from "../../db/sql.ts";
import type { Clock } from "../../shared/clock.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";

/** The sentences that a signatory agreed to, as shown to them, with their hashes. */
export type Consent = {
  consentText: string;
  consentHash: string;
  authorityText: string;
  authorityHash: string;
};

/** Sentences whose hashes are remembered: more than a site has letters and languages. */
const REMEMBERED_MAX = 1_000;
const remembered = new Map<string, string>();

export function hashConsent(consentText: string, authorityText: string): Consent {
  return {
    consentText,
    consentHash: hashOf(consentText),
    authorityText,
    authorityHash: hashOf(authorityText),
  };
}

/** Every signature has the same two sentences: each is hashed once. */
function hashOf(sentence: string): string {
  const known = remembered.get(sentence);
  if (known !== undefined) return known;
  if (remembered.size === REMEMBERED_MAX) remembered.clear();
  const hash = sha256Hex(sentence);
  remembered.set(sentence, hash);
  return hash;
}

/** Hashes of sentences that the database has; they are never deleted. */
const keptHashes = perDatabase(() => new Set<string>());

const hashRows = z.array(z.object({ hash: z.string() }));

/** Keeps the sentences, so that a stored hash can be read years later. */
export async function rememberWordings(
  deps: { db: Db; clock: Clock },
  language: string,
  consent: Consent,
): Promise<void> {
  const kept = keptHashes(deps.db);
  const wordings = [
    { hash: consent.consentHash, text: consent.consentText },
    { hash: consent.authorityHash, text: consent.authorityText },
  ].filter(({ hash }) => !kept.has(hash));
  if (wordings.length === 0) return;
  const hashes = join(wordings.map(({ hash }) => hash));
  const rows = await deps.db.$rows(sql`SELECT hash FROM wording WHERE hash IN (${hashes})`);
  const known = hashRows.parse(rows);
  for (const wording of wordings) {
    if (!known.some(({ hash }) => hash === wording.hash))
      await keep(deps, { ...wording, language });
    kept.add(wording.hash);
  }
}

/** A sentence that people are asked or agree to, in a language. */
export type Wording = { language: string; text: string };

/** Keeps one sentence, and gives its hash. */
export async function rememberWording(
  deps: { db: Db; clock: Clock },
  { language, text }: Wording,
): Promise<string> {
  const hash = hashOf(text);
  const kept = keptHashes(deps.db);
  if (kept.has(hash)) return hash;
  const known = await deps.db.wording.findUnique({ where: { hash }, select: { hash: true } });
  if (known === null) await keep(deps, { hash, text, language });
  kept.add(hash);
  return hash;
}

async function keep(
  deps: { db: Db; clock: Clock },
  wording: { hash: string; text: string; language: string },
): Promise<void> {
  try {
    await deps.db.wording.create({ data: { ...wording, firstSeenAt: deps.clock.now() } });
  } catch (error) {
    // Somebody else's signature kept the same sentence a moment ago.
    if (!isUniqueViolation(error)) throw error;
  }
}
