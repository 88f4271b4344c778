import type { Config } from "../src/config.ts";
import { isDatabaseInUse } from "../src/runtime/database.ts";
import { type RekeyOutcome, type RekeyRefusal, rekey } from "../src/runtime/keys/rekey.ts";
import {
  adoptNextSecretKey,
  keepNextSecretKey,
  knownSecretKey,
  type NextSecretKey,
  nextSecretKey,
  SECRET_KEY_FILE,
} from "../src/runtime/keys/secret-key.ts";
import { systemClock } from "../src/shared/clock.ts";
import { deriveKeys } from "../src/shared/keys/keys.ts";
import { openMigrated, readOptions, refuse, runWithConfig } from "./command.ts";

const REFUSALS: Record<RekeyRefusal, string> = {
  foreign:
    "SECRET_KEY is not the key this database was written with: set it to the key you want to replace.",
  same: "NEW_SECRET_KEY is the same as SECRET_KEY: set another, or leave it out to have one made.",
  "used-before": "NEW_SECRET_KEY was in use here before: you cannot use a replaced key again.",
  "other-under-way":
    "SECRET_KEY is already being replaced by another key: set NEW_SECRET_KEY to that one to finish.",
};

const USAGE = "Usage: npm run rekey [-- --yes]";
const CANNOT_TELL =
  "We cannot tell whether a Worker still serves this database. Remove the Worker's routes, then run `npm run rekey -- --yes`.";

// Replaces SECRET_KEY: rewrites everything that was encrypted or hashed under it.
await runWithConfig(async (config) => {
  const { yes } = readArguments();
  const isInUse = await isDatabaseInUse(config.databaseUrl);
  if (isInUse) {
    refuse(
      "The database is in use: stop every server and command on it first, then run this again.",
    );
  }
  if (isInUse === null && !yes) refuse(CANNOT_TELL);
  const present = knownSecretKey(config) ?? refuse("There is no SECRET_KEY to replace.");
  const next = nextSecretKey(config);
  const change = { from: await deriveKeys(present), to: await deriveKeys(next.secretKey) };
  const { db, close, unknown } = await openMigrated(config);
  try {
    const later = await unknown();
    // What it keeps under the key would be left under the old one.
    if (later.length > 0) refuse(migratedLater(later));
    const outcome = await rekey({ db, clock: systemClock }, change, () => keep(config, next));
    if (outcome.outcome !== "replaced") refuse(REFUSALS[outcome.outcome]);
    if (config.secretKey === null) adoptNextSecretKey();
    tell(config, outcome);
  } finally {
    await close();
  }
});

function migratedLater(names: readonly string[]): string {
  return `A later version migrated the database (${names.join(", ")}): replace the key with that version. Nothing was changed.`;
}

function readArguments() {
  return readOptions({ options: { yes: { type: "boolean", default: false } } }, USAGE).values;
}

/** Makes sure that the new key is not lost with this process. */
function keep(config: Config, { secretKey, isMade }: NextSecretKey): void {
  if (config.secretKey === null) keepNextSecretKey(secretKey);
  else if (isMade) {
    console.log(
      `This is the new key. We show it only once, so save it now. If this run is interrupted, run it again with NEW_SECRET_KEY set to it.\n\n  ${secretKey}\n`,
    );
  }
}

function tell(config: Config, done: Extract<RekeyOutcome, { outcome: "replaced" }>): void {
  const sentences = [
    `SECRET_KEY is replaced. Rewrote ${done.signatures} signatures and ${done.accounts} accounts.`,
    ...(done.unreadable > 0
      ? [`Addresses that neither key can read, left as they were: ${done.unreadable}.`]
      : []),
    "Links in mails that were already sent no longer work. Signatories can ask for a new one on the letter's page, and staff on the sign-in page. Mails that are still to be sent have new links.",
    "Keep the old key for as long as you keep backups made with it, in a separate place.",
    config.secretKey === null
      ? `The new key is in ${SECRET_KEY_FILE}. Now start the server.`
      : "Set SECRET_KEY to the new key, remove NEW_SECRET_KEY, and start the servers.",
  ];
  console.log(sentences.join("\n"));
}
