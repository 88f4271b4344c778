import type { NewSignature } from "./db.ts";

/** The longest JSON that one statement is given, in characters; D1 takes 2 MB. */
const JSON_LENGTH_MAX = 400_000;

/** New signatures as one statement writes them: its columns, and its rows as JSON. */
export type SignatureRows = { columns: string[]; json: string };

/**
 * Cuts signatures into statements. Each is an `INSERT … SELECT` from one JSON value, so that the
 * number of bound values, which D1 limits to a hundred, does not grow with the rows.
 */
export function signatureRows(
  signatures: readonly NewSignature[],
  formatDate: (date: Date) => string,
): SignatureRows[] {
  const rows = signatures.map((signature) => Object.entries(signature).map(toColumn));
  const columns = [...new Set(rows.flatMap((row) => row.map(([name]) => name)))];
  return cut(rows.map((row) => JSON.stringify(Object.fromEntries(row)))).map((json) => ({
    columns,
    json,
  }));

  function toColumn([name, value]: [string, unknown]): [string, unknown] {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [column, value instanceof Date ? formatDate(value) : value];
  }
}

function cut(objects: readonly string[]): string[] {
  const pieces: string[][] = [];
  let length = JSON_LENGTH_MAX;
  for (const object of objects) {
    length += object.length;
    if (length >= JSON_LENGTH_MAX) {
      pieces.push([]);
      length = object.length;
    }
    pieces.at(-1)?.push(object);
  }
  return pieces.map((piece) => `[${piece.join(",")}]`);
}

/** The statement on SQLite and D1, with the JSON as its one value. */
export function sqliteInsert({ columns }: SignatureRows): string {
  const values = columns.map((name) => `json_extract(value, '$.${name}')`);
  return `INSERT INTO signature (${columns.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?)`;
}

/** A date as Prisma's adapters for SQLite and D1 write it. */
export function sqliteDate(date: Date): string {
  return date.toISOString().replace("Z", "+00:00");
}
