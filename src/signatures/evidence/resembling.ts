import { z } from "zod";
import { inSlices } from "../../db/batch/in-slices.ts";
import { givenRows } from "../../db/batch/json-rows.ts";
import type { Db } from "../../db/db.ts";
import { perDatabase } from "../../db/per-database.ts";
import { leavingOut, raw, sql } from "../../db/sql.ts";
import { batched } from "../../shared/batch.ts";
import { LIVE_STATES, type State } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import { toKind, toState } from "../store.ts";
import { type Comparable, resemblanceTo } from "./lookalike.ts";
import type { OtherEntries } from "./read.ts";

/** An entry that is compared with the others of its letter. */
export type ComparedEntry = Comparable & {
  letterId: string;
  kind: Kind;
  /** Its own, so that it is not compared with itself. */
  addressKey: string | null;
  /** JSON array of folded words. */
  searchWords: string;
};

/** Another entry of the same name, or one that the entry can be taken for. */
export type ResemblingEntry = { id: string; state: State; how: "same" | "alike" };

/**
 * The entries of a letter and kind that an entry resembles, oldest first, among at most fifty
 * candidates. However large the letter is, fewer than a thousand rows of an index are read: in a
 * very large one a slip of the pen may go unnoticed.
 */
export async function findResembling(db: Db, entry: ComparedEntry): Promise<ResemblingEntry[]> {
  const found = new Map<string, ResemblingEntry>();
  const resemblance = resemblanceTo(entry.kind, entry);
  for (const [id, state, addressKey, nameKey, lookalikeKey] of await candidatesOf(db)(entry)) {
    const isOwn = addressKey !== null && addressKey === entry.addressKey;
    const how = resemblance({ nameKey, lookalikeKey });
    if (how !== null && !isOwn) found.set(id, { id, state: toState(state), how });
  }
  return [...found.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Another entry: its id, state, address key, and what its name is compared by. */
const candidate = z.tuple([z.string(), z.string(), z.string().nullable(), z.string(), z.string()]);

const candidateRows = z.array(
  z.object({
    place: z.coerce.number(),
    candidates: z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(z.array(candidate)),
  }),
);

/** Entries whose candidates one statement reads. */
const COMPARED_MAX = 50;
/** Characters at the beginning of its key that an entry shares with its neighbours. */
const PREFIX_LENGTH = 3;
const foldedWords = z.array(z.string());

const candidatesOf = perDatabase((db) =>
  batched((entries: readonly ComparedEntry[]) => readCandidates(db, entries), COMPARED_MAX),
);

/**
 * For each entry its neighbours in the order of look-alike keys, those of the same key first, and
 * the newest entries with one of the two longest words of its name, which are usually its rarest.
 * In each arm the inner limit bounds what is read, the outer one what is compared.
 */
async function readCandidates(
  db: Db,
  entries: readonly ComparedEntry[],
): Promise<z.infer<typeof candidate>[][]> {
  const given = entries.map(({ letterId, kind, lookalikeKey }, place) => {
    const prefix = [...lookalikeKey].slice(0, PREFIX_LENGTH).join("");
    return { place, letterId, kind, lookalikeKey, prefix, beyond: `${prefix}\u{10FFFF}` };
  });
  const words = entries.flatMap(({ letterId, kind, searchWords }, place) =>
    longestWords(searchWords).map((word) => ({ place, letterId, kind, word })),
  );
  const dialect = db.$dialect;
  const listed = raw(dialect.list("id, state, address_key, name_key, lookalike_key"));
  const rows = await db.$rowsInBackground(
    sql`WITH ${givenRows("given", given, dialect)}, ${givenRows("words", words, dialect)}
      SELECT place, (SELECT ${listed} FROM (${ABOVE} UNION ALL ${BELOW}) AS near) AS candidates
      FROM given
      UNION ALL SELECT place, (SELECT ${listed} FROM (${WORDED}) AS with_word) FROM words`,
  );
  const found = Map.groupBy(candidateRows.parse(rows), ({ place }) => place);
  return entries.map((_, place) => (found.get(place) ?? []).flatMap((row) => row.candidates));
}

/** The two longest words of a name; if it has none, the empty word, which no entry has. */
function longestWords(searchWords: string): string[] {
  const words = foldedWords.parse(JSON.parse(searchWords));
  if (words.length === 0) return [""];
  return words.sort((left, right) => right.length - left.length).slice(0, 2);
}

const COLUMNS = raw("id, state, kind, address_key, name_key, lookalike_key");
export const IS_LIVE = raw(`state IN (${LIVE_STATES.map((state) => `'${state}'`).join(", ")})`);

const ABOVE = sql`SELECT * FROM (SELECT ${COLUMNS} FROM (
  SELECT ${COLUMNS} FROM signature WHERE letter_id = given.letter_id
    AND lookalike_key >= given.lookalike_key AND lookalike_key < given.beyond
  ORDER BY lookalike_key, name_key LIMIT 400) AS above
  WHERE kind = given.kind AND ${IS_LIVE} LIMIT 30) AS near_above`;

const BELOW = sql`SELECT * FROM (SELECT ${COLUMNS} FROM (
  SELECT ${COLUMNS} FROM signature WHERE letter_id = given.letter_id
    AND lookalike_key < given.lookalike_key AND lookalike_key >= given.prefix
  ORDER BY lookalike_key DESC, name_key DESC LIMIT 200) AS below
  WHERE kind = given.kind AND ${IS_LIVE} LIMIT 8) AS near_below`;

const WORDED = sql`SELECT ${COLUMNS} FROM (
  SELECT ${COLUMNS} FROM signature_word JOIN signature ON id = signature_id
  WHERE signature_word.letter_id = words.letter_id AND signature_word.word = words.word
  ORDER BY signature_id DESC LIMIT 100) AS worded
  WHERE kind = words.kind AND ${IS_LIVE} LIMIT 6`;

/** An entry as the queue shows it, with its own name or the one that its signatory proposes. */
type ShownEntry = Comparable & {
  id: string;
  kind: string;
  state: string;
  /** The key of the name that it is stored under, by which it is itself among those counted. */
  ownKey: string;
  /** The entry that it was found to resemble when it was written. */
  likeId: string | null;
};

/** Look-alikes that are named beside one entry. */
const NAMED_MAX = 3;

/**
 * For each of some entries: how many others of its kind have the same name, by state, and which can
 * be taken for it. Two statements for a page of fifty.
 */
export async function othersOf(
  db: Db,
  letterId: string,
  entries: readonly ShownEntry[],
): Promise<Map<string, OtherEntries>> {
  const [names, likes] = await Promise.all([
    countNames(db, letterId, [...new Set(entries.map((entry) => entry.lookalikeKey))]),
    readLikes(db, letterId, [...new Set(entries.flatMap(({ likeId }) => likeId ?? []))]),
  ]);
  return new Map(entries.map((entry) => [entry.id, othersOfOne(entry, names, likes)]));
}

type NamedEntry = { name: string; nameKey: string; state: State };
/** How many entries of a kind have one name in one state. */
type CountedName = NamedEntry & { kind: Kind; lookalikeKey: string; count: number };
/** An entry that another one was found to resemble. */
type ImitatedEntry = NamedEntry & { id: string };

function othersOfOne(
  entry: ShownEntry,
  names: readonly CountedName[],
  likes: readonly ImitatedEntry[],
): OtherEntries {
  const others = names
    .filter(({ kind, lookalikeKey }) => {
      return kind === entry.kind && lookalikeKey === entry.lookalikeKey;
    })
    .map((name) => ({ ...name, count: name.count - (isOwn(entry, name) ? 1 : 0) }))
    .filter(({ count }) => count > 0);
  const alike: NamedEntry[] = others.filter(({ nameKey }) => nameKey !== entry.nameKey);
  const like = likes.find(({ id }) => id === entry.likeId);
  const isNamed = like && [entry, ...alike].some(({ nameKey }) => nameKey === like.nameKey);
  const named = like && !isNamed ? [like, ...alike] : alike;
  return {
    sameName: others
      .filter(({ nameKey }) => nameKey === entry.nameKey)
      .map(({ state, count }) => ({ state, count })),
    alike: named.slice(0, NAMED_MAX).map(({ name, state }) => ({ name, state })),
  };
}

function isOwn(entry: ShownEntry, { state, nameKey }: CountedName): boolean {
  return state === entry.state && nameKey === entry.ownKey;
}

const countedNames = z.array(
  z.object({
    kind: z.string().transform(toKind),
    state: z.string().transform(toState),
    lookalikeKey: z.string(),
    nameKey: z.string(),
    name: z.string(),
    count: z.coerce.number(),
  }),
);

async function countNames(
  db: Db,
  letterId: string,
  keys: readonly string[],
): Promise<CountedName[]> {
  const { by, among } = db.$dialect;
  const rows = await db.$rowsInBackground(sql`
    SELECT kind, state, lookalike_key AS "lookalikeKey", name_key AS "nameKey",
      min(name) AS name, count(*) AS count
    FROM signature ${by("signature_letter_id_lookalike_key_name_key_idx")}
    WHERE letter_id = ${letterId} AND ${leavingOut(IS_LIVE)}
      AND lookalike_key ${among(keys)}
    GROUP BY kind, state, lookalike_key, name_key`);
  return countedNames.parse(rows);
}

/** What the others are called now; an entry that has ended or was taken down is left out. */
async function readLikes(
  db: Db,
  letterId: string,
  ids: readonly string[],
): Promise<ImitatedEntry[]> {
  const rows = await inSlices(db, ids, (some) =>
    db.signature.findMany({
      where: { letterId, id: { in: some }, name: { not: "" }, takendownFrom: null },
      select: { id: true, name: true, nameKey: true, state: true },
    }),
  );
  return rows.map((row) => ({ ...row, state: toState(row.state) }));
}
