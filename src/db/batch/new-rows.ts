import { z } from "zod";
import { batched } from "../../shared/batch.ts";
import type { NewAllowance, NewCount, NewSignature, NewSpentChallenge } from "../db.ts";
import { type Dialect, jsonRows } from "./json-rows.ts";

/** Rows that one statement adds: however long each is, D1 takes their JSON. */
const ROWS_MAX = 50;

const addedRows = z.array(z.object({ id: z.string() }));
const countedRows = z.array(z.object({ key: z.string(), count: z.coerce.number() }));

/** Runs a statement with one value and gives its rows. */
type Run = (sql: string, json: string) => Promise<unknown>;

/** `keep` runs a statement whose rows must never be lost, `count` one that only counts. */
export type Runs = { keep: Run; count: Run };

/**
 * Adds rows unless they are there, and counts, on any engine: what comes at the same time goes into
 * one statement, so that hundreds of signatures a second cost the database tens of writes.
 */
export function newRows(dialect: Dialect, { keep, count }: Runs) {
  const adder = <Row extends { id: string }>(table: string, run: Run) =>
    batched(async (rows: readonly Row[]) => await add(table, rows, run), ROWS_MAX);
  return {
    $addSignature: adder<NewSignature>("signature", keep),
    $addSpentChallenge: adder<NewSpentChallenge>("spent_challenge", count),
    $countUp: batched(countUp, ROWS_MAX),
    $replaceAllowance: batched(replaceAllowances, ROWS_MAX),
  };

  async function add(table: string, rows: readonly { id: string }[], run: Run): Promise<boolean[]> {
    const { columns, json } = jsonRows(rows, dialect);
    const insert = `${dialect.insert(table, columns)} ON CONFLICT DO NOTHING RETURNING id`;
    const added = new Set(addedRows.parse(await run(insert, json)).map(({ id }) => id));
    // Of two with the same key in one statement, the first was added.
    return rows.map(({ id }) => added.delete(id));
  }

  async function replaceAllowances(rows: readonly NewAllowance[]): Promise<boolean[]> {
    const byAddress = Map.groupBy(rows, ({ addressLimitKey }) => addressLimitKey);
    // Of two for the same address, one comes too late. In order, or two statements at once may each
    // wait for the other.
    const first = [...byAddress.keys()].sort().flatMap((key) => byAddress.get(key)?.[0] ?? []);
    const { columns, json } = jsonRows(first, dialect);
    const upsert = `${dialect.insert("mail_allowance", columns)}
      ON CONFLICT (address_limit_key) DO UPDATE
      SET spent = excluded.spent, version = excluded.version, expires_at = excluded.expires_at
      WHERE mail_allowance.version = excluded.version - 1
      RETURNING address_limit_key AS id`;
    const replaced = new Set(addedRows.parse(await count(upsert, json)).map(({ id }) => id));
    return rows.map((row) => first.includes(row) && replaced.has(row.addressLimitKey));
  }

  async function countUp(counts: readonly NewCount[]): Promise<number[]> {
    const results = new Map<NewCount, number>();
    const byWindow = Map.groupBy(counts, ({ windowAt }) => windowAt.getTime());
    for (const inWindow of byWindow.values()) {
      const byKey = Map.groupBy(inWindow, ({ key }) => key);
      const summed = [...byKey].flatMap(([, same]) =>
        same.slice(0, 1).map((one) => ({ ...one, count: same.length })),
      );
      const { columns, json } = jsonRows(summed, dialect);
      const upsert = `${dialect.insert("rate_count", columns)}
        ON CONFLICT (key, window_at) DO UPDATE SET count = rate_count.count + excluded.count
        RETURNING key, count`;
      for (const { key, count: total } of countedRows.parse(await count(upsert, json))) {
        const same = byKey.get(key) ?? [];
        same.forEach((one, index) => void results.set(one, total - same.length + index + 1));
      }
    }
    return counts.map((one) => results.get(one) ?? 0);
  }
}
