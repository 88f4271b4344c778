import type { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { askOrganisation } from "../../signatures/questions/second/ask.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { frameIn, privatePage, type StaffEnv } from "../page.ts";
import { renderEntry } from "../queue/entry.tsx";

/** Asking an organisation whether an entry is its own. */
export function askOrganisationRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/entries/:id/second-confirmation", async (c) => {
    const letter = letterOf(c);
    const id = z.uuid().safeParse(c.req.param("id"));
    if (!id.success) return c.notFound();
    const address = (await readForm(c)).fields["address"]?.trim() ?? "";
    const which = { letterId: letter.id, id: id.data };
    const { words } = await frameIn(deps, letter);
    const wording = { language: words.language, text: words("question.second-question") };
    const question = { address, wording, askedBy: c.get("account").id };
    const outcome = await askOrganisation(deps, which, question);
    if (outcome !== "asked") {
      const page = await renderEntry(c, deps, letter, { id: id.data, refusal: outcome, address });
      return page === null ? c.notFound() : await privatePage(c, page, 422);
    }
    const path = withQuery(paths.entry(letter.slug, id.data), { asked: "second" });
    return c.redirect(`${path}#second-confirmation`, 303);
  });
}
