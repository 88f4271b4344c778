import type { Db } from "../db/db.ts";
import { type FooterLink, PLAIN_SITE, type Site } from "../shared/pages/site.ts";

/** The one row of its table. */
export const SITE_ID = "site";

/** Whose site it is; a plain one if nobody has said. */
export async function readSite(db: Db): Promise<Site> {
  const row = await db.site.findUnique({ where: { id: SITE_ID } });
  if (row === null) return PLAIN_SITE;
  const { id: _, updatedAt: __, imprintText, imprintUrl, privacyText, privacyUrl, ...rest } = row;
  return {
    ...rest,
    imprint: linkOf(imprintText, imprintUrl),
    privacy: linkOf(privacyText, privacyUrl),
  };
}

function linkOf(text: string | null, url: string | null): FooterLink | null {
  return text === null || url === null ? null : { text, url };
}
