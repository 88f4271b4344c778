import type { Db } from "../../../src/db/db.ts";
import type { Dialect } from "../../../src/runtime/migrations/files.ts";
import type { ModelColumn, ModelTable } from "./model.ts";

/** What a database consists of: each part by its name, and what it is like in words. */
export type Facts = Map<string, string>;

/** A column, an index and a foreign key in the same words, whoever is asked for them. */
export const column = {
  named: (table: string, name: string) => `column ${table}.${name}`,
  like: (type: string, isRequired: boolean, value: string | null) =>
    [type, isRequired ? "not null" : "null", ...(value === null ? [] : [`default ${value}`])].join(
      ", ",
    ),
};
export const primaryKey = { named: (table: string) => `primary key of ${table}`, like: inBrackets };
export const index = {
  named: (name: string) => `index ${name}`,
  like: (table: string, columns: readonly string[], isUnique: boolean, where: string | null) => {
    const rows = where === null ? "" : ` where ${where.replace(/\s+/g, " ")}`;
    return `${isUnique ? "unique " : ""}on ${table} ${inBrackets(columns)}${rows}`;
  },
};
export const foreignKey = {
  named: (table: string, columns: readonly string[]) =>
    `foreign key of ${table} ${inBrackets(columns)}`,
  like: (table: string, columns: readonly string[], onDelete: string, onUpdate: string) =>
    `to ${table} ${inBrackets(columns)}, on delete ${onDelete}, on update ${onUpdate}`,
};

/** How each type of the schema is called in a database. Text is compared by bytes on both. */
const TYPES: Record<Dialect, Record<ModelColumn["type"], string>> = {
  sqlite: { String: "TEXT", Int: "INTEGER", Boolean: "BOOLEAN", DateTime: "DATETIME" },
  postgres: {
    String: 'text collate "C"',
    Int: "integer",
    Boolean: "boolean",
    DateTime: "timestamp(3) without time zone",
  },
};

/** Keys of the schema that a dialect goes without, since a trigger does there what they would. */
const WITHOUT_KEY: Record<Dialect, readonly string[]> = {
  sqlite: [],
  postgres: [foreignKey.named("signature_word", ["signature_id"])],
};

/** What the schema asks for. */
export async function wantedFacts(
  tables: readonly ModelTable[],
  dialect: Dialect,
  db: Db,
): Promise<Facts> {
  const facts: Facts = new Map();
  for (const table of tables) {
    for (const { name, type, isRequired, default: value } of table.columns) {
      const like = column.like(TYPES[dialect][type], isRequired, value);
      facts.set(column.named(table.name, name), like);
    }
    facts.set(primaryKey.named(table.name), primaryKey.like(table.key));
    for (const { name, columns, isUnique, where } of table.indexes) {
      const rows =
        dialect === "postgres" && where !== null ? await inItsWords(db, table, where) : where;
      facts.set(index.named(name), index.like(table.name, columns, isUnique, rows));
    }
    for (const { columns, table: other, keys, onDelete } of table.foreignKeys) {
      const like = foreignKey.like(other, keys, onDelete, "cascade");
      const name = foreignKey.named(table.name, columns);
      if (!WITHOUT_KEY[dialect].includes(name)) facts.set(name, like);
    }
  }
  return facts;
}

/** A condition as PostgreSQL writes it down, which is asked by means of an index. */
async function inItsWords(db: Db, { name, key }: ModelTable, where: string): Promise<string> {
  await db.$executeRawUnsafe(
    `CREATE INDEX "drift_probe" ON "${name}" ("${key[0]}") WHERE ${where}`,
  );
  const [row] = await db.$queryRaw<{ said: string }[]>`
    SELECT pg_get_expr(indpred, indrelid) AS said FROM pg_index
    WHERE indexrelid = 'drift_probe'::regclass`;
  await db.$executeRawUnsafe('DROP INDEX "drift_probe"');
  return row?.said ?? where;
}

function inBrackets(columns: readonly string[]): string {
  return `(${columns.join(", ")})`;
}
