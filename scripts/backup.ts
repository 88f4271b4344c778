import { engineOf } from "../src/db/engine.ts";
import { sqlitePath } from "../src/db/sqlite/open.ts";
import { type BackupOutcome, backUpSqlite } from "../src/runtime/backup/backup.ts";
import { SECRET_KEY_FILE } from "../src/runtime/keys/secret-key.ts";
import { unreachable } from "../src/shared/unreachable.ts";
import { refuse, runWithConfig } from "./command.ts";

const USAGE = "Usage: npm run backup -- FILE";
/** Other engines bring tools of their own, which do it while the database is used. */
const ELSEWHERE = {
  postgres: `This database is on PostgreSQL. Back it up with PostgreSQL's own tool, which works while the server runs:

  pg_dump --format=custom --no-owner --no-privileges --file=FILE "$DATABASE_URL"

Use the role that owns the tables. Leave connection_limit, pool_timeout, prepared_statements
and pgbouncer out of that URL: pg_dump does not know them.
Read more in docs/backups.md.`,
  d1: `This database is on Cloudflare D1, which can go back to any minute of its last days. To get a file:

  npx wrangler d1 export DB --remote --output=FILE.sql

Read more in docs/backups.md.`,
};

// Writes a copy of the database while it is being served.
await runWithConfig(async ({ databaseUrl, secretKey }) => {
  const engine = engineOf(databaseUrl);
  if (engine !== "sqlite") refuse(ELSEWHERE[engine]);
  const [file] = process.argv.slice(2);
  if (file === undefined || process.argv.length > 3) refuse(USAGE);
  const { holdings, sizeBytes } = written(await backUpSqlite(databaseUrl, file), databaseUrl, file);
  const place = secretKey === null ? `SECRET_KEY, which is in ${SECRET_KEY_FILE}` : "SECRET_KEY";
  const { letters, signatures } = holdings;
  const size = `${(sizeBytes / 1e6).toFixed(1)} MB`;
  console.log(`Wrote ${file} (letters: ${letters}, signatures: ${signatures}, size: ${size}).`);
  console.log(
    `It does NOT hold ${place}. Without that key, nobody can read the addresses in it. Keep both, in separate places.`,
  );
});

function written(outcome: BackupOutcome, databaseUrl: string, file: string) {
  switch (outcome.outcome) {
    case "written":
      return outcome;
    case "no-database":
      return refuse(`There is no database ${sqlitePath(databaseUrl)}: check DATABASE_URL.`);
    case "no-folder":
      return refuse(`The folder for ${file} does not exist: create it first.`);
    case "taken":
      return refuse(
        `${file} already exists, and a backup never overwrites a file: choose another name.`,
      );
    case "under-way":
      return refuse(
        `${outcome.partial} exists: another backup is writing it, or was interrupted. If none is running, delete it and run this again.`,
      );
    case "damaged":
      return refuse(
        "The copy is incomplete, so it was deleted. The database itself may be damaged: check it with `PRAGMA integrity_check`, and restore your last backup if it is.",
      );
    case "foreign":
      return refuse(
        "The database has no table of letters: run `npm run migrate` first, or check DATABASE_URL.",
      );
    case "no-room":
      return refuse(`There is no room for ${file}, because the disk is full. Nothing was kept.`);
    default:
      return unreachable(outcome);
  }
}
