import { z } from "zod";
import type { Db } from "../../db/db.ts";
import { leavingOut, sql } from "../../db/sql.ts";
import { readTexts, type SignedText, type SignedTexts } from "../../letters/versions/texts.ts";
import { KINDS, type Kind } from "../name.ts";
import { BEGINNING, type Cursor } from "./cursor.ts";
import { findListed, haveWords, SEARCH_BOUNDS, searchedWords } from "./search.ts";
import { type Found, IS_LISTED } from "./walk.ts";

/** Entries on a page of the public list. */
export const LIST_PAGE_SIZE = 100;

/** An entry as everybody sees it. Nothing else of a signature is public. */
export type Signatory = {
  kind: Kind;
  name: string;
  title: string | null;
  affiliation: string | null;
  country: string;
  website: string | null;
  /** The number of the version of the letter that they signed. */
  version: number;
  /** The heading under which they stand; null if the letter has none. */
  group: string | null;
  /** "own": they sign in their own capacity, not on behalf of their affiliation. */
  capacity: string | null;
  /** How an organisation was verified; null for individuals and for imported entries. */
  verified: Verification | null;
  /** The number of the text that they signed. */
  textNumber: number;
};

/** By the mail to its contact person, or also at an address that the organisation publishes. */
export type Verification = "contact" | "second-confirmation";

/** What the list is filtered by, and where the page begins. */
export type ListQuery = {
  q: string;
  kind: Kind | null;
  country: string | null;
  after: Cursor | null;
  /** Whether those who signed an earlier text are left out. */
  onlyCurrent?: boolean;
  /** The letter's texts, if they have been read. */
  signed?: SignedTexts;
};

/**
 * A page of the list, and where the next one begins; null on the last page. If the words of a
 * search are common, but rare together, a page may hold few or none, and the next one others.
 */
export type ListPage = { signatories: Signatory[]; next: Cursor | null };

/** Parts of the list that one page looks through; what few signed is in many of them. */
const PARTS_MAX = 4;

/**
 * A page of the public list: who signed the current text first, then who signed an earlier one,
 * latest first; of each, organisations first; each kind by its sort key. Paged by key, so that a
 * page costs the same at any depth and skips nobody while the list grows. No page costs more than a
 * fixed number of rows that are looked at, however long the list and whatever the words.
 */
export async function listSignatories(
  { db }: { db: Db },
  letterId: string,
  query: ListQuery,
  pageSize = LIST_PAGE_SIZE,
  bounds = SEARCH_BOUNDS,
): Promise<ListPage> {
  const { after } = query;
  const words = searchedWords(query.q);
  const { texts } = query.signed ?? (await readTexts({ db }, letterId));
  const parts = partsFrom(texts, query);
  const rows: ListedRow[] = [];
  for (const [looked, part] of parts.entries()) {
    if (looked === PARTS_MAX) return pageOf(rows, { ...part, ...BEGINNING });
    const isStart = after !== null && isSamePart(part, after);
    const place = { letterId, ...part, country: query.country, after: isStart ? after : null };
    const wanted = pageSize + 1 - rows.length;
    const { entries, lookedUntil } = await findListed(db, place, words, wanted, bounds);
    const found = await readRows(db, entries, part.textNumber);
    rows.push(...found.filter(({ searchWords }) => haveWords(searchWords, words)));
    const last = rows[pageSize - 1];
    if (rows.length > pageSize && last !== undefined) {
      return pageOf(rows.slice(0, pageSize), last);
    }
    if (lookedUntil !== null) return pageOf(rows, { ...lookedUntil, ...part });
  }
  return pageOf(rows, null);
}

/** The entries of one kind under one text. */
type Part = Pick<Cursor, "textNumber" | "kind">;

/** The parts of a list that have entries, from a place on, in its order. */
function partsFrom(
  texts: readonly SignedText[],
  { kind, after, onlyCurrent = false }: ListQuery,
): Part[] {
  const kinds = KINDS.filter((one) => kind === null || one === kind);
  const current = texts.find(({ isCurrent }) => isCurrent)?.textNumber;
  const rankOf = ({ textNumber }: Part) => (textNumber === current ? Infinity : textNumber);
  const isBefore = (part: Part, place: Part) =>
    part.textNumber === place.textNumber
      ? KINDS.indexOf(part.kind) < KINDS.indexOf(place.kind)
      : rankOf(part) > rankOf(place);
  return texts
    .filter(({ isCurrent }) => isCurrent || !onlyCurrent)
    .flatMap(({ textNumber, counts }) =>
      kinds.filter((one) => counts[`${one}s`] > 0).map((one) => ({ textNumber, kind: one })),
    )
    .filter((part) => after === null || !isBefore(part, after));
}

function isSamePart(one: Part, other: Part): boolean {
  return one.textNumber === other.textNumber && one.kind === other.kind;
}

function pageOf(rows: readonly ListedRow[], next: Cursor | null): ListPage {
  return {
    signatories: rows.map(({ id: _, sortKey: __, searchWords: ___, ...signatory }) => signatory),
    next: next && {
      textNumber: next.textNumber,
      kind: next.kind,
      sortKey: next.sortKey,
      id: next.id,
    },
  };
}

const listedRow = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    affiliation: z.string().nullable(),
    country: z.string(),
    website: z.string().nullable(),
    version: z.coerce.number(),
    capacity: z.string().nullable(),
    kind: z.enum(["organisation", "individual"]),
    sortKey: z.string(),
    searchWords: z.string(),
    textNumber: z.coerce.number(),
    isVerified: z.coerce.boolean(),
    verifiedHow: z.string().nullable(),
  })
  .transform(({ isVerified, verifiedHow, ...row }) => {
    const isOrganisation = row.kind === "organisation";
    const verified = isOrganisation ? verificationOf(isVerified, verifiedHow) : null;
    return { ...row, group: null, verified };
  });

type ListedRow = z.infer<typeof listedRow>;

/** The rows of some entries, in this order, without those that have left the list meanwhile. */
async function readRows(
  db: Db,
  entries: readonly Found[],
  textNumber: number,
): Promise<ListedRow[]> {
  if (entries.length === 0) return [];
  const rows = await db.$rowsInBackground(sql`
    SELECT id, kind, name, title, affiliation, country, website, capacity, sort_key AS "sortKey",
      (SELECT number FROM letter_version WHERE letter_version.id = letter_version_id) AS version,
      text_number AS "textNumber", search_words AS "searchWords",
      verified_at IS NOT NULL AS "isVerified",
      verified_how AS "verifiedHow"
    FROM signature WHERE id ${db.$dialect.among(entries.map(({ id }) => id))}
      AND ${leavingOut(sql`${IS_LISTED} AND text_number = ${textNumber}`)}`);
  const found = z.array(listedRow).parse(rows);
  const byId = new Map(found.map((row) => [row.id, row]));
  return entries.flatMap(({ id }) => byId.get(id) ?? []);
}

function verificationOf(isVerified: boolean, verifiedHow: string | null): Verification | null {
  if (verifiedHow === "second-confirmation") return verifiedHow;
  return isVerified ? "contact" : null;
}

/** The most entries of each kind on the page of a letter; the list has all of them. */
export const LETTER_PAGE_ENTRIES = { organisation: 200, individual: 100 } as const;
