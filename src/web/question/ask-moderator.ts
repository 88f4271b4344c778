import type { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { askSignatory, cancelQuestion } from "../../signatures/questions/moderator/ask.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { renderEntry } from "../queue/entry.tsx";

/** Asking the signatory of an entry something, and taking that back. */
export function askSignatoryRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/entries/:id/question", async (c) => {
    const letter = letterOf(c);
    const id = z.uuid().safeParse(c.req.param("id"));
    if (!id.success) return c.notFound();
    const which = { letterId: letter.id, id: id.data };
    const { text = "", cancel } = (await readForm(c)).fields;
    const by = c.get("account").id;
    if (cancel !== undefined) {
      const isCancelled = await cancelQuestion(deps, which, { questionId: cancel, by });
      return c.redirect(done(isCancelled ? "cancelled" : "late"), 303);
    }
    const outcome = await askSignatory(deps, which, { text, askedBy: by });
    if (outcome === "asked") return c.redirect(done("signatory"), 303);
    const asking = { typed: text, problem: outcome };
    const page = await renderEntry(c, deps, letter, { id: id.data, asking });
    return page === null ? c.notFound() : await privatePage(c, page, 422);

    function done(asked: "signatory" | "cancelled" | "late"): string {
      return `${withQuery(paths.entry(letter.slug, which.id), { asked })}#ask`;
    }
  });
}
