import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Db } from "../../db/db.ts";
import { dropImages, storeImages } from "../../images/images.ts";
import type { Clock } from "../../shared/clock.ts";
import { sha256Hex } from "../../shared/keys/hash.ts";
import type { MadeImage } from "../../shared/pages/image-maker.ts";
import type { LookForm } from "./look-form.ts";

/** How a letter looks, as its row has it. */
export type Look = LookForm & {
  logo: string | null;
  headerImage: string | null;
  headerImageSmall: string | null;
};

/** The look as stored, with `seen`, which tells whether somebody has changed it since. */
export type StoredLook = Look & { seen: string };

/** What becomes of the images: what is not named stays as it is, and null takes it away. */
export type LookImages = {
  logo?: MadeImage | null;
  header?: { large: MadeImage; small: MadeImage } | null;
};

export type LookOutcome =
  | { outcome: "saved" | "unchanged" }
  /** There is a header image, and nothing says what it shows. Nothing was written. */
  | { outcome: "alt-missing" }
  /** Somebody else saved first: what is stored now. Nothing was written. */
  | { outcome: "conflict"; stored: StoredLook };

export async function storedLook({ db }: { db: Db }, letterId: string): Promise<StoredLook> {
  const look = await db.letter.findUniqueOrThrow({
    where: { id: letterId },
    select: {
      publisherUrl: true,
      colour: true,
      headerAlt: true,
      senderName: true,
      logo: true,
      headerImage: true,
      headerImageSmall: true,
    },
  });
  return { ...look, seen: sha256Hex(JSON.stringify(look)) };
}

/** Saves the look for somebody who saw it as `seen` says. The first of two wins. */
export async function saveLook(
  deps: { db: Db; clock: Clock },
  letterId: string,
  { form, images }: { form: LookForm; images: LookImages },
  { seen, by }: { seen: string; by: string },
): Promise<LookOutcome> {
  const { seen: now, ...stored } = await storedLook(deps, letterId);
  if (now !== seen) return { outcome: "conflict", stored: { ...stored, seen: now } };
  const wanted = wantedLook(stored, form, images);
  if (wanted.headerImage !== null && wanted.headerAlt === null) return { outcome: "alt-missing" };
  const changed = LOOK_COLUMNS.filter((name) => stored[name] !== wanted[name]);
  if (changed.length === 0) return { outcome: "unchanged" };
  const made = [images.logo, images.header?.large, images.header?.small];
  await storeImages(
    deps,
    made.filter((image) => image !== undefined && image !== null),
  );
  const saved = await deps.db.letter.updateManyAndReturn({
    where: { id: letterId, ...stored },
    data: { ...wanted, updatedAt: deps.clock.now() },
    select: { id: true },
  });
  if (saved.length === 0) {
    await dropImages(deps, imagesOf(wanted));
    return { outcome: "conflict", stored: await storedLook(deps, letterId) };
  }
  await dropImages(deps, imagesOf(stored));
  await recordStaffEvent(deps, { letterId, what: "letter-settings", by, detail: { changed } });
  return { outcome: "saved" };
}

const LOOK_COLUMNS = [
  "publisherUrl",
  "colour",
  "logo",
  "headerImage",
  "headerImageSmall",
  "headerAlt",
  "senderName",
] as const;

function wantedLook(stored: Look, form: LookForm, { logo, header }: LookImages): Look {
  return {
    ...stored,
    ...form,
    ...(logo !== undefined && { logo: logo?.name ?? null }),
    ...(header !== undefined && {
      headerImage: header?.large.name ?? null,
      headerImageSmall: header?.small.name ?? null,
    }),
  };
}

function imagesOf({ logo, headerImage, headerImageSmall }: Look): (string | null)[] {
  return [logo, headerImage, headerImageSmall];
}
