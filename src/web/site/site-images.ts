import type { Deps } from "../../deps.ts";
import { readImage } from "../../images/images.ts";
import type { MadeImage } from "../../shared/pages/image-maker.ts";
import type { Site } from "../../shared/pages/site.ts";
import type { SiteImages } from "../../site/settings.ts";
import type { SentForm } from "../form.ts";
import { type Upload, type UploadProblem, uploadFrom } from "./uploads.ts";

type Icons = { icon: MadeImage; touchIcon: MadeImage };
type OfLogo = Upload<"logo" | "icon" | "touch-icon">;
type OfIcon = Upload<"icon" | "touch-icon">;

/**
 * What becomes of the site's images by its form. Icons that nobody uploaded are made from the logo.
 */
export async function siteImages(
  deps: Pick<Deps, "db" | "makeImages">,
  sent: SentForm,
  stored: Site,
): Promise<
  { ok: true; images: SiteImages } | { ok: false; problems: Record<string, UploadProblem> }
> {
  const logo: OfLogo = await uploadFrom(deps, sent, "logo", ["logo", "icon", "touch-icon"]);
  const icon: OfIcon = await uploadFrom(deps, sent, "icon", ["icon", "touch-icon"]);
  const problems = {
    ...(logo.outcome === "refused" && { logo: logo.problem }),
    ...(icon.outcome === "refused" && { icon: icon.problem }),
  };
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  const images = {
    ...(logo.outcome === "removed" && { logo: null }),
    ...(logo.outcome === "made" && { logo: logo.images("logo") }),
    ...(await iconsOf(deps, stored, { logo, icon })),
  };
  return { ok: true, images };
}

async function iconsOf(
  deps: Pick<Deps, "db" | "makeImages">,
  stored: Site,
  { logo, icon }: { logo: OfLogo; icon: OfIcon },
): Promise<Pick<SiteImages, "icons" | "hasOwnIcon">> {
  if (icon.outcome === "made") return { icons: pair(icon.images), hasOwnIcon: true };
  if (icon.outcome === "none" && stored.hasOwnIcon) return {};
  if (logo.outcome === "made") return { icons: pair(logo.images), hasOwnIcon: false };
  if (logo.outcome === "removed") return { icons: null, hasOwnIcon: false };
  if (icon.outcome === "removed" && stored.hasOwnIcon)
    return { icons: await fromStoredLogo(deps, stored), hasOwnIcon: false };
  return {};
}

/** Icons of the logo that is there already; null without one. */
async function fromStoredLogo(
  deps: Pick<Deps, "db" | "makeImages">,
  { logo }: Site,
): Promise<Icons | null> {
  const bytes = logo === null ? null : await readImage(deps, logo);
  if (bytes === null || deps.makeImages === null) return null;
  const made = await deps.makeImages(bytes, ["icon", "touch-icon"]);
  return made.ok ? pair(made.images) : null;
}

function pair(images: (use: "icon" | "touch-icon") => MadeImage): Icons {
  return { icon: images("icon"), touchIcon: images("touch-icon") };
}
