import type { Context, Hono } from "hono";
import { z } from "zod";
import {
  EditLetterPage,
  type EditPageProps,
  LetterVersionPage,
} from "../../../views/desk/edit.tsx";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { LETTER_FIELDS, parseLetterForm } from "../../letters/letter-form.ts";
import { reviseLetter, type StoredText, storedText } from "../../letters/revise.ts";
import { countSigned, findVersion, listVersions } from "../../letters/versions.ts";
import { LETTER_BODY_SIZE_MAX } from "../../limits.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { readForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { letterPage } from "../letter/page.tsx";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import {
  formLetter,
  letterSentences,
  previewLetter,
  renderedLetter,
  type TypedLetter,
  typedLetter,
} from "./editor.ts";
import { deskProps, letterOf } from "./letter.ts";
import { previewFragment } from "./new.tsx";

const savedSchema = z.coerce.number().int().min(0).max(1_000_000).nullable().catch(null);

/** Writing a letter, its versions, and its draft as the public will see it. */
export function editRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const limitLetter = limitBodyTo(LETTER_BODY_SIZE_MAX);

  app.get("/admin/letters/:slug/edit", async (c) => {
    const letter = letterOf(c);
    const stored = await storedText(deps, letter.id);
    const saved = savedSchema.parse(c.req.query("saved") ?? null);
    return await editPage(c, deps, letter, { stored, typed: formLetter(stored), saved });
  });

  app.post("/admin/letters/:slug/edit", limitLetter, async (c) => {
    const letter = letterOf(c);
    const { fields } = await readForm(c);
    const typed = typedLetter(fields);
    const { seen = "" } = fields;
    if (fields["action"] === "preview") return await editAgain(c, deps, letter, { typed, seen });
    const parsed = parseLetterForm(fields);
    if (!parsed.ok) {
      const errors = letterSentences(frameFor(deps).words, parsed.errors, typed);
      return await editAgain(c, deps, letter, { typed, seen, errors });
    }
    const by = c.get("account").id;
    const result = await reviseLetter(deps, letter.id, parsed.form, { seen, by });
    switch (result.outcome) {
      case "saved":
        return c.redirect(withQuery(paths.letterEdit(letter.slug), { saved: "0" }), 303);
      case "new-version": {
        const saved = String(result.number);
        return c.redirect(withQuery(paths.letterEdit(letter.slug), { saved }), 303);
      }
      case "conflict":
        return await conflictPage(c, deps, letter, { stored: result.stored, typed });
      default:
        return unreachable(result);
    }
  });

  app.post("/admin/letters/:slug/edit/preview", limitLetter, async (c) => {
    return await previewFragment(c, deps);
  });

  app.get("/admin/letters/:slug/draft", async (c) => {
    const letter = letterOf(c);
    if (letter.state !== "draft") return c.redirect(paths.letter(letter.slug), 303);
    const notice = frameFor(deps, letter.language).words("editor.draft-notice");
    return await privatePage(c, await letterPage(deps, letter, notice));
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

/**
 * The form again with what was typed and the state it was made from, so that it still conflicts
 * with anything newer.
 */
async function editAgain(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  again: { typed: TypedLetter; seen: string; errors?: Record<string, string> },
): Promise<Response> {
  const { errors = {} } = again;
  const stored = { ...(await storedText(deps, letter.id)), seen: again.seen };
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return await editPage(c, deps, letter, { ...again, stored, errors, status });
}

/** What was typed, and next to it what somebody else has saved. Saving again replaces that. */
async function conflictPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  { stored, typed }: { stored: StoredText; typed: TypedLetter },
): Promise<Response> {
  const saved = formLetter(stored);
  const sameLines = (text: string) => text.replaceAll("\r\n", "\n").trim();
  const conflict = LETTER_FIELDS.filter(
    (name) => name !== "slug" && sameLines(saved[name]) !== sameLines(typed[name]),
  ).map((name) => ({ name, value: saved[name] }));
  return await editPage(c, deps, letter, { stored, typed, conflict, status: 409 });
}

async function editPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  shown: Partial<Pick<EditPageProps, "errors" | "conflict" | "saved">> & {
    stored: StoredText;
    typed: TypedLetter;
    status?: 200 | 409 | 422;
  },
): Promise<Response> {
  const { stored, typed, errors = {}, conflict = null, saved = null, status = 200 } = shown;
  const versions = await listVersions(deps, letter.id);
  const current = await findVersion(deps, letter.id, stored.version.id);
  const page = (
    <EditLetterPage
      typed={typed}
      errors={errors}
      conflict={conflict}
      saved={saved}
      versions={versions}
      {...deskProps(c, deps, "edit")}
      preview={await previewLetter(deps, typed)}
      seen={stored.seen}
      version={stored.version}
      signed={
        current === null ? { count: 0, isMore: false } : await countSigned(deps, letter.id, current)
      }
    />
  );
  return await privatePage(c, page, status);
}
