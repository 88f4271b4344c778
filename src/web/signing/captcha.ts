import type { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { publicLetter } from "../../letters/read.ts";
import { withoutNul } from "../guards/nul.ts";
import type { WebEnv } from "../page.ts";

/**
 * A fresh challenge for the form of a letter, if this server makes them. Making one stores nothing.
 */
export function captchaRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const { challenge } = deps.captcha;
  if (challenge === null) return;
  app.get("/captcha/challenge", async (c) => {
    const letter = await publicLetter(deps, withoutNul(c.req.query("letter") ?? ""));
    if (letter === null) return c.notFound();
    c.header("Cache-Control", "no-store");
    return c.json(await challenge(letter.slug));
  });
}
