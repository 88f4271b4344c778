import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { join, sql } from "../../db/sql.ts";
import type { Clock } from "../../shared/clock.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";

/** A sentence that people agree to, as it is shown, with its hash and the language of it. */
export type Wording = { text: string; hash: string; language: string };

/** Sentences whose hashes are remembered: more than a site has letters and languages. */
const REMEMBERED_MAX = 1_000;
const remembered = new Map<string, string>();

export function wordingOf(text: string, language: string): Wording {
  return { text, hash: hashOf(text), language };
}

/** Every signature has the same few sentences: each is hashed once. */
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
  { db, clock }: { db: Db; clock: Clock },
  shown: readonly Wording[],
): Promise<void> {
  const kept = keptHashes(db);
  const wordings = shown.filter(({ hash }) => !kept.has(hash));
  if (wordings.length === 0) return;
  const hashes = join(wordings.map(({ hash }) => hash));
  const rows = await db.$rows(sql`SELECT hash FROM wording WHERE hash IN (${hashes})`);
  const known = new Set(hashRows.parse(rows).map(({ hash }) => hash));
  const seenAt = db.$dialect.moment(clock.now());
  const fresh = wordings.filter(({ hash }) => !known.has(hash));
  const values = fresh.map(
    ({ hash, language, text }) => sql`(${hash}, ${language}, ${text}, ${seenAt})`,
  );
  // Somebody else's signature may have kept the same sentence a moment ago.
  if (values.length > 0)
    await db.$write(sql`
      INSERT INTO wording (hash, language, text, first_seen_at) VALUES ${join(values)}
      ON CONFLICT DO NOTHING`);
  for (const { hash } of wordings) kept.add(hash);
}

/** Keeps one sentence, and gives its hash. */
export async function rememberWording(
  deps: { db: Db; clock: Clock },
  { language, text }: Omit<Wording, "hash">,
): Promise<string> {
  const hash = hashOf(text);
  await rememberWordings(deps, [{ hash, language, text }]);
  return hash;
}
