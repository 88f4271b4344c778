import type { Hono } from "hono";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { correctEntry } from "../../signatures/correction/correct.ts";
import { letterOf } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { renderEntry } from "../queue/entry.tsx";

/** Correcting the wording of an entry. */
export function correctionRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.post("/admin/letters/:slug/entries/:id/correction", async (c) => {
    const letter = letterOf(c);
    const id = z.uuid().safeParse(c.req.param("id"));
    if (!id.success) return c.notFound();
    const { fields: typed } = await readForm(c);
    const request = { id: id.data, typed, seen: typed["seen"] ?? "" };
    const result = await correctEntry(deps, c.get("account"), letter, request);
    if (result.outcome === "corrected") {
      const path = withQuery(paths.entry(letter.slug, id.data), { corrected: "on" });
      return c.redirect(`${path}#correct`, 303);
    }
    const page = await renderEntry(c, deps, letter, { id: id.data, correction: { typed, result } });
    const status = result.outcome === "changed" ? 409 : 422;
    return page === null ? c.notFound() : await privatePage(c, page, status);
  });
}
