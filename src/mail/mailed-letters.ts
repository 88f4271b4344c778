import type { Db } from "../db/db.ts";

/** The letters that a mail to staff names, by id. */
export async function mailedLetters(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { slug: string; title: string }>> {
  const letters = await db.letter.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, slug: true, currentVersionId: true },
  });
  const versionIds = letters.flatMap(({ currentVersionId: id }) => (id === null ? [] : [id]));
  const versions = await db.letterVersion.findMany({
    where: { id: { in: versionIds } },
    select: { letterId: true, title: true },
  });
  const titles = new Map(versions.map(({ letterId, title }) => [letterId, title]));
  return new Map(letters.map(({ id, slug }) => [id, { slug, title: titles.get(id) ?? slug }]));
}

/** Who invited somebody, as what, and to which letter. */
export type Invited = {
  /** A display name; null if it was done on the command line. */
  by: string | null;
  role: string;
  /** The title of a letter; null if the role is for all letters. */
  title: string | null;
};

/** What the newest invitation of an account was to; null if the role was taken back. */
export async function readInvited(db: Db, accountId: string): Promise<Invited | null> {
  const [role, invited] = await Promise.all([
    db.role.findFirst({
      where: { accountId },
      orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      select: { role: true, letterId: true },
    }),
    db.staffEvent.findFirst({
      where: { accountId, what: "invited" },
      orderBy: { id: "desc" },
      select: { by: true },
    }),
  ]);
  if (role === null) return null;
  const inviter =
    invited && (await db.account.findUnique({ where: { id: invited.by } }))?.displayName;
  const letters = role.letterId === null ? null : await mailedLetters(db, [role.letterId]);
  const title = letters?.get(role.letterId ?? "")?.title ?? null;
  return { by: inviter ?? null, role: role.role, title };
}
