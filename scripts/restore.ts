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
  postgres: `This database is on PostgreSQL. Restore into a new one, and let DATABASE_URL name that:

  createdb --owner=ROLE --encoding=UTF8 --template=template0 NAME
  pg_restore --exit-on-error --single-transaction --no-owner --dbname=postgresql://ROLE:PASSWORD@HOST/NAME FILE

More is in docs/backups.md.`,
  d1: `This database is on Cloudflare D1. It goes back to an earlier minute by itself:

  npx wrangler d1 time-travel restore DB --timestamp=2026-01-31T12:00:00Z

or takes an export in an empty database:

  npx wrangler d1 execute DB --remote --file=FILE.sql

More is in docs/backups.md.`,
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
  return `There is no ledger of erasures: anyone who withdrew or was erased after ${lastAt.toISOString()}, the last moment in the backup, is in it again.`;
}

function restored(outcome: RestoreOutcome, file: string) {
  switch (outcome.outcome) {
    case "restored":
      return outcome;
    case "no-file":
      return refuse(`There is no file ${file}. Nothing was changed.`);
    case "no-sqlite":
      return refuse(`${file} is no SQLite database. Nothing was changed.`);
    case "damaged":
      return refuse(`${file} is damaged: take an earlier backup. Nothing was changed.`);
    case "foreign":
      return refuse(`${file} is a database of another program. Nothing was changed.`);
    case "no-room":
      return refuse(
        `There is no room for a copy of ${file}: the disk is full. Nothing was changed.`,
      );
    case "too-old":
      return refuse(`${file} ${TOO_OLD}. Nothing was changed.`);
    case "newer":
      return refuse(
        `${file} was made by a newer version, which has ${outcome.unknown.join(", ")}: restore it with that version. Nothing was changed.`,
      );
    case "no-such-ledger":
      return refuse(
        "There is no ledger of erasures in the file that --erasures names. Nothing was changed.",
      );
    case "no-ledger":
      return refuse(
        `${missingSentence(outcome.lastAt)} Name the ledger by --erasures, or say --yes to do without. Nothing was changed.`,
      );
    case "in-use":
      return refuse(
        "The database is in use: stop the server and everything else that has it open. Nothing was changed.",
      );
    case "under-way":
      return refuse(
        `${outcome.partial} is there: another restore is at work, or was interrupted. Where none is running, delete it and run this again.`,
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
        "The backup was made under another SECRET_KEY than the one here: set the one that was kept with it, or no server will start on it.",
      ];
}
