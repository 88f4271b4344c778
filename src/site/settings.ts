import { recordStaffEvent } from "../accounts/staff-events.ts";
import { isUniqueViolation } from "../db/db.ts";
import type { Deps } from "../deps.ts";
import { dropImages, storeImages } from "../images/images.ts";
import type { MadeImage } from "../shared/pages/image-maker.ts";
import type { Site } from "../shared/pages/site.ts";
import type { SiteForm } from "./settings-form.ts";
import { readSite, SITE_ID } from "./store.ts";

/** What becomes of the images: what is not named stays as it is. */
export type SiteImages = {
  /** Null takes the logo away. */
  logo?: MadeImage | null;
  /** Both, or null for none. */
  icons?: { icon: MadeImage; touchIcon: MadeImage } | null;
  /** Whether the icons that are given were uploaded, and not made from the logo. */
  hasOwnIcon?: boolean;
};

export type SiteOutcome =
  | { outcome: "saved" | "unchanged" }
  /** Somebody else saved first: what is stored now. Nothing was written. */
  | { outcome: "conflict"; stored: Site };

/** The site as it is stored this moment. */
export async function storedSite({ db }: Pick<Deps, "db">): Promise<Site> {
  return await readSite(db);
}

/** Saves the settings for somebody who saw the site in a revision. The first of two wins. */
export async function saveSite(
  deps: Pick<Deps, "db" | "clock" | "site">,
  { form, images }: { form: SiteForm; images: SiteImages },
  { seen, by }: { seen: number; by: string },
): Promise<SiteOutcome> {
  const stored = await readSite(deps.db);
  if (stored.revision !== seen) return { outcome: "conflict", stored };
  const wanted = wantedSite(stored, form, images);
  const changed = changesBetween(stored, wanted);
  if (changed.length === 0) return { outcome: "unchanged" };
  const { logo, icons } = images;
  const made = [logo, icons?.icon, icons?.touchIcon];
  await storeImages(
    deps,
    made.filter((image) => image !== undefined && image !== null),
  );
  const hasSaved = await write(deps, wanted, seen);
  deps.site.doubt();
  if (!hasSaved) {
    await dropImages(deps, [wanted.logo, wanted.icon, wanted.touchIcon]);
    return { outcome: "conflict", stored: await readSite(deps.db) };
  }
  await dropImages(deps, [stored.logo, stored.icon, stored.touchIcon]);
  await recordStaffEvent(deps, { what: "site-settings", by, detail: { changed } });
  return { outcome: "saved" };
}

function wantedSite(stored: Site, form: SiteForm, { logo, icons, hasOwnIcon }: SiteImages): Site {
  return {
    ...stored,
    ...form,
    ...(logo !== undefined && { logo: logo?.name ?? null }),
    ...(icons !== undefined && {
      icon: icons?.icon.name ?? null,
      touchIcon: icons?.touchIcon.name ?? null,
    }),
    ...(hasOwnIcon !== undefined && { hasOwnIcon }),
  };
}

const CHANGEABLE = [
  "name",
  "colour",
  "logo",
  "icon",
  "touchIcon",
  "hasOwnIcon",
  "imprint",
  "privacy",
  "about",
] as const;

function changesBetween(stored: Site, wanted: Site): string[] {
  return CHANGEABLE.filter((name) => JSON.stringify(stored[name]) !== JSON.stringify(wanted[name]));
}

/** Writes the row that has this revision, or the first one; false if there is another. */
async function write(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { imprint, privacy, ...site }: Site,
  seen: number,
): Promise<boolean> {
  const data = {
    ...site,
    imprintText: imprint?.text ?? null,
    imprintUrl: imprint?.url ?? null,
    privacyText: privacy?.text ?? null,
    privacyUrl: privacy?.url ?? null,
    revision: seen + 1,
    updatedAt: clock.now(),
  };
  const where = { id: SITE_ID, revision: seen };
  const select = { id: true };
  if ((await db.site.updateManyAndReturn({ where, data, select })).length > 0) return true;
  if (seen > 0) return false;
  try {
    await db.site.create({ data: { id: SITE_ID, ...data }, select });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
