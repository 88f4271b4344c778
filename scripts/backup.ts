import { engineOf } from "../src/db/engine.ts";
import { sqlitePath } from "../src/db/sqlite/open.ts";
import { type BackupOutcome, backUpSqlite } from "../src/runtime/backup/backup.ts";
import { SECRET_KEY_FILE } from "../src/runtime/keys/secret-key.ts";
import { unreachable } from "../src/shared/unreachable.ts";
import { refuse, runWithConfig } from "./command.ts";

const USAGE = "Usage: npm run backup -- FILE";
/** Other engines bring tools of their own, which do it while the database is used. */
const ELSEWHERE = {
  postgres: `This database is on PostgreSQL, whose own tool backs it up while it is used:

  pg_dump --format=custom --no-owner --no-privileges --file=FILE "$DATABASE_URL"

Take the role that owns the tables, and leave connection_limit, pool_timeout, prepared_statements
and pgbouncer out of the URL there: pg_dump does not know them.
More is in docs/backups.md.`,
  d1: `This database is on Cloudflare D1, which keeps its last days by itself. For a file:

  npx wrangler d1 export DB --remote --output=FILE.sql

More is in docs/backups.md.`,
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
    `It does NOT hold ${place}, and without that key no address in it can be read. Keep both, and keep them apart.`,
  );
});

function written(outcome: BackupOutcome, databaseUrl: string, file: string) {
  switch (outcome.outcome) {
    case "written":
      return outcome;
    case "no-database":
      return refuse(`There is no database ${sqlitePath(databaseUrl)}: look at DATABASE_URL.`);
    case "no-folder":
      return refuse(`There is no folder for ${file}: make it first.`);
    case "taken":
      return refuse(
        `${file} is there already, and nothing is ever overwritten: take another name.`,
      );
    case "under-way":
      return refuse(
        `${outcome.partial} is there: another backup is writing it, or was interrupted. Where none is running, delete it and run this again.`,
      );
    case "damaged":
      return refuse(
        "The copy is not whole, so nothing was kept: the database itself may be damaged. Check it with `PRAGMA integrity_check`, and restore the last backup where it is.",
      );
    case "foreign":
      return refuse(
        "The database holds no letters: run `npm run migrate` first, or look at DATABASE_URL.",
      );
    case "no-room":
      return refuse(`There is no room for ${file}: the disk is full. Nothing was kept.`);
    default:
      return unreachable(outcome);
  }
}
