import type { Hono } from "hono";
import { accentSheet } from "../../shared/pages/accent.ts";
import { IMMUTABLE, type WebEnv } from "../page.ts";

/**
 * The style sheet of a colour: what it says stands in its address, so it is kept for good. No page
 * has styles within it.
 */
export function accentRoutes(app: Hono<WebEnv>): void {
  app.get("/colours/:file{(?:page|preview)-[0-9a-f]{6}-[0-9a-f]{6}\\.css}", (c) => {
    const [place, light = "", dark = ""] = c.req.param("file").replace(".css", "").split("-");
    const sheet = accentSheet({ light, dark }, place === "page" ? "page" : "preview");
    c.header("Cache-Control", IMMUTABLE);
    return c.body(sheet, 200, { "Content-Type": "text/css; charset=utf-8" });
  });
}
