import { z } from "zod";
import type { Letter } from "../../letters/letter.ts";
import { COUNTRY_NOT_SAID } from "../../shared/text/country.ts";
import { countriesOf } from "../../shared/text/country-words.ts";
import { fromCell } from "../../shared/text/csv.ts";
import { isState } from "../lifecycle.ts";
import type { Kind } from "../name.ts";
import {
  emailField,
  FIELD_LENGTH_MAX,
  nameField,
  optionalLine,
  websiteField,
} from "../signing/fields.ts";
import { damageOf } from "./damage.ts";
import { fieldErrorOf, type ImportError, type LineFinding, type Notice } from "./findings.ts";
import type { Mapping } from "./mapping/columns.ts";
import { type DateOrder, momentOf, readDateCell, type WrittenDate } from "./mapping/dates.ts";
import { type Cells, EMPTY, IMPORT_FIELDS, type ImportField } from "./mapping/fields.ts";
import { isNothing, kindOf, meansAnonymous, stateOf, visibilityOf } from "./mapping/words.ts";
import type { FileRecord } from "./reading/csv.ts";
import { twoPeople } from "./reading/two-people.ts";

const SOURCE = /^[A-Za-z0-9_.~-]{1,64}$/;
/** As spreadsheets show that a formula failed, in our languages: “#REF!”, “#NOM?”, “#NV”. */
const FORMULA_ERROR = /^#(?:[\u00A1\u00BF]?[\p{L}\d/_]+[!?]|N\/[AD]|NV|YOK)$/iu;
const DAY_MS = 24 * 60 * 60 * 1_000;

const textFields = z.object({
  name: nameField,
  sort_name: optionalLine("sort_name"),
  title: optionalLine("title"),
  affiliation: optionalLine("affiliation"),
  website: websiteField,
  contact_name: optionalLine("contact_name"),
  contact_role: optionalLine("contact_role"),
  email: z
    .string()
    .transform((text) => text || undefined)
    .pipe(emailField.optional()),
});

/** A row of the file, every cell checked, with the number of its line. */
export type ImportRow = z.infer<typeof textFields> & {
  line: number;
  kind: Kind;
  country: string;
  state: "published" | "pending";
  visibility: "full" | "anonymous";
  capacity: "own" | null;
  source: string | null;
  /** When they signed, if the file says it. */
  signedAt: Date | null;
};

/** What became of a record: a row, unless something is wrong with it or it is left out. */
export type ReadRow = {
  row: ImportRow | null;
  problems: LineFinding[];
  notices: LineFinding<Notice>[];
  /** The date as it is written, whatever its order. */
  written: WrittenDate | null;
};

/** By what a file is read. */
export type RowContext = {
  mapping: Mapping;
  /** A date that names no zone is by its clocks. */
  letter: Pick<Letter, "language" | "timeZone">;
  dateOrder: DateOrder | null;
  now: Date;
};

/** Reads one record of a file by its columns. */
export function readRow(record: FileRecord, context: RowContext): ReadRow {
  const { mapping } = context;
  const problems: LineFinding[] = [];
  const notices: LineFinding<Notice>[] = [];
  const beyond = record.cells.slice(mapping.columns.length).filter((cell) => cell.trim() !== "");
  if (beyond.length > 0) {
    problems.push({ code: "too-many-cells", field: null, value: beyond.join(", ") });
  }
  const cells = cellsOf(record, mapping);
  const failed = IMPORT_FIELDS.filter((field) => FORMULA_ERROR.test(cells[field]));
  if (failed.length > 0) {
    for (const field of failed) {
      problems.push({ code: "formula-error", field, value: cells[field] });
    }
    return { row: null, problems, notices, written: null };
  }
  for (const field of ["name", "title", "affiliation"] as const) {
    const damage = damageOf(cells[field]);
    if (damage !== null) notices.push({ ...damage, field, value: cells[field] });
  }
  if (isState(cells.state) && stateOf(cells.state) === null) {
    // Whoever left or was rejected is not listed again by an export that comes back.
    notices.push({ code: "state-ignored", field: "state", value: cells.state });
    return { row: null, problems: [], notices, written: null };
  }
  const kind = kindOfRow(cells, mapping);
  if (kind === null) {
    const code = cells.kind === "" ? "kind-missing" : "kind-unknown";
    problems.push({ code, field: "kind", value: cells.kind });
  }
  const settled = settle(cells, kind ?? "individual", mapping, notices);
  const chosen = chosenOf(settled, kind, context);
  problems.push(...chosen.problems);
  const texts = textFields.safeParse(settled);
  if (!texts.success) problems.push(...texts.error.issues.map((issue) => explain(issue, settled)));
  const { written } = chosen;
  if (kind === "individual" && twoPeople(settled.name) !== null) {
    notices.push({ code: "perhaps-two-people", field: "name", value: settled.name });
  }
  const isAnonymous = chosen.values.visibility === "anonymous" && settled.name === "";
  if (kind === "individual" && (isAnonymous || meansAnonymous(settled.name))) {
    // Nothing tells it from others, or from itself in a second run.
    notices.push({ code: "anonymous-nameless", field: "name", value: "" });
    return { row: null, problems: [], notices, written };
  }
  if (problems.length > 0 || !texts.success || kind === null) {
    return { row: null, problems, notices, written };
  }
  const row = { ...texts.data, ...chosen.values, line: record.line, kind };
  return { row, problems, notices, written };
}

/** Every field of a record: a line break within a cell is a blank, and a lone dash is nothing. */
function cellsOf({ cells }: FileRecord, { columns }: Mapping): Cells {
  const found = { ...EMPTY };
  for (const { at, field } of columns) {
    if (field === null) continue;
    const text = fromCell(cells[at] ?? "")
      .replace(/\s+/g, " ")
      .trim();
    found[field] = field !== "name" && isNothing(text) ? "" : text;
    // “Ada Cam <ada@example.org>”, as a mail program copies it.
    const address = field === "email" ? text.match(/^[^<>@]*<([^<>\s]+)>[,;]?$/)?.[1] : undefined;
    if (address !== undefined) found[field] = address;
    // As Microsoft Forms writes for whoever did not log in.
    if (field === "email" && meansAnonymous(text)) found[field] = "";
  }
  return found;
}

function kindOfRow(cells: Cells, { kind }: Mapping): Kind | null {
  if (kind === "column") return kindOf(cells.kind);
  if (kind !== "by-organisation") return kind;
  return cells.affiliation === "" ? "individual" : "organisation";
}

/** What a signatory of its kind has, under its own name; the rest is ignored, and said. */
function settle(cells: Cells, kind: Kind, mapping: Mapping, notices: LineFinding<Notice>[]): Cells {
  const person = cells.name || joinedName(cells);
  const ignore = (code: Notice, field: ImportField) => {
    if (cells[field] !== "") notices.push({ code, field, value: "" });
  };
  if (kind === "individual") {
    ignore("website-ignored", "website");
    ignore("contact-ignored", "contact_name");
    ignore("contact-ignored", "contact_role");
    const sortName = cells.sort_name || familyFirst(cells);
    const none = { website: "", contact_name: "", contact_role: "" };
    return { ...cells, ...none, name: person, sort_name: sortName };
  }
  const isNamed = mapping.namesOrganisations || mapping.kind === "by-organisation";
  if (cells.affiliation !== "" && (isNamed || person === "")) {
    const contact = {
      contact_name: cells.contact_name || (person === cells.affiliation ? "" : person),
      contact_role: cells.contact_role || cells.title,
    };
    return { ...cells, ...contact, name: cells.affiliation, title: "", affiliation: "" };
  }
  ignore("affiliation-ignored", "affiliation");
  ignore("affiliation-ignored", "title");
  return { ...cells, name: person, title: "", affiliation: "" };
}

/** The name first in most languages; last where it is written so, without a blank. */
function joinedName({ first_name: first, last_name: last }: Cells): string {
  const isHan = /^\p{Script=Han}+$/u;
  if (isHan.test(first) && isHan.test(last)) return `${last}${first}`;
  return `${first} ${last}`.trim();
}

/** Of a family name of several words that is known, how it is sorted: “García Márquez Gabriel”. */
function familyFirst({ first_name: first, last_name: last }: Cells): string {
  return /^\p{Lu}\S* \S/u.test(last) ? `${last} ${first}`.trim() : "";
}

/** The fields that are one of several words, and the date. */
function chosenOf(
  cells: Cells,
  kind: Kind | null,
  { mapping, letter, dateOrder, now }: RowContext,
) {
  const problems: LineFinding[] = [];
  const refuse = (code: ImportError, field: ImportField) => {
    problems.push({ code, field, value: cells[field] });
  };
  const headingOf = (field: ImportField) =>
    mapping.columns.find((column) => column.field === field)?.heading ?? "";
  const [country = null, ...others] =
    cells.country === "" ? [COUNTRY_NOT_SAID] : countriesOf(cells.country, letter.language);
  if (country === null) refuse("country-unknown", "country");
  if (others.length > 0) refuse("country-several", "country");
  const state = cells.state === "" ? "published" : stateOf(cells.state);
  if (state === null) refuse("state-unknown", "state");
  const visibility =
    cells.visibility === "" ? "full" : visibilityOf(cells.visibility, headingOf("visibility"));
  if (visibility === null) refuse("visibility-unknown", "visibility");
  if (visibility === "anonymous" && kind === "organisation") {
    refuse("anonymous-organisation", "visibility");
  }
  if (cells.group !== "") refuse("group-unknown", "group");
  if (cells.source !== "" && !SOURCE.test(cells.source)) refuse("source-invalid", "source");
  if (!["", "own"].includes(cells.capacity)) refuse("capacity-unknown", "capacity");
  const written = cells.signed_at === "" ? null : readDateCell(cells.signed_at);
  const signedAt = written === null ? null : momentOf(written, dateOrder, letter.timeZone);
  const isOrderOpen = written !== null && written.order === null && dateOrder === null;
  if (cells.signed_at !== "" && signedAt === null && !isOrderOpen) {
    refuse("date-unknown", "signed_at");
  }
  // A day ahead is today somewhere else.
  if (signedAt !== null && signedAt.getTime() > now.getTime() + DAY_MS) {
    refuse("date-future", "signed_at");
  }
  const values = {
    country: country ?? COUNTRY_NOT_SAID,
    state: state ?? "published",
    visibility: visibility ?? "full",
    capacity: cells.capacity === "own" && kind === "individual" ? ("own" as const) : null,
    source: cells.source || null,
    signedAt,
  };
  return { values, problems, written };
}

const textField = z.enum(textFields.keyof().options);

function explain(issue: z.core.$ZodIssue, cells: Cells): LineFinding {
  const field = textField.safeParse(issue.path[0]).data ?? "name";
  const code = fieldErrorOf(issue.message);
  return {
    code,
    field,
    value: code === "too-long" ? String(FIELD_LENGTH_MAX[field]) : cells[field],
  };
}
