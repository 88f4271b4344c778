import type { Hono } from "hono";
import { LetterVersionPage } from "../../../views/desk/edit.tsx";
import type { Deps } from "../../deps.ts";
import { countSigned, findVersion } from "../../letters/versions/read.ts";
import { paths } from "../../shared/pages/paths.ts";
import { letterPage } from "../letter/page.tsx";
import { frameIn, privatePage, type StaffEnv } from "../page.ts";
import { renderedLetter } from "./editor.ts";
import { deskProps, letterOf } from "./letter.ts";
import { proposedTextRoutes } from "./proposed-text.ts";

/**
 * A letter's draft as the public will see it, each version as it was signed, and the decision on a
 * correction.
 */
export function deskVersionRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  proposedTextRoutes(app, deps);

  app.get("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    if (letter.state !== "draft") return c.redirect(paths.letter(letter.slug), 303);
    const { words } = await frameIn(deps, letter.language);
    return await privatePage(c, await letterPage(deps, letter, words("editor.draft-notice")));
  });

  app.get("/admin/letters/:slug/versions/:id", async (c) => {
    const letter = letterOf(c);
    const version = await findVersion(deps, letter.id, c.req.param("id"));
    if (version === null) return c.notFound();
    const page = (
      <LetterVersionPage
        {...deskProps(c, deps, "edit")}
        text={await renderedLetter(deps, version)}
        version={version}
        signed={await countSigned(deps, letter.id, version)}
      />
    );
    return await privatePage(c, page);
  });
}
