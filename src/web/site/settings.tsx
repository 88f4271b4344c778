import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Words } from "../../../views/page/words.ts";
import { SitePage, type SitePageProps } from "../../../views/site/settings.tsx";
import type { Deps } from "../../deps.ts";
import { IMAGES_BODY_SIZE_MAX } from "../../limits.ts";
import { sentencesOf } from "../../shared/form-errors.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import type { Site } from "../../shared/pages/site.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { saveSite, storedSite } from "../../site/settings.ts";
import { parseSiteForm, SITE_FIELDS, type SiteError } from "../../site/settings-form.ts";
import { readForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { siteImages } from "./site-images.ts";
import {
  colourOffer,
  colourSentence,
  type UploadProblem,
  uploadSentence,
  withChosenColour,
} from "./uploads.ts";

type Typed = SitePageProps["typed"];

const doneSchema = z.enum(["saved", "unchanged"]).nullable().catch(null);
const seenSchema = z.coerce.number().int().min(0).catch(0);

/** Whose site it is: its name, its look, and what its footer leads to. */
export function siteRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/site", async (c) => {
    const site = await storedSite(deps);
    const done = doneSchema.parse(c.req.query("done") ?? null);
    return await sitePage(c, deps, site, { done });
  });

  const limitForm = limitBodyTo(IMAGES_BODY_SIZE_MAX, async (c) => {
    const errors = { logo: uploadSentence(frameFor(deps).words, "large") };
    return await sitePage(c, deps, await storedSite(deps), { errors, status: 413 });
  });
  app.post("/admin/site", limitForm, async (c) => {
    const { words } = frameFor(deps);
    const sent = withChosenColour(await readForm(c));
    const typed = typedFields(sent.fields);
    const seen = seenSchema.parse(sent.fields["seen"]);
    const stored = await storedSite(deps);
    const parsed = parseSiteForm(sent.fields);
    const refuse = async (errors: Record<string, string>) =>
      await sitePage(c, deps, stored, { typed, seen, errors, status: 422 });
    if (!parsed.ok) {
      const sentence = (error: SiteError) =>
        error === "colour" || error === "contrast"
          ? colourSentence(words, error, typed.colour)
          : words(`siteSettings.error-${error}`);
      return await refuse(sentencesOf(SITE_FIELDS, parsed.errors, sentence));
    }
    const made = await siteImages(deps, sent, stored);
    if (!made.ok) return await refuse(imageSentences(words, made.problems));
    const by = c.get("account").id;
    const { images } = made;
    const result = await saveSite(deps, { form: parsed.form, images }, { seen, by });
    switch (result.outcome) {
      case "saved":
      case "unchanged":
        return c.redirect(withQuery(paths.site, { done: result.outcome }), 303);
      case "conflict": {
        const shown = {
          typed,
          seen: result.stored.revision,
          hasConflict: true,
          status: 409 as const,
        };
        return await sitePage(c, deps, result.stored, shown);
      }
      default:
        return unreachable(result);
    }
  });
}

function typedFields(fields: Readonly<Record<string, string>>): Typed {
  const typed = (name: keyof Typed) => fields[name] ?? "";
  return {
    name: typed("name"),
    colour: typed("colour"),
    imprintText: typed("imprintText"),
    imprintUrl: typed("imprintUrl"),
    privacyText: typed("privacyText"),
    privacyUrl: typed("privacyUrl"),
    about: typed("about"),
  };
}

function typedFrom({ name, colour, imprint, privacy, about }: Site): Typed {
  return {
    name: name ?? "",
    colour: colour === null ? "" : `#${colour}`,
    imprintText: imprint?.text ?? "",
    imprintUrl: imprint?.url ?? "",
    privacyText: privacy?.text ?? "",
    privacyUrl: privacy?.url ?? "",
    about: about ?? "",
  };
}

function imageSentences(words: Words, problems: Record<string, UploadProblem>) {
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, uploadSentence(words, problem)]),
  );
}

async function sitePage(
  c: Context<StaffEnv>,
  deps: Deps,
  stored: Site,
  shown: Partial<Pick<SitePageProps, "typed" | "seen" | "errors" | "hasConflict" | "done">> & {
    status?: 200 | 409 | 413 | 422;
  },
): Promise<Response> {
  const { typed = typedFrom(stored), seen = stored.revision, errors = {}, status = 200 } = shown;
  const page = (
    <SitePage
      frame={frameFor(deps)}
      accountName={c.get("account").displayName}
      site={{ ...stored, host: new URL(deps.config.baseUrl).host }}
      typed={typed}
      seen={seen}
      errors={errors}
      colourOffer={errors["colour"] === undefined ? null : colourOffer(typed.colour)}
      hasConflict={shown.hasConflict ?? false}
      done={shown.done ?? null}
      takesImages={deps.makeImages !== null}
    />
  );
  return await privatePage(c, page, status);
}
