import type { Context, Hono } from "hono";
import { z } from "zod";
import { EditLetterPage, type EditPageProps } from "../../../views/desk/edit.tsx";
import type { WaitingChange } from "../../../views/desk/text-change.tsx";
import { isAnotherAllowed } from "../../accounts/mass/second-person.ts";
import { letterStaffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import { type Letter, totalOf } from "../../letters/letter.ts";
import { LETTER_FIELDS, type LetterForm, parseLetterForm } from "../../letters/letter-form.ts";
import { LETTER_LENGTH_MAX } from "../../letters/letter-limits.ts";
import { plainLine } from "../../letters/plain-line.ts";
import { reviseLetter } from "../../letters/revise.ts";
import { type StoredText, storedText } from "../../letters/stored-text.ts";
import { changeBetween } from "../../letters/versions/change.ts";
import { differenceBetween } from "../../letters/versions/difference.ts";
import { findProposed } from "../../letters/versions/proposed.ts";
import { countSigned, findVersion, listVersions } from "../../letters/versions/read.ts";
import { LETTER_BODY_SIZE_MAX } from "../../limits.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { readForm } from "../form.ts";
import { limitBodyTo } from "../guards/body-limit.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import {
  formLetter,
  letterSentences,
  previewLetter,
  type TypedLetter,
  typedLetter,
} from "./editor.ts";
import { deskProps, letterOf } from "./letter.ts";
import { previewFragment } from "./new.tsx";

const savedSchema = z.coerce.number().int().min(0).max(1_000_000).nullable().catch(null);
const decidedSchema = z.enum(["proposed", "discarded", "gone", "own"]).nullable().catch(null);
/** Why a text is changed: public, so that it is plain text. */
const reasonSchema = plainLine(LETTER_LENGTH_MAX.reason, "reason-long");

/** Writing a letter, its versions, and its draft as the public will see it. */
export function editRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  const limitLetter = limitBodyTo(LETTER_BODY_SIZE_MAX);
  const stepUp = requireStepUp(deps, (c) => letterOf(c).state === "open");

  app.get("/admin/letters/:slug/edit", stepUp, async (c) => {
    const letter = letterOf(c);
    const stored = await storedText(deps, letter.id);
    const saved = savedSchema.parse(c.req.query("saved") ?? null);
    const decided = decidedSchema.parse(c.req.query("decided") ?? null);
    return await editPage(c, deps, letter, { stored, typed: formLetter(stored), saved, decided });
  });

  app.post("/admin/letters/:slug/edit", limitLetter, stepUp, async (c) => {
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
    const reason = reasonSchema.safeParse(fields["change_reason"]);
    if (!reason.success)
      return await reviewPage(c, deps, letter, { fields, form: parsed.form, seen });
    const said = { reason: reason.data, asks: fields["change"] === "typographical" };
    const result = await reviseLetter(deps, letter.id, parsed.form, { seen, by, said });
    switch (result.outcome) {
      case "saved":
        return c.redirect(withQuery(paths.letterEdit(letter.slug), { saved: "0" }), 303);
      case "new-version": {
        const saved = String(result.number);
        return c.redirect(withQuery(paths.letterEdit(letter.slug), { saved }), 303);
      }
      case "proposed":
        return c.redirect(withQuery(paths.letterEdit(letter.slug), { decided: "proposed" }), 303);
      case "locked": {
        const errors = { body: frameFor(deps).words("textChange.error-locked") };
        return await editAgain(c, deps, letter, { typed, seen, errors });
      }
      case "unexplained":
        return await reviewPage(c, deps, letter, { fields, form: parsed.form, seen });
      case "conflict":
        return await conflictPage(c, deps, letter, { stored: result.stored, typed });
      default:
        return unreachable(result);
    }
  });

  app.post("/admin/letters/:slug/edit/preview", limitLetter, async (c) => {
    return await previewFragment(c, deps);
  });
}

/**
 * The form again, with what the change of its text means for those who signed, and what is to be
 * said of it.
 */
async function reviewPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  again: { fields: Readonly<Record<string, string>>; form: LetterForm; seen: string },
): Promise<Response> {
  const { words } = frameFor(deps);
  const { change_reason: reason = "" } = again.fields;
  const stored = { ...(await storedText(deps, letter.id)), seen: again.seen };
  const why = reason === "" ? "missing" : "long";
  const account = c.get("account");
  const review = {
    change: changeBetween(stored, again.form),
    difference: differenceBetween(stored, again.form),
    language: again.form.language,
    signed: totalOf(letter.counts),
    reason,
    isAnother: await isAnotherAllowed(deps, "edit", { letterId: letter.id, accountId: account.id }),
  };
  const errors = { change_reason: words(`textChange.error-reason-${why}`) };
  const typed = typedLetter(again.fields);
  return await editPage(c, deps, letter, { stored, typed, review, errors, status: 422 });
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
  shown: Partial<Pick<EditPageProps, "errors" | "conflict" | "saved" | "decided" | "review">> & {
    stored: StoredText;
    typed: TypedLetter;
    status?: 200 | 409 | 422;
  },
): Promise<Response> {
  const { stored, typed, errors = {}, conflict = null, saved = null, status = 200 } = shown;
  const { decided = null, review = null } = shown;
  const versions = await listVersions(deps, letter.id);
  const current = await findVersion(deps, letter.id, stored.version.id);
  const page = (
    <EditLetterPage
      typed={typed}
      errors={errors}
      conflict={conflict}
      saved={saved}
      decided={decided}
      review={review}
      isLocked={stored.isClosed}
      waiting={await waitingChange(c, deps, letter)}
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

/** The correction that waits for a second person, as whoever asks sees it; null: there is none. */
async function waitingChange(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
): Promise<WaitingChange | null> {
  const proposed = await findProposed(deps, letter.id);
  if (proposed === null) return null;
  const { proposedBy, proposedAt: at, reason } = proposed;
  const names = await letterStaffNames(deps, letter.id);
  const by = names.get(proposedBy) ?? proposedBy;
  const { version } = letter;
  return {
    difference: differenceBetween(version, { ...proposed, language: version.language }),
    language: version.language,
    by,
    isOwn: proposedBy === c.get("account").id,
    at,
    reason,
  };
}
