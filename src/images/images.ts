import type { Db } from "../db/db.ts";
import { join, sql } from "../db/sql.ts";
import type { Clock } from "../shared/clock.ts";
import type { MadeImage } from "../shared/pages/image-maker.ts";

/** Keeps images under their names; one that is there already is the same one. */
export async function storeImages(
  { db, clock }: { db: Db; clock: Clock },
  images: readonly MadeImage[],
): Promise<void> {
  for (const { name, bytes } of images) {
    const createdAt = clock.now();
    const base64 = toBase64(bytes);
    await db.image.upsert({
      where: { name },
      create: { name, bytes: base64, createdAt },
      update: { createdAt },
      select: { name: true },
    });
  }
}

/** The bytes of an image; null if there is none of this name. */
export async function readImage(
  { db }: { db: Db },
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db.image.findUnique({ where: { name }, select: { bytes: true } });
  return row && fromBase64(row.bytes);
}

/** Every column that names an image. */
const SHOWN = sql`
  SELECT logo FROM letter WHERE logo IS NOT NULL
  UNION ALL SELECT header_image FROM letter WHERE header_image IS NOT NULL
  UNION ALL SELECT header_image_small FROM letter WHERE header_image_small IS NOT NULL
  UNION ALL SELECT logo FROM site WHERE logo IS NOT NULL
  UNION ALL SELECT icon FROM site WHERE icon IS NOT NULL
  UNION ALL SELECT touch_icon FROM site WHERE touch_icon IS NOT NULL`;

/** Deletes those of these images that no page shows any more. */
export async function dropImages(
  { db }: { db: Db },
  names: readonly (string | null)[],
): Promise<void> {
  const given = names.filter((name) => name !== null);
  if (given.length === 0) return;
  await db.$write(sql`DELETE FROM image WHERE name IN (${join(given)}) AND name NOT IN (${SHOWN})`);
}

/** Through a string of characters: all places that the product runs in know this. */
function toBase64(bytes: Uint8Array): string {
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
