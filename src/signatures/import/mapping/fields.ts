/** What a column of a file can hold, in the order in which it is explained. */
export const IMPORT_FIELDS = [
  "kind",
  "name",
  "first_name",
  "last_name",
  "sort_name",
  "title",
  "affiliation",
  "country",
  "website",
  "email",
  "visibility",
  "signed_at",
  "source",
  "group",
  "contact_name",
  "contact_role",
  "capacity",
  "state",
] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number];

export function toImportField(name: string): ImportField | null {
  return IMPORT_FIELDS.find((field) => field === name) ?? null;
}

/** The cells of a row, by what they hold; empty where it has none. */
export type Cells = Record<ImportField, string>;

export const EMPTY: Cells = {
  kind: "",
  name: "",
  first_name: "",
  last_name: "",
  sort_name: "",
  title: "",
  affiliation: "",
  country: "",
  website: "",
  email: "",
  visibility: "",
  signed_at: "",
  source: "",
  group: "",
  contact_name: "",
  contact_role: "",
  capacity: "",
  state: "",
};
