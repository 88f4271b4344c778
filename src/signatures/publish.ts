import { z } from "zod";
import type { Db, Prisma } from "../db/db.ts";
import type { LetterCounts } from "../letters/letter.ts";
import { fromBase64Url, toBase64Url } from "../shared/keys/base64url.ts";
import { BYTE_ORDER_MARK, toCsv } from "../shared/text/csv.ts";
import { KINDS, type Kind } from "./name.ts";
import { searchClauses } from "./search.ts";

/** Entries on a page of the public list. */
const LIST_PAGE_SIZE = 100;

/** An entry as everybody sees it. Nothing else of a signature is public. */
export type Signatory = {
  kind: Kind;
  name: string;
  title: string | null;
  affiliation: string | null;
  country: string;
  website: string | null;
  /** How an organisation was verified; null for individuals and for imported entries. */
  verified: Verification | null;
  sortKey: string;
};

/** By the mail to its contact person, or also at an address that the organisation publishes. */
export type Verification = "contact" | "second-confirmation";

/** What the list is filtered by, and where the page begins. */
export type ListQuery = {
  q: string;
  kind: Kind | null;
  country: string | null;
  after: Cursor | null;
};

/** A page of the list, and where the next one begins; null on the last page. */
export type ListPage = { signatories: Signatory[]; next: Cursor | null };

/** The last entry of a page, after which the next one begins. */
export type Cursor = { kind: Kind; sortKey: string; id: string };

const cursorSchema = z.tuple([
  z.enum(["organisation", "individual"]),
  z.string().max(500),
  z.uuid(),
]);

/** A cursor as an address holds it. */
export function formatCursor(cursor: Cursor): string {
  const json = JSON.stringify([cursor.kind, cursor.sortKey, cursor.id]);
  return toBase64Url(new TextEncoder().encode(json));
}

/** Reads a cursor from an address; null if it is not one. */
export function parseCursor(text: string): Cursor | null {
  if (text.length > 1_000 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(text)));
    const parsed = cursorSchema.safeParse(json);
    if (!parsed.success) return null;
    const [kind, sortKey, id] = parsed.data;
    return { kind, sortKey, id };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

/**
 * A page of the public list: organisations first, each kind by its sort key. Paged by key, so
 * that a page costs the same at any depth and skips nobody while the list grows.
 */
export async function listSignatories(
  deps: { db: Db },
  letterId: string,
  query: ListQuery,
  pageSize = LIST_PAGE_SIZE,
): Promise<ListPage> {
  const start = query.after ?? null;
  const kinds = KINDS.filter((kind) => query.kind === null || query.kind === kind);
  const rest = start === null ? kinds : kinds.slice(Math.max(0, kinds.indexOf(start.kind)));
  const clauses = await searchClauses(deps.db, letterId, query.q);
  const rows: (Signatory & { id: string })[] = [];
  for (const kind of rest) {
    const after = start?.kind === kind ? start : null;
    rows.push(
      ...(await listKind(
        deps.db,
        letterId,
        { ...query, kind, after },
        clauses,
        pageSize + 1 - rows.length,
      )),
    );
    if (rows.length > pageSize) break;
  }
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    signatories: page.map(({ id: _, ...signatory }) => signatory),
    next: rows.length > pageSize && last !== undefined ? last : null,
  };
}

/** The columns of the public file, in this order. */
const PUBLIC_COLUMNS = ["kind", "name", "title", "affiliation", "country", "website"] as const;
/** Entries of the public file that are read at a time. */
const FILE_PAGE_SIZE = 1_000;

/** The most entries that the public file may hold, if a letter has more; else null. */
export function exceededByList({ db }: { db: Db }, counts: LetterCounts): number | null {
  const max = db.$limits.exportRowsMax;
  return max !== null && counts.organisations + counts.individuals > max ? max : null;
}

/** The whole public list as CSV, in pieces; memory does not grow with its length. */
export async function* publicCsv(deps: { db: Db }, letterId: string): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${toCsv([PUBLIC_COLUMNS])}`;
  const everybody = { q: "", kind: null, country: null };
  let after: Cursor | null = null;
  do {
    const page: ListPage = await listSignatories(
      deps,
      letterId,
      { ...everybody, after },
      FILE_PAGE_SIZE,
    );
    const rows = page.signatories.map((entry) => PUBLIC_COLUMNS.map((name) => entry[name] ?? ""));
    if (rows.length > 0) yield toCsv(rows);
    after = page.next;
  } while (after !== null);
}

async function listKind(
  db: Db,
  letterId: string,
  query: ListQuery & { kind: Kind },
  clauses: Prisma.SignatureWhereInput[],
  take: number,
): Promise<(Signatory & { id: string })[]> {
  const { after } = query;
  const rows = await db.signature.findMany({
    where: {
      letterId,
      state: "published",
      hiddenAt: null,
      visibility: "full",
      kind: query.kind,
      ...(query.country !== null && { country: query.country }),
      ...(after !== null && {
        sortKey: { gte: after.sortKey },
        OR: [{ sortKey: { gt: after.sortKey } }, { id: { gt: after.id } }],
      }),
      AND: clauses,
    },
    orderBy: [{ sortKey: "asc" }, { id: "asc" }],
    take,
    select: {
      id: true,
      name: true,
      title: true,
      affiliation: true,
      country: true,
      website: true,
      sortKey: true,
      verifiedAt: true,
      verifiedHow: true,
    },
  });
  return rows.map(({ verifiedAt, verifiedHow, ...row }) => {
    const verified = query.kind === "individual" ? null : verificationOf(verifiedAt, verifiedHow);
    return { ...row, kind: query.kind, verified };
  });
}

function verificationOf(verifiedAt: Date | null, verifiedHow: string | null): Verification | null {
  if (verifiedHow === "second-confirmation") return verifiedHow;
  return verifiedAt === null ? null : "contact";
}

/** The most entries of each kind on the page of a letter; the list has all of them. */
export const LETTER_PAGE_ENTRIES = { organisation: 200, individual: 100 } as const;
