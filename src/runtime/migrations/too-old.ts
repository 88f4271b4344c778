import { ConfigError } from "../../config.ts";

/** Migrations from before the first release: nothing leads from their tables to today's. */
const BEFORE_THE_FIRST_RELEASE = [
  "0001_initial",
  "0002_triggers",
  "0003_own_page_and_exports",
  "0004_engines",
  "0005_moderation_and_accounts",
  "0006_narrower_indexes",
  "0007_switches",
  "0008_partial_indexes",
  "0009_list_by_country",
];

/** What is wrong with a database that was made before the first release, to end a sentence with. */
export const TOO_OLD = "was made before the first release, and cannot be upgraded to this version";

/** Whether a database with these migrations was made before the first release. */
export function isTooOld(applied: readonly string[]): boolean {
  return applied.some((name) => BEFORE_THE_FIRST_RELEASE.includes(name));
}

/** Throws: {@link ConfigError} if a database with these migrations was made before that. */
export function refuseTooOld(applied: readonly string[]): void {
  if (isTooOld(applied)) throw new ConfigError([`The database at DATABASE_URL ${TOO_OLD}.`]);
}
