/** A table as prisma/schema.prisma has it; every name is the database's. */
export type ModelTable = {
  name: string;
  columns: ModelColumn[];
  key: string[];
  indexes: ModelIndex[];
  foreignKeys: ModelForeignKey[];
};

export type ModelColumn = {
  name: string;
  type: "String" | "Int" | "Boolean" | "DateTime";
  isRequired: boolean;
  /** As SQL, or "autoincrement"; null if there is none. */
  default: string | null;
};

export type ModelIndex = {
  name: string;
  columns: string[];
  isUnique: boolean;
  /** What a partial index is limited to; null if it holds every row. */
  where: string | null;
};

export type ModelForeignKey = {
  columns: string[];
  table: string;
  keys: string[];
  onDelete: string;
};

type Attribute = { name: string; words: string };
type Field = { name: string; type: string; mark: string; attributes: Attribute[] };
type Model = { name: string; fields: Field[]; attributes: Attribute[] };

const MODEL = /^model (\w+) \{\n([\s\S]*?)^\}/gm;
const FIELD = /^(\w+)\s+(\w+)(\?|\[\])?(?:\s+(.*))?$/;
const ATTRIBUTE = /@@?(\w+)(?:\(((?:[^()"]|"(?:[^"\\]|\\.)*"|\((?:[^()"]|"[^"]*")*\))*)\))?/g;
const COLUMN_TYPES = ["String", "Int", "Boolean", "DateTime"] as const;
/** The longest name that PostgreSQL keeps whole. */
const NAME_LENGTH_MAX = 63;

/**
 * Reads the tables of a Prisma schema, as far as this product's uses the language.
 *
 * Throws: on a line or an attribute that it does not know, so that nothing is left out unnoticed.
 */
export function readTables(schema: string): ModelTable[] {
  const models = [...schema.matchAll(MODEL)].map(([, name = "", body = ""]) =>
    readModel(name, body),
  );
  return models.map((model) => toTable(model, models));
}

function readModel(name: string, body: string): Model {
  const model: Model = { name, fields: [], attributes: [] };
  for (const line of body.split("\n").map((one) => one.trim())) {
    if (line === "" || line.startsWith("//")) continue;
    if (line.startsWith("@@")) model.attributes.push(...readAttributes(line));
    else model.fields.push(readField(line));
  }
  return model;
}

function readField(line: string): Field {
  const [, name, type, mark = "", rest = ""] = FIELD.exec(line) ?? [];
  if (name === undefined || type === undefined) return refuse(line);
  return { name, type, mark, attributes: readAttributes(rest) };
}

function readAttributes(text: string): Attribute[] {
  if (text.replace(ATTRIBUTE, "").trim() !== "") return refuse(text);
  return [...text.matchAll(ATTRIBUTE)].map(([, name = "", words = ""]) => ({ name, words }));
}

function toTable(model: Model, models: readonly Model[]): ModelTable {
  const name = tableOf(model);
  const table: ModelTable = { name, columns: [], key: [], indexes: [], foreignKeys: [] };
  for (const field of model.fields) {
    const other = models.find((one) => one.name === field.type);
    if (other === undefined) addColumn(table, field);
    else if (field.attributes.length > 0) table.foreignKeys.push(foreignKey(model, field, other));
  }
  for (const attribute of model.attributes) {
    const columns = listIn(attribute.words, /^\[([^\]]*)\]/).map((one) => columnOf(model, one));
    if (attribute.name === "id") table.key = columns;
    else if (attribute.name === "index" || attribute.name === "unique")
      table.indexes.push(index(name, columns, attribute));
    else if (attribute.name !== "map") refuse(`@@${attribute.name}`);
  }
  return table;
}

function addColumn(table: ModelTable, field: Field): void {
  const known = field.mark === "[]" ? undefined : COLUMN_TYPES.find((one) => one === field.type);
  const type = known ?? refuse(`${field.name} ${field.type}`);
  const column: ModelColumn = {
    name: mapped(field.attributes) ?? field.name,
    type,
    isRequired: field.mark === "",
    default: null,
  };
  table.columns.push(column);
  for (const attribute of field.attributes) {
    if (attribute.name === "id") table.key = [column.name];
    else if (attribute.name === "unique")
      table.indexes.push(index(table.name, [column.name], attribute));
    else if (attribute.name === "default") column.default = toSql(attribute.words);
    else if (attribute.name !== "map") refuse(`@${attribute.name}`);
  }
}

function toSql(value: string): string {
  if (value === "autoincrement()") return "autoincrement";
  if (/^(?:-?\d+|true|false)$/.test(value)) return value;
  if (/^"[^"\\]*"$/.test(value)) return `'${value.slice(1, -1).replaceAll("'", "''")}'`;
  return refuse(value);
}

function index(table: string, columns: string[], { name: kind, words }: Attribute): ModelIndex {
  const isUnique = kind === "unique";
  const [, given] = /\bmap: "([^"]*)"/.exec(words) ?? [];
  const [, where = null] = /\bwhere: raw\("([^"]*)"\)/.exec(words) ?? [];
  const name = given ?? [table, ...columns, isUnique ? "key" : "idx"].join("_");
  if (name.length > NAME_LENGTH_MAX) throw new Error(`Give ${name} a shorter name, by map:.`);
  return { name, columns, isUnique, where };
}

function foreignKey(model: Model, field: Field, other: Model): ModelForeignKey {
  const [relation] = field.attributes;
  if (relation?.name !== "relation") return refuse(field.name);
  const [, onDelete] = /\bonDelete: (\w+)/.exec(relation.words) ?? [];
  const byDefault = field.mark === "?" ? "SetNull" : "Restrict";
  return {
    columns: listIn(relation.words, /\bfields: \[([^\]]*)\]/).map((one) => columnOf(model, one)),
    table: tableOf(other),
    keys: listIn(relation.words, /\breferences: \[([^\]]*)\]/).map((one) => columnOf(other, one)),
    onDelete: (onDelete ?? byDefault).replace(/(?<=[a-z])(?=[A-Z])/, " ").toLowerCase(),
  };
}

function tableOf(model: Model): string {
  return mapped(model.attributes) ?? model.name;
}

function columnOf(model: Model, name: string): string {
  const field = model.fields.find((one) => one.name === name);
  return field === undefined ? refuse(`${model.name}.${name}`) : (mapped(field.attributes) ?? name);
}

function mapped(attributes: readonly Attribute[]): string | null {
  return attributes.find(({ name }) => name === "map")?.words.slice(1, -1) ?? null;
}

function listIn(words: string, pattern: RegExp): string[] {
  const [, list = ""] = pattern.exec(words) ?? [];
  return list === "" ? [] : list.split(",").map((one) => one.trim());
}

function refuse(what: string): never {
  throw new Error(`scripts/schema/drift does not know what this means in the schema: ${what}`);
}
