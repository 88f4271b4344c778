import type { Hono } from "hono";
import { LostLinkPage, LostLinkSentPage } from "../../../views/signing/lost-link.tsx";
import type { Deps } from "../../deps.ts";
import { publicLetter } from "../../letters/read.ts";
import { paths } from "../../shared/pages/paths.ts";
import { parseEmailAddress } from "../../shared/text/email-address.ts";
import { requestOwnLink } from "../../signatures/signing/lost-link.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, publicPage, type WebEnv } from "../page.ts";

/** A new link for signatories who lost theirs. */
export function lostLinkRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/letters/:slug/lost-link", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const frame = frameFor(deps, letter.language);
    const titled = { ...letter, title: letter.version.title };
    return await publicPage(c, <LostLinkPage frame={frame} letter={titled} typed="" />);
  });

  app.post("/letters/:slug/lost-link", async (c) => {
    const letter = await publicLetter(deps, c.req.param("slug"));
    if (letter === null) return c.notFound();
    const frame = frameFor(deps, letter.language);
    const titled = { ...letter, title: letter.version.title };
    const typed = (await readForm(c)).fields["email"] ?? "";
    if (parseEmailAddress(typed.trim()) === null) {
      const error = frame.words("fieldErrors.email-invalid");
      const page = <LostLinkPage frame={frame} letter={titled} typed={typed} error={error} />;
      return await privatePage(c, page, 422);
    }
    // Answered before it is known whether the address has signed, so that the time tells nothing.
    const clientAddress = deps.clientAddress(c);
    deps.defer(requestOwnLink(deps, letter, { typedAddress: typed, clientAddress }));
    const page = (
      <LostLinkSentPage
        frame={frame}
        letter={titled}
        sender={deps.config.mailFrom}
        devMailPath={deps.mailFolder && paths.devMail}
      />
    );
    return await privatePage(c, page);
  });
}
