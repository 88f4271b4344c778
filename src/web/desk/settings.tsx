import type { Context, Hono } from "hono";
import { z } from "zod";
import { SettingsPage, type SettingsPageProps } from "../../../views/desk/settings.tsx";
import { speaks, type Words } from "../../../views/page/words.ts";
import { isSteppedUp } from "../../accounts/second-step.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { type StoredSettings, saveSettings, storedSettings } from "../../letters/settings.ts";
import {
  GOAL_BOUNDS,
  type LetterSettings,
  MONTHS_KEPT_BOUNDS,
  parseSettingsForm,
  SETTINGS_FIELDS,
  type SettingsErrors,
  type SettingsField,
  SUBMISSIONS_MAX_BOUNDS,
} from "../../letters/settings-form.ts";
import { later, MINUTE_MS } from "../../shared/clock.ts";
import { sentencesOf } from "../../shared/form-errors.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { clockTimeIn } from "../../shared/time-zone.ts";
import { unreachable } from "../../shared/unreachable.ts";
import { CONTACT_MONTHS_AFTER_SIGNING } from "../../signatures/retention/clocks.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { askForStepUp } from "../staff/step-up.tsx";
import { deskProps, letterOf } from "./letter.ts";

type TypedSettings = SettingsPageProps["typed"];

const doneSchema = z.enum(["saved", "unchanged"]).nullable().catch(null);

export function settingsRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/settings", async (c) => {
    const letter = letterOf(c);
    const stored = await storedSettings(deps, letter.id);
    const done = doneSchema.parse(c.req.query("done") ?? null);
    return await settingsPage(c, deps, letter, { ...stored, typed: typedFrom(stored), done });
  });

  app.post("/admin/letters/:slug/settings", async (c) => {
    const letter = letterOf(c);
    const { contactMonths, rejectedMonths } = letter;
    // A form that an earlier version made says nothing of them.
    const kept = { contactMonths: `${contactMonths}`, rejectedMonths: `${rejectedMonths}` };
    const fields: Record<string, string> = { ...kept, ...(await readForm(c)).fields };
    const typed = typedSettings(fields);
    const { seen = "" } = fields;
    const { words } = frameFor(deps);
    const parsed = parseSettingsForm(fields);
    if (!parsed.ok) {
      const errors = settingsSentences(words, parsed.errors);
      return await settingsPage(c, deps, letter, { typed, seen, errors, status: 422 });
    }
    const isProved = isSteppedUp(deps, c.get("signedIn"));
    if (!isProved && (await isGrave(deps, letter, parsed.settings)))
      return await askForStepUp(c, deps);
    const by = c.get("account").id;
    const result = await saveSettings(deps, letter.id, parsed.settings, { seen, by });
    switch (result.outcome) {
      case "saved": {
        const done = result.changed.length > 0 ? "saved" : "unchanged";
        return c.redirect(withQuery(paths.letterSettings(letter.slug), { done }), 303);
      }
      case "conflict": {
        const conflict = conflictSentences(words, result.stored, parsed.settings);
        const { seen: now } = result.stored;
        return await settingsPage(c, deps, letter, { typed, seen: now, conflict, status: 409 });
      }
      default:
        return unreachable(result);
    }
  });
}

/** Whether a letter would close before it does now: by a date, it can be closed at once. */
function closesSooner(letter: Letter, { closesAt }: LetterSettings): boolean {
  if (letter.state !== "open" || closesAt === null) return false;
  // A form shows minutes.
  return letter.closesAt === null || closesAt < later(letter.closesAt, -MINUTE_MS);
}

/** Whether something is to be deleted sooner than now: nothing brings it back. */
function keepsShorter(letter: Letter, { contactMonths, rejectedMonths }: LetterSettings): boolean {
  return contactMonths < letter.contactMonths || rejectedMonths < letter.rejectedMonths;
}

/**
 * Whether a letter would close sooner, something be deleted sooner, or signatories write to
 * somebody else than before.
 */
async function isGrave(deps: Deps, letter: Letter, settings: LetterSettings): Promise<boolean> {
  if (closesSooner(letter, settings) || keepsShorter(letter, settings)) return true;
  const stored = await storedSettings(deps, letter.id);
  const whom = ["controller", "contact", "replyTo"] as const;
  return whom.some((name) => stored[name] !== settings[name]);
}

function typedSettings(fields: Readonly<Record<string, string>>): TypedSettings {
  const typed = (name: keyof TypedSettings) => fields[name] ?? "";
  return {
    controller: typed("controller"),
    contact: typed("contact"),
    replyTo: typed("replyTo"),
    closesAt: typed("closesAt"),
    timeZone: typed("timeZone"),
    listed: typed("listed"),
    noindex: typed("noindex"),
    showsVerification: typed("showsVerification"),
    affiliationsNote: typed("affiliationsNote"),
    showsFigures: typed("showsFigures"),
    goal: typed("goal"),
    submissionsPerClientMax: typed("submissionsPerClientMax"),
    contactMonths: typed("contactMonths"),
    rejectedMonths: typed("rejectedMonths"),
  };
}

function typedFrom(settings: LetterSettings): TypedSettings {
  const tick = (isOn: boolean) => (isOn ? "on" : "");
  return {
    controller: settings.controller ?? "",
    contact: settings.contact ?? "",
    replyTo: settings.replyTo ?? "",
    closesAt: settings.closesAt
      ? clockTimeIn(settings.timeZone, settings.closesAt).toISOString().slice(0, 16)
      : "",
    timeZone: settings.timeZone,
    listed: tick(settings.listed),
    noindex: tick(settings.noindex),
    showsVerification: tick(settings.showsVerification),
    affiliationsNote: tick(settings.affiliationsNote),
    showsFigures: tick(settings.showsFigures),
    goal: settings.goal === null ? "" : String(settings.goal),
    submissionsPerClientMax: String(settings.submissionsPerClientMax),
    contactMonths: String(settings.contactMonths),
    rejectedMonths: String(settings.rejectedMonths),
  };
}

const BOUNDS: Partial<Record<SettingsField, { min: number; max: number }>> = {
  submissionsPerClientMax: SUBMISSIONS_MAX_BOUNDS,
  goal: GOAL_BOUNDS,
};

/** A sentence for each bad field, in the order of the form. */
function settingsSentences(words: Words, errors: SettingsErrors): Record<string, string> {
  return sentencesOf(SETTINGS_FIELDS, errors, (error, field) =>
    error === "number"
      ? words("settings.error-number", BOUNDS[field] ?? MONTHS_KEPT_BOUNDS)
      : words(`settings.error-${error}`),
  );
}

/** What is saved now, for each field in which it differs from what was typed. */
function conflictSentences(
  words: Words,
  stored: StoredSettings,
  typed: LetterSettings,
): Record<string, string> {
  const [now, mine] = [typedFrom(stored), typedFrom(typed)];
  const differing = SETTINGS_FIELDS.filter((name) => now[name] !== mine[name]);
  return Object.fromEntries(
    differing.map((name) => {
      const isTick = typeof stored[name] === "boolean";
      const text = isTick ? words(stored[name] ? "settings.on" : "settings.off") : now[name];
      return [name, words("settings.saved-now", { value: text || words("settings.nothing") })];
    }),
  );
}

async function settingsPage(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  shown: Partial<Pick<SettingsPageProps, "errors" | "conflict" | "done">> & {
    typed: TypedSettings;
    seen: string;
    status?: 200 | 409 | 422;
  },
): Promise<Response> {
  const { typed, seen, errors = {}, conflict = null, done = null, status = 200 } = shown;
  const { words } = frameFor(deps);
  const page = (
    <SettingsPage
      {...deskProps(c, deps, "settings")}
      typed={typed}
      seen={seen}
      errors={errors}
      conflict={conflict}
      done={done}
      publisher={letter.publisher}
      bounds={SUBMISSIONS_MAX_BOUNDS}
      months={{ ...MONTHS_KEPT_BOUNDS, signed: CONTACT_MONTHS_AFTER_SIGNING }}
      language={{ name: words.languageName(letter.language), isSpoken: speaks(letter.language) }}
    />
  );
  return await privatePage(c, page, status);
}
