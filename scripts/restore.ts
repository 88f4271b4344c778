import type { Config } from "../src/config.ts";
import { engineOf } from "../src/db/engine.ts";
import { sqlitePath } from "../src/db/sqlite/open.ts";
import { type RestoreOutcome, restoreSqlite } from "../src/runtime/backup/restore.ts";
import { knownSecretKey } from "../src/runtime/keys/secret-key.ts";
import { TOO_OLD } from "../src/runtime/migrations/too-old.ts";
import { systemClock } from "../src/shared/clock.ts";
import { deriveKeys } from "../src/shared/keys/keys.ts";
import { unreachable } from "../src/shared/unreachable.ts";
import { readOptions, refuse, replayedSentence, runWithConfig } from "./command.ts";

const USAGE = "Usage: npm run restore -- FILE [--erasures LEDGER] [--yes]";
const ELSEWHERE = {
  postgres: `This database is on PostgreSQL. Restore into a new one, and set DATABASE_URL to it:

  createdb --owner=ROLE --encoding=UTF8 --template=template0 NAME
  pg_restore --exit-on-error --single-transaction --no-owner --dbname=postgresql://ROLE:PASSWORD@HOST/NAME FILE

Read more in docs/backups.md.`,
  d1: `This database is on Cloudflare D1, which can go back to an earlier minute:

  npx wrangler d1 time-travel restore DB --timestamp=2026-01-31T12:00:00Z

Or load an export into an empty database:

  npx wrangler d1 execute DB --remote --file=FILE.sql

Read more in docs/backups.md.`,
};

// Puts a backup in the place of the database.
await runWithConfig(async (config) => {
  const engine = engineOf(config.databaseUrl);
  if (engine !== "sqlite") refuse(ELSEWHERE[engine]);
  const { file, ...options } = readArguments();
  const done = restored(
    await restoreSqlite({ clock: systemClock }, config.databaseUrl, file, options),
    file,
  );
  const { letters, signatures, keyIds } = done.restored;
  const sentences = [
    `Restored ${sqlitePath(config.databaseUrl)} from ${file} (letters: ${letters}, signatures: ${signatures}).`,
    ...(done.aside === null ? [] : [`What was there before is now ${done.aside}.`]),
    erasureSentence(done),
    ...(await keySentences(config, keyIds)),
    done.pending.length > 0
      ? "The backup is older than this version: run `npm run migrate`, then start the server."
      : "Now start the server.",
  ];
  console.log(sentences.filter((sentence) => sentence !== null).join("\n"));
});

function readArguments() {
  const { values, positionals } = readOptions(
    {
      allowPositionals: true,
      options: { erasures: { type: "string" }, yes: { type: "boolean", default: false } },
    },
    USAGE,
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return refuse(USAGE);
  return { file, erasures: values.erasures ?? null, isWithoutAgreed: values.yes };
}

function erasureSentence({ replayed, restored }: Extract<RestoreOutcome, { outcome: "restored" }>) {
  if (replayed !== null) return replayedSentence(replayed);
  return restored.lastAt === null ? null : missingSentence(restored.lastAt);
}

function missingSentence(lastAt: Date): string {
  return `There is no ledger of erasures. Anyone who withdrew or was erased after ${lastAt.toISOString()}, the last moment in the backup, is in the database again.`;
}

function restored(outcome: RestoreOutcome, file: string) {
  switch (outcome.outcome) {
    case "restored":
      return outcome;
    case "no-file":
      return refuse(`There is no file ${file}. Nothing was changed.`);
    case "no-sqlite":
      return refuse(`${file} is not an SQLite database. Nothing was changed.`);
    case "damaged":
      return refuse(`${file} is damaged: use an earlier backup. Nothing was changed.`);
    case "foreign":
      return refuse(`${file} is the database of another program. Nothing was changed.`);
    case "no-room":
      return refuse(
        `There is no room for a copy of ${file}, because the disk is full. Nothing was changed.`,
      );
    case "too-old":
      return refuse(`${file} ${TOO_OLD}. Nothing was changed.`);
    case "newer":
      return refuse(
        `${file} was made by a newer version (${outcome.unknown.join(", ")}): restore it with that version. Nothing was changed.`,
      );
    case "no-such-ledger":
      return refuse(
        "The file after --erasures does not hold a ledger of erasures. Nothing was changed.",
      );
    case "no-ledger":
      return refuse(
        `${missingSentence(outcome.lastAt)} Give the ledger with --erasures, or add --yes to restore without it. Nothing was changed.`,
      );
    case "in-use":
      return refuse(
        "The database is in use: stop the server and anything else that has it open. Nothing was changed.",
      );
    case "under-way":
      return refuse(
        `${outcome.partial} exists: another restore is running, or was interrupted. If none is running, delete it and run this again.`,
      );
    default:
      return unreachable(outcome);
  }
}

/** A warning if the backup goes with another SECRET_KEY than the one that is set. */
async function keySentences(config: Config, keyIds: readonly string[]): Promise<string[]> {
  const known = knownSecretKey(config);
  const isKnown = known !== null && keyIds.includes((await deriveKeys(known)).id);
  return isKnown || keyIds.length === 0
    ? []
    : [
        "The backup was made with a different SECRET_KEY: set the key that was kept with it, or the server will not start.",
      ];
}
