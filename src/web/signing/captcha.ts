import type { Hono } from "hono";
import type { Deps } from "../../deps.ts";
import { publicLetter } from "../../letters/read.ts";
import { clientAndNetwork } from "../../shared/client-address.ts";
import { FloodError } from "../guards/errors.tsx";
import { withoutNul } from "../guards/nul.ts";
import type { WebEnv } from "../page.ts";

/**
 * A fresh challenge for the form of a letter, if this server makes them. Making one stores nothing,
 * and takes a processor a millisecond: whose client asks for hundreds a minute gets none, and its
 * forms are held.
 */
export function captchaRoutes(app: Hono<WebEnv>, deps: Deps): void {
  const { challenge } = deps.captcha;
  if (challenge === null) return;
  app.get("/captcha/challenge", async (c) => {
    const { client } = clientAndNetwork(deps.clientAddress(c));
    const waitSeconds = await deps.challengeGate(client);
    if (waitSeconds !== null) throw new FloodError(waitSeconds);
    const letter = await publicLetter(deps, withoutNul(c.req.query("letter") ?? ""));
    if (letter === null) return c.notFound();
    c.header("Cache-Control", "no-store");
    return c.json(await challenge(letter.slug));
  });
}
