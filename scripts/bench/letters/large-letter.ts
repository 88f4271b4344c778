import Database from "better-sqlite3";
import { z } from "zod";
import { SQLITE_DIALECT } from "../../../src/db/batch/json-rows.ts";
import { DAY_MS } from "../../../src/shared/clock.ts";
import { newId } from "../../../src/shared/ids.ts";
import { LISTING_RULE } from "../../../src/signatures/entry.ts";
import { wordBits } from "../../../src/signatures/word-bits.ts";
import type { Instance } from "../instance.ts";

/** Signatories who share a family name, however many there are: what a search finds. */
export const NAMESAKES = 50;

const GIVEN = ["ada", "amal", "grace", "ines", "jun", "nikos", "olena", "wen", "yusuf", "zofie"];
const BODIES = ["Society", "Alliance", "Institute", "Union", "Trust", "Network", "Council"];
const COUNTRIES = ["DE", "GB", "US", "FR", "IN", "BR", "KE", "PL", "JP", "ZZ"];

const parts = z.array(z.object({ name: z.string(), sql: z.string() }));

/**
 * Writes so many published signatories by raw SQL: without the triggers, whose work is done here
 * in bulk, and without the indexes, which are made afterwards. Alike on every run.
 */
export function insertLargeLetter({ path, letter }: Instance, count: number): void {
  const database = new Database(path);
  try {
    database.pragma("synchronous = OFF");
    database.pragma("cache_size = -262144");
    const found = database.prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL AND tbl_name IN ('signature', 'signature_word')",
    );
    const triggers = parts.parse(found.all("trigger"));
    const indexes = parts.parse(found.all("index"));
    for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
    for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
    database.transaction(() => writeRows(database, letter, count)).immediate();
    for (const { sql } of [...indexes, ...triggers]) database.exec(sql);
    const organisations = Math.ceil(count / 20);
    const counts = [organisations, count - organisations];
    database
      .prepare("UPDATE letter_version SET organisations = ?, individuals = ? WHERE id = ?")
      .run(...counts, letter.version.id);
    database
      .prepare(
        "UPDATE letter SET revision = revision + 1, organisations = ?, individuals = ? WHERE id = ?",
      )
      .run(...counts, letter.id);
    database.pragma("optimize = 0x10012");
    database.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    database.close();
  }
}

function writeRows(database: Database, letter: Instance["letter"], count: number): void {
  const startedMs = Date.now() - DAY_MS;
  const insert = database.prepare(`INSERT INTO signature
    (id, letter_id, kind, state, name, sort_key, name_key, lookalike_key, entry_key, listing_rule,
    search_words, word_bits, title, affiliation, website, country, visibility, updates, language,
    letter_version_id, email, address_key, address_limit_key, domain_key, signals, stands_with,
    stands_at, signed_at, verified_at, decided_at, decided_by, move,
    moved_at, moved_by) VALUES
    (?, ?, ?, 'published', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'full', 0, 'en', ?, ?, ?, ?, ?, '',
    ?, ?, ?, ?, ?, 'bench', 'import', ?, 'bench')`);
  const addWord = database.prepare(
    "INSERT OR IGNORE INTO signature_word (letter_id, word, signature_id) VALUES (?, ?, ?)",
  );
  const addListed = database.prepare(`INSERT OR IGNORE INTO listed_word
    (letter_id, text_number, kind, word, sort_key, signature_id, word_bits, country)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (let index = 0; index < count; index += 1) {
    const at = new Date(startedMs + index);
    const id = newId({ now: () => at });
    const { kind, name, sortKey, words, ...rest } = describe(index, count);
    const moment = SQLITE_DIALECT.date(at);
    const folded = name.toLowerCase();
    const bits = wordBits(words);
    insert.run(
      id,
      letter.id,
      kind,
      name,
      sortKey,
      folded,
      folded,
      `entry ${index}`,
      LISTING_RULE,
      JSON.stringify(words),
      bits,
      rest.title,
      rest.affiliation,
      rest.website,
      rest.country,
      letter.version.id,
      `sealed ${index}`,
      `address ${index}`,
      `limit ${index}`,
      `domain ${index % 5_000}`,
      id,
      moment,
      moment,
      moment,
      moment,
      moment,
    );
    for (const word of words) {
      addWord.run(letter.id, word, id);
      if (sortKey.startsWith(word)) continue;
      const place = [letter.id, letter.version.textNumber, kind, word, sortKey];
      addListed.run(...place, id, bits, rest.country);
    }
  }
  database.exec(`INSERT INTO signature_count (letter_id, day, state, kind, is_hidden, count)
    SELECT letter_id, substr(signed_at, 1, 10), state, kind, 0, count(*) FROM signature
    GROUP BY 1, 2, 3, 4, 5`);
}

function describe(index: number, count: number) {
  const given = GIVEN[index % GIVEN.length] ?? "";
  const namesake = familyName(index % Math.ceil(count / NAMESAKES));
  const isOrganisation = index % 20 === 0;
  const body = BODIES[index % BODIES.length] ?? "";
  const name = isOrganisation ? `${body} of ${namesake} ${index}` : `${given} ${namesake}`;
  const isAffiliated = !isOrganisation && index % 5 === 1;
  const affiliation = isAffiliated ? `${body} ${index % 900}` : null;
  const words = `${name} ${affiliation ?? ""}`.toLowerCase().split(" ").filter(Boolean);
  return {
    kind: isOrganisation ? "organisation" : "individual",
    name,
    sortKey: isOrganisation ? name.toLowerCase() : namesake,
    words: [...new Set(words)],
    title: isAffiliated ? "Professor of Hydrology" : null,
    affiliation,
    website: isOrganisation ? `https://river-${index}.example` : null,
    country: COUNTRIES[index % COUNTRIES.length] ?? "ZZ",
  };
}

/** A family name by its number; none is the beginning of another. */
export function familyName(number: number): string {
  const letters = [...String(number).padStart(6, "0")].map((digit) => "bcdfghklmn"[Number(digit)]);
  return `${letters.join("a")}o`;
}
