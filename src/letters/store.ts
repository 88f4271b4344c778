import { z } from "zod";
import type { Db } from "../db/db.ts";
import { perDatabase } from "../db/per-database.ts";
import { together } from "../shared/together.ts";
import type { EditableReason, Letter, LetterState } from "./letter.ts";

/** Letters a page lists at most. */
const LETTERS_MAX = 200;

/** A letter by the name in its address; null where there is none. */
export async function findLetter(db: Db, slug: string): Promise<Letter | null> {
  return await letterReader(db)(slug);
}

/** Who ask for letters at the same time, as signers of one do, are answered together. */
const letterReader = perDatabase((db) =>
  together(async (slugs: readonly string[]) => {
    const read = new Map<string, Promise<Letter | null>>();
    for (const slug of slugs) if (!read.has(slug)) read.set(slug, readLetter(db, slug));
    return await Promise.all(slugs.map((slug) => read.get(slug) ?? null));
  }, Number.POSITIVE_INFINITY),
);

async function readLetter(db: Db, slug: string): Promise<Letter | null> {
  return await assemble(db, await db.letter.findUnique({ where: { slug } }));
}

/** A letter by its id; null where there is none. */
export async function findLetterById(db: Db, id: string): Promise<Letter | null> {
  return await assemble(db, await db.letter.findUnique({ where: { id } }));
}

/** The letters in these states, newest first. */
export async function listLetters(db: Db, states: readonly LetterState[]): Promise<Letter[]> {
  const rows = await db.letter.findMany({
    where: { state: { in: [...states] } },
    // Engines differ on where no day at all belongs.
    orderBy: [{ publishedOn: { sort: "desc", nulls: "last" } }, { slug: "asc" }],
    take: LETTERS_MAX,
  });
  const letters = await Promise.all(rows.map((row) => assemble(db, row)));
  return letters.filter((letter) => letter !== null);
}

/** The reasons of a letter in the order of its list, retired ones too; none where it has no own. */
export async function findReasons(db: Db, letterId: string): Promise<EditableReason[]> {
  return await db.letterReason.findMany({
    where: { letterId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      code: true,
      position: true,
      label: true,
      sentences: true,
      silent: true,
      retiredAt: true,
    },
  });
}

type LetterRow = NonNullable<Awaited<ReturnType<Db["letter"]["findUnique"]>>>;

async function assemble(db: Db, row: LetterRow | null): Promise<Letter | null> {
  if (row === null || row.currentVersionId === null) return null;
  const version = await db.letterVersion.findUnique({ where: { id: row.currentVersionId } });
  if (version === null) return null;
  const { organisations, individuals, anonymous, controller, state, tags, ...rest } = row;
  return {
    ...rest,
    tags: toTags(tags),
    state: toLetterState(state),
    controller: controller ?? row.publisher,
    counts: { organisations, individuals, anonymous },
    version,
  };
}

const storedTags = z.array(z.string());

/** The tags of a letter, out of the JSON that they are stored as. */
export function toTags(json: string): string[] {
  return storedTags.parse(JSON.parse(json));
}

function toLetterState(text: string): LetterState {
  if (text === "draft" || text === "open" || text === "closed") return text;
  throw new Error(`A letter is in the unknown state ${JSON.stringify(text)}.`);
}
