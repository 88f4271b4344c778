import type { Hono } from "hono";
import { LetterVersionPage } from "../../../views/desk/edit.tsx";
import type { Deps } from "../../deps.ts";
import { countSigned, findVersion } from "../../letters/versions/read.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { renderedLetter } from "./editor.ts";
import { deskProps, letterOf } from "./letter.ts";
import { proposedTextRoutes } from "./proposed-text.ts";

/**
 * Each version of a letter as it was signed, and the decision on a correction.
 */
export function deskVersionRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  proposedTextRoutes(app, deps);

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
