import type { Hono } from "hono";
import { AboutPage } from "../../../views/site/about.tsx";
import type { Deps } from "../../deps.ts";
import { frameFor, publicPage, type WebEnv } from "../page.ts";

/** What an administrator says about the site; there is no such page before. */
export function aboutRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/about", async (c) => {
    const { about } = await deps.site.read();
    if (about === null) return c.notFound();
    const frame = frameFor(deps);
    const { html } = await deps.letterTexts(about, frame.words.language);
    return await publicPage(c, <AboutPage frame={frame} textHtml={html} />);
  });
}
