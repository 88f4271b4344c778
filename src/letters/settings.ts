import { recordStaffEvent } from "../accounts/staff-events.ts";
import type { Db } from "../db/db.ts";
import type { Clock } from "../shared/clock.ts";
import { sha256Hex } from "../shared/keys/hash.ts";
import type { LetterSettings, SettingsField } from "./settings-form.ts";
import { SETTINGS_FIELDS } from "./settings-form.ts";

/** The settings as stored, with `seen`, which tells whether somebody has changed them since. */
export type StoredSettings = LetterSettings & { seen: string };

export type SettingsOutcome =
  | { outcome: "saved"; changed: SettingsField[] }
  /** Somebody else saved first: what is stored now. Nothing was written. */
  | { outcome: "conflict"; stored: StoredSettings };

export async function storedSettings(
  { db }: { db: Db },
  letterId: string,
): Promise<StoredSettings> {
  const columns = await readColumns(db, letterId);
  return { ...columns, seen: sha256Hex(JSON.stringify(columns)) };
}

/** Saves the settings for somebody who saw them as `seen` says. The first of two wins. */
export async function saveSettings(
  deps: { db: Db; clock: Clock },
  letterId: string,
  typed: LetterSettings,
  { seen, by }: { seen: string; by: string },
): Promise<SettingsOutcome> {
  const stored = await storedSettings(deps, letterId);
  const settings = { ...typed, closesAt: withinMinute(stored.closesAt, typed.closesAt) };
  const changed = changesBetween(stored, settings);
  if (changed.length === 0) return { outcome: "saved", changed };
  if (stored.seen !== seen) return { outcome: "conflict", stored };
  const { seen: _, ...columns } = stored;
  const saved = await deps.db.letter.updateManyAndReturn({
    where: { id: letterId, ...columns },
    data: { ...settings, updatedAt: deps.clock.now() },
    select: { id: true },
  });
  if (saved.length === 0)
    return { outcome: "conflict", stored: await storedSettings(deps, letterId) };
  await recordStaffEvent(deps, { letterId, what: "letter-settings", by, detail: { changed } });
  return { outcome: "saved", changed };
}

async function readColumns(db: Db, letterId: string): Promise<LetterSettings> {
  return await db.letter.findUniqueOrThrow({
    where: { id: letterId },
    select: {
      controller: true,
      contact: true,
      replyTo: true,
      closesAt: true,
      timeZone: true,
      listed: true,
      noindex: true,
      showsVerification: true,
      affiliationsNote: true,
      showsFigures: true,
      goal: true,
      submissionsPerClientMax: true,
      contactMonths: true,
      rejectedMonths: true,
    },
  });
}

/** A form shows minutes: if its minute is the stored one, the stored seconds stay. */
function withinMinute(stored: Date | null, typed: Date | null): Date | null {
  const isSame = stored?.toISOString().slice(0, 16) === typed?.toISOString().slice(0, 16);
  return isSame ? stored : typed;
}

function changesBetween(stored: LetterSettings, settings: LetterSettings): SettingsField[] {
  return SETTINGS_FIELDS.filter(
    (name) => JSON.stringify(stored[name]) !== JSON.stringify(settings[name]),
  );
}
