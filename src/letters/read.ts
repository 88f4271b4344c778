import { type Account, letterScope } from "../accounts/account.ts";
import type { Db } from "../db/db.ts";
import { sql } from "../db/sql.ts";
import type { Deps } from "../deps.ts";
import { isClosed, isOpen, type Letter } from "./letter.ts";
import { readLetters } from "./letter-row.ts";
import { findLetter, listLetters } from "./store.ts";

/** A letter that everybody may read, open or closed. Null for a draft, and if there is none. */
export async function publicLetter(deps: Pick<Deps, "db">, slug: string): Promise<Letter | null> {
  const letter = await findLetter(deps.db, slug);
  return letter?.state === "draft" ? null : letter;
}

/** A letter in whatever state; null if there is none of this id. */
export async function findLetterById(db: Db, id: string): Promise<Letter | null> {
  const [letter] = await readLetters(db, sql`letter.id = ${id}`);
  return letter ?? null;
}

/** The letters that the front page names: open, and listed. */
export async function openLetters(deps: Pick<Deps, "db" | "clock">): Promise<Letter[]> {
  const letters = await listLetters(deps.db, ["open"]);
  return letters.filter((letter) => letter.listed && isOpen(letter, deps.clock.now()));
}

/** The closed letters that the front page names: the newest, of those that are listed. */
export async function closedLetters(deps: Pick<Deps, "db" | "clock">): Promise<Letter[]> {
  const letters = await listLetters(deps.db, ["open", "closed"]);
  return letters.filter((letter) => letter.listed && isClosed(letter, deps.clock.now()));
}

/**
 * The letters that a sitemap names: open or closed, but for those that ask not to be listed on the
 * front page or by search engines.
 */
export async function letterAddresses({
  db,
}: Pick<Deps, "db">): Promise<{ slug: string; updatedAt: Date }[]> {
  return await db.letter.findMany({
    where: { state: { in: ["open", "closed"] }, noindex: false, listed: true },
    orderBy: { slug: "asc" },
    select: { slug: true, updatedAt: true },
    take: SITEMAP_MAX,
  });
}

/** Source: https://www.sitemaps.org/protocol.html#index */
const SITEMAP_MAX = 50_000;

/** A letter that this member of staff looks after; null for any other. */
export async function letterOfStaff(
  deps: Pick<Deps, "db">,
  account: Account,
  slug: string,
): Promise<Letter | null> {
  const letter = await findLetter(deps.db, slug);
  return letter !== null && isInScope(account, letter.id) ? letter : null;
}

/** The letters that this member of staff looks after, whatever their state. */
export async function lettersOfStaff(deps: Pick<Deps, "db">, account: Account): Promise<Letter[]> {
  const letters = await listLetters(deps.db, ["open", "draft", "closed"]);
  return letters.filter((letter) => isInScope(account, letter.id));
}

function isInScope(account: Account, letterId: string): boolean {
  const scope = letterScope(account);
  return scope === "all" || scope.includes(letterId);
}
