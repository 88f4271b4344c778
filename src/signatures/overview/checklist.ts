import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";

/** What is done of what a letter should have before it opens, as the database has it. */
export type Checklist = {
  summary: boolean;
  contact: boolean;
  closes: boolean;
  /** Whether a second person can decide entries. */
  people: boolean;
  /** Whether a test was signed and its mailed link was pressed. */
  test: boolean;
};

export async function letterChecklist(
  { db }: Pick<Deps, "db">,
  letter: Letter,
): Promise<Checklist> {
  const [people, test] = await Promise.all([
    db.role.findMany({
      where: { OR: [{ letterId: letter.id }, { letterId: null }], account: { disabledAt: null } },
      distinct: ["accountId"],
      select: { accountId: true },
      take: 2,
    }),
    db.signature.findFirst({
      where: { letterId: letter.id, isTest: true, verifiedAt: { not: null } },
      select: { id: true },
    }),
  ]);
  return {
    summary: letter.summary !== null,
    contact: letter.contact !== null || letter.replyTo !== null,
    closes: letter.closesAt !== null,
    people: people.length > 1,
    test: test !== null,
  };
}
