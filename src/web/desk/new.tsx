import type { Context, Hono } from "hono";
import { NewLetterPage } from "../../../views/desk/edit.tsx";
import { LetterPreview } from "../../../views/desk/editor.tsx";
import type { Deps } from "../../deps.ts";
import { parseNewLetterForm } from "../../letters/letter-form.ts";
import { createLetter } from "../../letters/revise.ts";
import { LETTER_BODY_SIZE_MAX } from "../../limits.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { slugOf } from "../../shared/text/slug.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { readForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { letterSentences, previewLetter, type TypedLetter, typedLetter } from "./editor.ts";

const BLANK: TypedLetter = { ...typedLetter({}), language: "en" };

/** A new letter begins as a draft. */
export function newLetterRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const limitLetter = limitBodyTo(LETTER_BODY_SIZE_MAX);

  app.get("/admin/new-letter", async (c) => {
    return await newLetterPage(c, deps, { typed: BLANK, errors: {}, status: 200 });
  });

  app.post("/admin/new-letter", limitLetter, async (c) => {
    const { fields } = await readForm(c);
    const typed = typedLetter(fields);
    if (fields["action"] === "preview") {
      return await newLetterPage(c, deps, { typed, errors: {}, status: 200 });
    }
    const { words } = frameFor(deps);
    const parsed = parseNewLetterForm(fields);
    if (!parsed.ok) {
      const errors = letterSentences(words, parsed.errors, typed);
      return await newLetterPage(c, deps, { typed, errors, status: 422 });
    }
    const { slug } = parsed.form;
    const outcome = await createLetter(deps, parsed.form, c.get("account").id);
    switch (outcome) {
      case "created":
        return c.redirect(withQuery(paths.letterOverview(slug), { done: "created" }), 303);
      case "slug-taken": {
        const errors = letterSentences(words, { slug: "slug-taken" }, typed);
        return await newLetterPage(c, deps, { typed: { ...typed, slug }, errors, status: 422 });
      }
      default:
        return unreachable(outcome);
    }
  });

  app.post("/admin/new-letter/preview", limitLetter, async (c) => {
    return await previewFragment(c, deps);
  });
}

/** What was typed as it will look, for the script to put in its place. Stores nothing. */
export async function previewFragment(c: Context<StaffEnv>, deps: Deps): Promise<Response> {
  const { fields } = await readForm(c);
  const { words } = frameFor(deps);
  const typed = typedLetter(fields);
  const letter = await previewLetter(deps, typed);
  // The script shows it as the address, until somebody types one.
  c.header("Letter-Slug", slugOf(typed.title));
  return c.html(String(await (<LetterPreview words={words} letter={letter} />)));
}

async function newLetterPage(
  c: Context<StaffEnv>,
  deps: Deps,
  form: { typed: TypedLetter; errors: Record<string, string>; status: 200 | 422 },
): Promise<Response> {
  const page = (
    <NewLetterPage
      frame={frameFor(deps)}
      accountName={c.get("account").displayName}
      typed={form.typed}
      errors={form.errors}
      preview={await previewLetter(deps, form.typed)}
    />
  );
  return await privatePage(c, page, form.status);
}
