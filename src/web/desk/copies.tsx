import type { Context, Hono } from "hono";
import { CopyPage, DeletePage } from "../../../views/desk/copies.tsx";
import type { Deps } from "../../deps.ts";
import { deleteDraft, goesWithDraft } from "../../letters/delete-draft.ts";
import { duplicateLetter } from "../../letters/duplicate.ts";
import { parseSlug } from "../../letters/letter-form.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { deskProps, letterOf } from "./letter.ts";

/** A draft like a letter, and the end of a draft. */
export function copyRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/copy", async (c) => {
    return await copyPage(c, deps, { slug: `${letterOf(c).slug}-2`, error: null, status: 200 });
  });

  app.post("/admin/letters/:slug/copy", async (c) => {
    const typed = (await readForm(c)).fields["slug"] ?? "";
    const slug = parseSlug(typed);
    if (slug === null)
      return await copyPage(c, deps, { slug: typed, error: "slug-invalid", status: 422 });
    const by = c.get("account").id;
    const outcome = await duplicateLetter(deps, letterOf(c), { slug, by });
    if (outcome === "slug-taken")
      return await copyPage(c, deps, { slug, error: outcome, status: 422 });
    return c.redirect(withQuery(paths.letterOverview(slug), { done: "created" }), 303);
  });

  app.get("/admin/letters/:slug/delete", async (c) => {
    return await deletePage(c, deps);
  });

  app.post("/admin/letters/:slug/delete", requireStepUp(deps), async (c) => {
    const isGone = await deleteDraft(deps, letterOf(c), c.get("account").id);
    return isGone ? c.redirect(paths.staff, 303) : await deletePage(c, deps);
  });
}

async function copyPage(
  c: Context<StaffEnv>,
  deps: Deps,
  shown: { slug: string; error: "slug-invalid" | "slug-taken" | null; status: 200 | 422 },
): Promise<Response> {
  const { status, ...typed } = shown;
  return await privatePage(c, <CopyPage {...deskProps(c, deps, null)} {...typed} />, status);
}

async function deletePage(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  const goes = await goesWithDraft(deps, letterOf(c));
  const page = <DeletePage {...deskProps(c, deps, null)} goes={goes} />;
  return await privatePage(c, page, goes === null ? 409 : 200);
}
