import type { Context, Hono } from "hono";
import { z } from "zod";
import { LookPage, type LookPageProps } from "../../../views/desk/look.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import { type LookImages, type StoredLook, saveLook, storedLook } from "../../letters/look/look.ts";
import { LOOK_FIELDS, type LookError, parseLookForm } from "../../letters/look/look-form.ts";
import { IMAGES_BODY_SIZE_MAX } from "../../limits.ts";
import { sentencesOf } from "../../shared/form-errors.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { readForm, type SentForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import {
  colourOffer,
  colourSentence,
  uploadFrom,
  uploadSentence,
  withChosenColour,
} from "../site/uploads.ts";
import { deskProps, letterOf } from "./letter.ts";

type Typed = LookPageProps["typed"];

const doneSchema = z.enum(["saved", "unchanged"]).nullable().catch(null);

/** How a letter looks: its publisher's logo, link and colour, header image, sender of mails. */
export function lookRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/look", async (c) => {
    const done = doneSchema.parse(c.req.query("done") ?? null);
    return await lookPage(c, deps, await storedLook(deps, letterOf(c).id), { done });
  });

  const limitForm = limitBodyTo(IMAGES_BODY_SIZE_MAX, async (c) => {
    const errors = { logo: uploadSentence(frameFor(deps).words, "large") };
    const stored = await storedLook(deps, letterOf(c).id);
    return await lookPage(c, deps, stored, { errors, status: 413 });
  });
  app.post("/admin/letters/:slug/look", limitForm, async (c) => {
    const letter = letterOf(c);
    const { words } = frameFor(deps);
    const sent = withChosenColour(await readForm(c));
    const typed = typedFields(sent.fields);
    const { seen = "" } = sent.fields;
    const stored = await storedLook(deps, letter.id);
    const refuse = async (errors: Record<string, string>) =>
      await lookPage(c, deps, stored, { typed, seen, errors, status: 422 });
    const parsed = parseLookForm(sent.fields);
    if (!parsed.ok) {
      const sentence = (error: LookError) =>
        error === "colour" || error === "contrast"
          ? colourSentence(words, error, typed.colour)
          : words(`look.error-${error}`);
      return await refuse(sentencesOf(LOOK_FIELDS, parsed.errors, sentence));
    }
    const made = await lookImages(deps, words, sent);
    if (!made.ok) return await refuse(made.errors);
    const wanted = { form: parsed.form, images: made.images };
    const result = await saveLook(deps, letter.id, wanted, { seen, by: c.get("account").id });
    switch (result.outcome) {
      case "saved":
      case "unchanged": {
        const done = result.outcome;
        return c.redirect(withQuery(paths.letterLook(letter.slug), { done }), 303);
      }
      case "alt-missing":
        return await refuse({ headerAlt: words("look.error-alt-missing") });
      case "conflict": {
        const now = result.stored.seen;
        const shown = { typed, seen: now, hasConflict: true, status: 409 as const };
        return await lookPage(c, deps, result.stored, shown);
      }
      default:
        return unreachable(result);
    }
  });
}

async function lookImages(
  deps: Deps,
  words: Words,
  sent: SentForm,
): Promise<{ ok: true; images: LookImages } | { ok: false; errors: Record<string, string> }> {
  const logo = await uploadFrom(deps, sent, "logo", ["logo"]);
  const header = await uploadFrom(deps, sent, "header", ["header", "header-small"]);
  const errors = {
    ...(logo.outcome === "refused" && { logo: uploadSentence(words, logo.problem) }),
    ...(header.outcome === "refused" && { header: uploadSentence(words, header.problem) }),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const images = {
    ...(logo.outcome === "removed" && { logo: null }),
    ...(logo.outcome === "made" && { logo: logo.images("logo") }),
    ...(header.outcome === "removed" && { header: null }),
    ...(header.outcome === "made" && {
      header: { large: header.images("header"), small: header.images("header-small") },
    }),
  };
  return { ok: true, images };
}

function typedFields(fields: Readonly<Record<string, string>>): Typed {
  const typed = (name: keyof Typed) => fields[name] ?? "";
  return {
    publisherUrl: typed("publisherUrl"),
    colour: typed("colour"),
    headerAlt: typed("headerAlt"),
    senderName: typed("senderName"),
  };
}

function typedFrom({ publisherUrl, colour, headerAlt, senderName }: StoredLook): Typed {
  return {
    publisherUrl: publisherUrl ?? "",
    colour: colour === null ? "" : `#${colour}`,
    headerAlt: headerAlt ?? "",
    senderName: senderName ?? "",
  };
}

async function lookPage(
  c: Context<StaffEnv>,
  deps: Deps,
  stored: StoredLook,
  shown: Partial<Pick<LookPageProps, "typed" | "seen" | "errors" | "hasConflict" | "done">> & {
    status?: 200 | 409 | 413 | 422;
  },
): Promise<Response> {
  const { typed = typedFrom(stored), seen = stored.seen, errors = {}, status = 200 } = shown;
  const { publisher } = letterOf(c);
  const site = await deps.site.read();
  const page = (
    <LookPage
      {...deskProps(c, deps, "look")}
      look={{ ...stored, publisher }}
      colour={stored.colour ?? site.colour}
      sender={site.name ?? deps.config.mailFrom.name}
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
