import { z } from "zod";
import type { Db } from "../../../src/db/db.ts";
import { MIGRATION_TABLE } from "../../../src/db/migration-names.ts";
import type { Dialect } from "../../../src/runtime/migrations/files.ts";
import { column, type Facts, foreignKey, index, primaryKey } from "./facts.ts";

const flag = z.union([z.boolean(), z.coerce.number().transform((value) => value !== 0)]);
const list = z.preprocess(
  (value) => (typeof value === "string" ? JSON.parse(value) : value),
  z.array(z.string()),
);
const columns = z.array(
  z.object({
    table: z.string(),
    name: z.string(),
    type: z.string(),
    isRequired: flag,
    default: z.string().nullable(),
  }),
);
const keys = z.array(z.object({ table: z.string(), columns: list }));
const indexes = z.array(
  z.object({
    table: z.string(),
    name: z.string(),
    isUnique: flag,
    columns: list,
    /** On SQLite after the rest of the statement. */
    where: z.string().nullable(),
  }),
);
const foreignKeys = z.array(
  z.object({
    table: z.string(),
    columns: list,
    other: z.string(),
    keys: list,
    onDelete: z.string(),
    onUpdate: z.string(),
  }),
);

/** What a database has, less the list of its migrations. */
export async function foundFacts(db: Db, dialect: Dialect): Promise<Facts> {
  const queries = QUERIES[dialect];
  const facts: Facts = new Map();
  for (const one of columns.parse(await db.$queryRawUnsafe(queries.columns))) {
    const like = column.like(one.type, one.isRequired, plain(one.default));
    facts.set(column.named(one.table, one.name), like);
  }
  for (const one of keys.parse(await db.$queryRawUnsafe(queries.keys))) {
    facts.set(primaryKey.named(one.table), primaryKey.like(one.columns));
  }
  for (const one of indexes.parse(await db.$queryRawUnsafe(queries.indexes))) {
    const where = one.where?.replace(/^CREATE .*?\sWHERE\s/is, "") ?? null;
    facts.set(index.named(one.name), index.like(one.table, one.columns, one.isUnique, where));
  }
  for (const one of foreignKeys.parse(await db.$queryRawUnsafe(queries.foreignKeys))) {
    const like = foreignKey.like(one.other, one.keys, one.onDelete, one.onUpdate);
    facts.set(foreignKey.named(one.table, one.columns), like);
  }
  return facts;
}

/** A default without PostgreSQL's types, such as 'draft'::text or '-1'::integer. */
function plain(value: string | null): string | null {
  if (value?.startsWith("nextval(")) return "autoincrement";
  return value?.replace(/^'(-?\d+)'::integer$/, "$1").replace(/::text$/, "") ?? null;
}

const SQLITE_TABLES = `(SELECT name, sql FROM sqlite_master
  WHERE type = 'table' AND name NOT IN ('${MIGRATION_TABLE}', 'sqlite_sequence', 'sqlite_stat1'))`;
const POSTGRES_TABLES = `(SELECT oid, relname::text AS name FROM pg_class
  WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    AND relname <> '${MIGRATION_TABLE}')`;
const namesOf = (numbers: string, table: string) => `(
  SELECT json_agg(coalesce(a.attname, 'an expression') ORDER BY k.place)
  FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
  LEFT JOIN pg_attribute AS a ON a.attrelid = ${table} AND a.attnum = k.number)`;
const ACTION = (
  letter: string,
) => `CASE ${letter} WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
  WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END`;

const QUERIES = {
  sqlite: {
    columns: `SELECT t.name AS "table", c.name, c.type, c."notnull" AS "isRequired",
        iif(c.pk > 0 AND t.sql LIKE '%AUTOINCREMENT%', 'autoincrement', c.dflt_value) AS "default"
      FROM ${SQLITE_TABLES} AS t JOIN pragma_table_info(t.name) AS c`,
    keys: `SELECT t.name AS "table", (
          SELECT json_group_array(name)
          FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)
        ) AS columns
      FROM ${SQLITE_TABLES} AS t`,
    indexes: `SELECT t.name AS "table", i.name, i."unique" AS "isUnique", (
          SELECT json_group_array(coalesce(name, 'an expression') || iif("desc", ' desc', ''))
          FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key ORDER BY seqno)
        ) AS columns,
        iif(i.partial, m.sql, NULL) AS "where"
      FROM ${SQLITE_TABLES} AS t JOIN pragma_index_list(t.name) AS i
      JOIN sqlite_master AS m ON m.name = i.name
      WHERE i.origin <> 'pk'`,
    foreignKeys: `SELECT t.name AS "table", json_group_array(f."from") AS columns,
        f."table" AS other, json_group_array(f."to") AS keys,
        lower(f.on_delete) AS "onDelete", lower(f.on_update) AS "onUpdate"
      FROM ${SQLITE_TABLES} AS t JOIN pragma_foreign_key_list(t.name) AS f
      GROUP BY t.name, f.id`,
  },
  postgres: {
    columns: `SELECT t.name AS "table", a.attname::text AS name,
        format_type(a.atttypid, a.atttypmod)
          || coalesce(' collate "' || c.collname || '"', '') AS type,
        a.attnotnull AS "isRequired", pg_get_expr(d.adbin, d.adrelid) AS "default"
      FROM ${POSTGRES_TABLES} AS t
      JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef AS d ON d.adrelid = t.oid AND d.adnum = a.attnum
      LEFT JOIN pg_collation AS c ON c.oid = a.attcollation`,
    keys: `SELECT t.name AS "table", ${namesOf("i.indkey", "t.oid")} AS columns
      FROM ${POSTGRES_TABLES} AS t JOIN pg_index AS i ON i.indrelid = t.oid AND i.indisprimary`,
    indexes: `SELECT t.name AS "table", r.relname::text AS name, i.indisunique AS "isUnique",
        ${namesOf("i.indkey", "t.oid")} AS columns,
        pg_get_expr(i.indpred, i.indrelid) AS "where"
      FROM ${POSTGRES_TABLES} AS t
      JOIN pg_index AS i ON i.indrelid = t.oid AND NOT i.indisprimary
      JOIN pg_class AS r ON r.oid = i.indexrelid`,
    foreignKeys: `SELECT t.name AS "table", ${namesOf("f.conkey", "f.conrelid")} AS columns,
        o.relname::text AS other, ${namesOf("f.confkey", "f.confrelid")} AS keys,
        ${ACTION("f.confdeltype")} AS "onDelete", ${ACTION("f.confupdtype")} AS "onUpdate"
      FROM ${POSTGRES_TABLES} AS t JOIN pg_constraint AS f ON f.conrelid = t.oid AND f.contype = 'f'
      JOIN pg_class AS o ON o.oid = f.confrelid`,
  },
} as const satisfies Record<Dialect, unknown>;
