import { asksToBeNamed, fieldByContent, isBlank, kindByNames, suits } from "./content.ts";
import { IMPORT_FIELDS, type ImportField } from "./fields.ts";
import { namesOrganisation } from "./headings.ts";
import { BARE_PHRASES, fieldAsked, PHRASES } from "./phrases.ts";
import { bareHeading, plainHeading, shortHeading } from "./plain-heading.ts";

/** A column of a file: where it stands, what it is called, and what it holds; null if left out. */
export type Column = { at: number; heading: string; field: ImportField | null };

/** How the kind of a row is told: whether it names an organisation, or one kind for all. */
export const KIND_RULES = ["organisation", "individual", "by-organisation"] as const;
export type KindRule = (typeof KIND_RULES)[number] | "column";

export type Mapping = {
  columns: Column[];
  kind: KindRule;
  /** Whether the affiliation is headed as an organisation, which may have signed itself. */
  namesOrganisations: boolean;
};

/** What one column holds, by its heading as it stands in the file, or by its place. */
type Said = { field: ImportField | null } & ({ heading: string } | { at: number });

/** What was said about the columns beforehand. */
export type ColumnChoices = {
  map?: readonly Said[];
  kind?: (typeof KIND_RULES)[number] | null;
};

/** Why the columns of a file cannot be told. */
export type MappingProblem =
  | { error: "same-heading" | "no-such-heading"; value: string }
  | { error: "mapped-twice" | "column-mapped-twice"; value: string }
  | { error: "no-name-column" | "no-kind-column"; value: string };

export type MappingResult =
  | { ok: true; mapping: Mapping }
  | { ok: false; problems: MappingProblem[]; columns: Column[] };

/** Tells what each column holds: as was said, else by its heading, else by its content. */
export function mapColumns(
  headings: readonly string[],
  samples: readonly (readonly string[])[],
  { map = [], kind = null }: ColumnChoices,
): MappingResult {
  const cellsAt = (at: number) => samples.map((cells) => (cells[at] ?? "").trim());
  const columns: Column[] = headings.map((heading, at) => ({
    at,
    heading: heading.trim(),
    field: null,
  }));
  const problems: MappingProblem[] = [...repeated(columns)];
  const settled = new Set<Column>();
  for (const said of map) {
    const { field } = said;
    const heading = "at" in said ? `${said.at + 1}` : said.heading;
    const column = "at" in said ? columns[said.at] : findColumn(columns, said.heading);
    if (column === undefined) problems.push({ error: "no-such-heading", value: heading });
    else if (settled.has(column)) problems.push({ error: "column-mapped-twice", value: heading });
    else if (field !== null && isTaken(columns, field)) {
      problems.push({ error: "mapped-twice", value: field ?? heading });
    } else {
      column.field = field;
      settled.add(column);
    }
  }
  const free = columns.filter((column) => !settled.has(column));
  // An “Email” that nobody was asked for leaves its place to “What is your email address?”.
  const answered = free.filter(({ at }) => samples.length === 0 || !isBlank(cellsAt(at)));
  claimByName(answered, columns, cellsAt);
  claimByQuestion(answered, columns, cellsAt);
  claimByName(free, columns, cellsAt);
  for (const column of free) {
    const field = fieldByContent(cellsAt(column.at));
    if (field !== null) give(columns, column, field);
  }
  settleNames(free, columns, cellsAt);
  const mapping = withKind(columns, kind, cellsAt);
  const listed = columns.map(({ heading }) => heading).join(", ");
  if (mapping === "no-name-column" || mapping === "no-kind-column") {
    problems.push({ error: mapping, value: listed });
  }
  if (problems.length > 0 || typeof mapping === "string") return { ok: false, problems, columns };
  return { ok: true, mapping };
}

/** How many of the headings say what their column holds, whatever that is. */
export function headingsKnown(headings: readonly string[]): number {
  const columns: Column[] = headings.map((heading, at) => ({ at, heading, field: null }));
  claimByName(columns, columns, () => []);
  return columns.filter(({ field }) => field !== null).length;
}

function* repeated(columns: readonly Column[]): Generator<MappingProblem> {
  const seen = new Set<string>();
  for (const { heading } of columns) {
    if (heading === "") continue;
    const plain = heading.toLowerCase();
    if (seen.has(plain)) yield { error: "same-heading", value: heading };
    seen.add(plain);
  }
}

function findColumn(columns: readonly Column[], heading: string): Column | undefined {
  return (
    columns.find((column) => column.heading === heading.trim()) ??
    columns.find((column) => plainHeading(column.heading) === plainHeading(heading))
  );
}

function isTaken(columns: readonly Column[], field: ImportField): boolean {
  return columns.some((column) => column.field === field);
}

/** Ways to compare a heading with a phrase, from the closest on. */
const WAYS = [plainHeading, shortHeading, bareHeading] as const;

/** “State”, “Type” or “Data” can be called many things: the cells must be of the field. */
const UNSURE: ReadonlySet<ImportField> = new Set([
  "kind",
  "state",
  "visibility",
  "website",
  "signed_at",
  "source",
]);

/** The longest question, in words, that can be asked for a field. */
const QUESTION_WORDS_MAX = 9;

type CellsAt = (at: number) => readonly string[];

function give(all: readonly Column[], column: Column, field: ImportField): void {
  if (column.field === null && !isTaken(all, field)) column.field = field;
}

function claimByName(free: readonly Column[], all: readonly Column[], cellsAt: CellsAt): void {
  for (const column of free) {
    const field = IMPORT_FIELDS.find((one) => one === column.heading);
    if (field !== undefined) give(all, column, field);
  }
  for (const way of WAYS) {
    const isBare = way === bareHeading;
    const called = new Map(free.map((column) => [column, way(column.heading)]));
    for (const field of IMPORT_FIELDS) {
      for (const phrase of (isBare ? BARE_PHRASES : PHRASES).get(field) ?? []) {
        const column = free.find((one) => one.field === null && called.get(one) === phrase);
        if (column === undefined) continue;
        const isTold = !isBare && !UNSURE.has(field);
        const isSure = isTold || suits(field, cellsAt(column.at), column.heading);
        if (isSure) give(all, column, field);
      }
    }
  }
}

function claimByQuestion(free: readonly Column[], all: readonly Column[], cellsAt: CellsAt): void {
  for (const column of free) {
    const asked = bareHeading(column.heading);
    if (column.field === null && asksToBeNamed(column.heading, cellsAt(column.at))) {
      give(all, column, "visibility");
    }
    if (column.field !== null || asked.split(" ").length > QUESTION_WORDS_MAX) continue;
    const field = fieldAsked(asked);
    if (field === undefined || !suits(field, cellsAt(column.at), column.heading)) continue;
    give(all, column, field);
  }
}

/**
 * “Name” is the family name beside a first name, and the first name beside a family name, unless
 * it holds the other one, too.
 */
function settleNames(free: readonly Column[], all: readonly Column[], cellsAt: CellsAt): void {
  const name = free.find(({ field }) => field === "name");
  const first = all.find(({ field }) => field === "first_name");
  const last = all.find(({ field }) => field === "last_name");
  const other = first ?? last;
  if (name === undefined || other === undefined) return;
  const names = cellsAt(name.at);
  const others = cellsAt(other.at);
  const holding = names.filter((whole, at) => {
    const part = others[at] ?? "";
    return part !== "" && whole !== part && whole.includes(part);
  });
  const filled = others.filter((part) => part !== "").length;
  const isAlone = filled === 0 && (names.some((whole) => whole !== "") || (first && last));
  if (holding.length * 2 > filled || isAlone) return;
  // Beside both, “Middle name” is no name; what is called “Name” itself is.
  const isCalled = PHRASES.get("name")?.includes(plainHeading(name.heading)) === true;
  if (first && last) name.field = isCalled ? "name" : null;
  else name.field = first === undefined ? "first_name" : "last_name";
}

function withKind(
  columns: Column[],
  said: (typeof KIND_RULES)[number] | null,
  cellsAt: CellsAt,
): Mapping | "no-name-column" | "no-kind-column" {
  const has = (field: ImportField) => isTaken(columns, field);
  const affiliation = columns.find(({ field }) => field === "affiliation");
  const namesOrganisations = affiliation !== undefined && namesOrganisation(affiliation.heading);
  const hasPerson = has("name") || has("first_name") || has("last_name");
  if (!hasPerson && !namesOrganisations) return "no-name-column";
  const mapping = (kind: KindRule): Mapping => ({ columns, kind, namesOrganisations });
  if (said !== null) return mapping(said);
  if (has("kind")) return mapping("column");
  // Answers that name no organisation were given by people, whatever the column of their names is.
  const organisations = affiliation === undefined ? [] : cellsAt(affiliation.at);
  if (!hasPerson && organisations.includes("")) return "no-name-column";
  if (!hasPerson) return mapping("organisation");
  const isOfPeople = has("first_name") || has("last_name") || has("title") || has("affiliation");
  if (isOfPeople) return mapping("individual");
  const byNames = kindByNames(cellsAt(columns.find(({ field }) => field === "name")?.at ?? 0));
  return byNames === null ? "no-kind-column" : mapping(byNames);
}
