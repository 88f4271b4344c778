import type { Db } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import { isClosed } from "./letter.ts";
import type { LetterForm } from "./letter-form.ts";
import { toTags } from "./letter-row.ts";
import { isSigned } from "./versions/read.ts";

type StoredDeps = { db: Db; clock: Clock };

/** A letter as it is stored, with `seen`, which tells whether somebody has changed it since. */
export type StoredText = LetterForm & {
  seen: string;
  version: { id: string; number: number; textNumber: number };
  /** Whether it takes no signatures any more: then its text is locked. */
  isClosed: boolean;
  /** Whether anybody's signature is public. From then on a change needs a reason. */
  isSigned: boolean;
};

export async function storedText(deps: StoredDeps, letterId: string): Promise<StoredText> {
  const { stored } = await readStored(deps, letterId);
  return stored;
}

/** The same, with the columns that nobody must have changed when it is saved. */
export async function readStored({ db, clock }: StoredDeps, letterId: string) {
  const columns = await db.letter.findUniqueOrThrow({
    where: { id: letterId },
    select: {
      language: true,
      publisher: true,
      author: true,
      summary: true,
      publishedOn: true,
      tags: true,
      currentVersionId: true,
      state: true,
      closesAt: true,
    },
  });
  const { id, number, textNumber, title, body, closing } = await db.letterVersion.findUniqueOrThrow(
    { where: { id: columns.currentVersionId ?? "" } },
  );
  const form: LetterForm = {
    title,
    body,
    closing,
    language: columns.language,
    publisher: columns.publisher,
    author: columns.author,
    summary: columns.summary,
    published: columns.publishedOn,
    tags: toTags(columns.tags),
  };
  const { state: _, closesAt: __, ...changed } = columns;
  const stored: StoredText = {
    ...form,
    seen: sha256Hex(JSON.stringify([changed, id])),
    version: { id, number, textNumber },
    isClosed: isClosed(columns, clock.now()),
    isSigned: await isSigned({ db }, letterId),
  };
  return { columns, stored };
}

/** The fields whose change makes a new version. */
const TEXT_NAMES = ["title", "body", "closing", "language"] as const;

export function isTextName(name: keyof LetterForm): boolean {
  return TEXT_NAMES.some((text) => text === name);
}

const FORM_NAMES = [...TEXT_NAMES, "publisher", "author", "published", "tags", "summary"] as const;

export function changesBetween(stored: LetterForm, form: LetterForm): (keyof LetterForm)[] {
  return FORM_NAMES.filter((name) => JSON.stringify(stored[name]) !== JSON.stringify(form[name]));
}
