/**
 * What was erased or hidden, as a row of `erasure` and as a line of its ledger, which is kept apart
 * from the database: so that whoever restores a backup brings nobody back. It holds no name and no
 * hash; an id says nothing once its entry is empty.
 */
export type Erasure = { number: number; at: Date; code: string; signatureId: string };

/** What a ledger begins with. */
export const LEDGER_HEAD =
  "# What was erased, hidden or suppressed: number, moment, code, id of the entry. Keep it apart from the\n" +
  "# backups. `npm run restore -- FILE --erasures LEDGER` erases the same from a backup.\n";

const LINE = /^(\d+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([a-z-]+) (\S+)$/;

export function ledgerLine({ number, at, code, signatureId }: Erasure): string {
  return `${number} ${at.toISOString()} ${code} ${signatureId}\n`;
}

/** The lines of a ledger. One that was cut off by a crash is left out: it is written again. */
export function readLedger(text: string): Erasure[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, number, at, code, signatureId] = LINE.exec(line) ?? [];
    if (number === undefined || at === undefined) return [];
    if (code === undefined || signatureId === undefined) return [];
    return [{ number: Number(number), at: new Date(at), code, signatureId }];
  });
}
