import { readFileSync } from "node:fs";
import { engineOf } from "../src/db/engine.ts";
import { LEDGER_HEAD, ledgerLine } from "../src/db/erasure-ledger.ts";
import { ledgerPath, readLedgerFile } from "../src/db/sqlite/ledger-file.ts";
import { sqlitePath } from "../src/db/sqlite/open.ts";
import { replayErasures } from "../src/signatures/history/replay-erasures.ts";
import { readOptions, refuse, replayedSentence, runCommand } from "./command.ts";

const USAGE = "Usage: npm run erasures [-- --replay LEDGER]";
/** Rows that are read at a time. */
const PAGE_ROWS = 1_000;

// Prints the ledger of erasures, or lets a restored database forget what one says.
await runCommand(
  async ({ db }, { databaseUrl }) => {
    const { replay } = readArguments();
    if (replay !== undefined) {
      const ledger =
        readLedgerFile(replay) ?? refuse(`${replay} does not hold a ledger of erasures.`);
      console.log(replayedSentence(await replayErasures(db, ledger)));
      return;
    }
    if (engineOf(databaseUrl) === "sqlite") {
      await db.$keepErasures();
      const file = ledgerPath(sqlitePath(databaseUrl));
      process.stdout.write(readLedgerFile(file) === null ? LEDGER_HEAD : readFileSync(file));
      return;
    }
    process.stdout.write(LEDGER_HEAD);
    for (let after = 0; ; ) {
      const rows = await db.erasure.findMany({
        where: { id: { gt: after } },
        orderBy: { id: "asc" },
        take: PAGE_ROWS,
      });
      process.stdout.write(
        rows.map(({ id: number, ...row }) => ledgerLine({ number, ...row })).join(""),
      );
      after = rows.at(-1)?.id ?? after;
      if (rows.length < PAGE_ROWS) return;
    }
  },
  { mayWriteAlways: true },
);

function readArguments() {
  return readOptions({ options: { replay: { type: "string" } } }, USAGE).values;
}
