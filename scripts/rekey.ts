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
    "SECRET_KEY is not the one this database was written with: set the one that is to be replaced.",
  same: "NEW_SECRET_KEY is the present SECRET_KEY: give another one, or none to have one made.",
  "used-before": "NEW_SECRET_KEY was in use here before: a key that was replaced stays so.",
  "other-under-way":
    "SECRET_KEY is being replaced by another key already: give that one as NEW_SECRET_KEY to finish.",
};

const USAGE = "Usage: npm run rekey [-- --yes]";
const CANNOT_TELL =
  "Whether a Worker still serves this database cannot be told from here: take the Worker's routes away, then say so by `npm run rekey -- --yes`.";

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
  const present = knownSecretKey(config) ?? refuse("There is no SECRET_KEY to replace yet.");
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
  return `The database was migrated by a later version, which has ${names.join(", ")}: replace its key with that version. Nothing was changed.`;
}

function readArguments() {
  return readOptions({ options: { yes: { type: "boolean", default: false } } }, USAGE).values;
}

/** Makes sure that the new key is not lost with this process. */
function keep(config: Config, { secretKey, isMade }: NextSecretKey): void {
  if (config.secretKey === null) keepNextSecretKey(secretKey);
  else if (isMade) {
    console.log(
      `The new key, printed this once: keep it before you go on, and if this run is interrupted, run it again with NEW_SECRET_KEY set to it.\n\n  ${secretKey}\n`,
    );
  }
}

function tell(config: Config, done: Extract<RekeyOutcome, { outcome: "replaced" }>): void {
  const sentences = [
    `SECRET_KEY is replaced. Rewrote ${done.signatures} signatures and ${done.accounts} accounts.`,
    ...(done.unreadable > 0
      ? [`Addresses that neither key opens, left as they are: ${done.unreadable}.`]
      : []),
    "Links in mail that was sent before no longer work. Signatories ask for a new one on the letter's page, staff on the sign-in page; mail that is still due leaves with new links.",
    "Keep the old key, apart from the backups, for as long as you keep backups made under it.",
    config.secretKey === null
      ? `The new key is in ${SECRET_KEY_FILE}: start the server.`
      : "Set SECRET_KEY to the new key, take NEW_SECRET_KEY away, and start the servers.",
  ];
  console.log(sentences.join("\n"));
}
