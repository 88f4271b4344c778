import type { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { readImage } from "../../images/images.ts";
import { IMAGE_NAME, imageType } from "../../shared/pages/image-name.ts";
import { IMMUTABLE, type WebEnv } from "../page.ts";

/** The images that staff uploaded, as we encoded them. */
export function imageRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get(`/images/:name{${IMAGE_NAME}}`, async (c) => {
    const name = c.req.param("name");
    const bytes = await readImage(deps, name);
    if (bytes === null) return c.notFound();
    c.header("Cache-Control", IMMUTABLE);
    return c.body(bytes, 200, { "Content-Type": imageType(name) });
  });
}
