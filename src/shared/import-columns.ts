/** The columns of a file of signatories, in the order in which they are explained. */
export const IMPORT_COLUMNS = [
  "kind",
  "name",
  "title",
  "affiliation",
  "sort_name",
  "country",
  "website",
  "email",
  "state",
] as const;
