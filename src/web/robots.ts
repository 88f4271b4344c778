import type { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { letterAddresses } from "../letters/read.ts";
import { paths } from "../shared/pages/paths.ts";
import { unlessKnown, type WebEnv } from "./page.ts";

/** What search engines are told, as RFC 9309 and https://www.sitemaps.org ask. */
export function robotsRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const { baseUrl } = deps.config;

  app.get("/robots.txt", async (c) => {
    // Other pages that are in no index say so themselves, which nobody reads who may not ask.
    const lines = [
      "User-agent: *",
      `Disallow: ${paths.staff}`,
      `Sitemap: ${baseUrl}${paths.sitemap}`,
    ];
    const text = `${lines.join("\n")}\n`;
    return await unlessKnown(c, text, () => c.text(text));
  });

  app.get(paths.sitemap, async (c) => {
    const letters = await letterAddresses(deps);
    // Neither a slug nor BASE_URL holds anything that XML would read.
    const urls = letters.map(({ slug, updatedAt }) => {
      const lastmod = updatedAt.toISOString();
      return `<url><loc>${baseUrl}${paths.letter(slug)}</loc><lastmod>${lastmod}</lastmod></url>`;
    });
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
    const headers = { "Content-Type": "application/xml; charset=utf-8" };
    return await unlessKnown(c, xml, () => c.body(xml, 200, headers));
  });
}
