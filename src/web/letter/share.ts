import type { Context, Hono } from "hono";
import { jsx } from "hono/jsx";
import { Badge } from "../../../views/letter/badge.tsx";
import { signedRoundly } from "../../../views/letter/byline.ts";
import { qrSquares, qrSvg } from "../../../views/letter/qr.ts";
import { wordsFor } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { publicLetter } from "../../letters/read.ts";
import { monochromePng } from "../../shared/pages/monochrome-png.ts";
import { paths } from "../../shared/pages/paths.ts";
import { unlessKnown, type WebEnv } from "../page.ts";

/** A picture stays what it is: another revision of its letter has another address. */
const PICTURE_CACHING = "public, max-age=31536000, immutable";
/** How long it may be remembered where the current picture is. */
const REDIRECT_CACHING = "public, max-age=5";

/** How long a code may be remembered: it changes with BASE_URL alone. */
const CODE_CACHING = "public, max-age=86400";
/** Pixels of a code's squares as PNG: large enough to be printed. */
const SQUARE_PIXELS = 24;

/** The picture that networks put beside a link to a letter, and its address as a code to scan. */
export function shareRoutes(app: Hono<WebEnv>, deps: Deps): void {
  badgeRoute(app, deps);

  app.get("/letters/:slug/:file{share(?:-[0-9]+)?\\.png}", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    c.set("mayBeEmbedded", true);
    const current = paths.sharePicture(letter.slug, letter.revision);
    if (c.req.path !== current) return redirect(c, current);
    const png = await pictureOf(deps, letter);
    if (png === null) return redirect(c, deps.asset("share.png"));
    const headers = { "Content-Type": "image/png", "Cache-Control": PICTURE_CACHING };
    return c.body(png, 200, headers);
  });

  app.get("/letters/:slug/qr.svg", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const headers = { "Content-Type": "image/svg+xml", "Cache-Control": CODE_CACHING };
    return c.body(qrSvg(addressOf(deps, letter)), 200, headers);
  });

  app.get("/letters/:slug/qr.png", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const png = await monochromePng(qrSquares(addressOf(deps, letter)), SQUARE_PIXELS);
    return c.body(png, 200, { "Content-Type": "image/png", "Cache-Control": CODE_CACHING });
  });
}

/** How many signed, for other sites: kept in memory, and there at once when somebody joins. */
function badgeRoute(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/letters/:slug/badge.svg", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    c.set("mayBeEmbedded", true);
    const { counts, language } = letter;
    const svg = await String(jsx(Badge, { words: await wordsFor(language), counts }));
    return await unlessKnown(c, svg, () => c.body(svg, 200, { "Content-Type": "image/svg+xml" }));
  });
}

function addressOf({ config }: Pick<Deps, "config">, { slug }: Letter): string {
  return config.baseUrl + paths.letter(slug);
}

/** Null if this place draws no pictures, or has no letters for this one. */
async function pictureOf(
  { sharePicture }: Pick<Deps, "sharePicture">,
  letter: Letter,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { slug, language, publisher, counts, version } = letter;
  const signed = signedRoundly(await wordsFor(language), counts);
  return await sharePicture(slug, { title: version.title, language, publisher, signed });
}

function redirect(c: Context<WebEnv>, path: string): Response {
  c.header("Cache-Control", REDIRECT_CACHING);
  return c.redirect(path);
}
