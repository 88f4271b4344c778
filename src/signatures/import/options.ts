import type { NewSignature } from "../../db/db.ts";
import type { CheckedFile, CheckedRow, ImportChoices, ImportLimits, Listener } from "./check.ts";
import type { Finding } from "./findings.ts";

/** What an import did: how many rows it added, and how many were there already. */
export type ImportOutcome =
  | { outcome: "imported"; added: number; alreadyThere: number }
  /** Somebody stopped it: what was added stays, and a second run adds the rest. */
  | { outcome: "stopped"; added: number; alreadyThere: number }
  /** Nothing was stored: so it would have been. */
  | { outcome: "tried"; added: number; alreadyThere: number }
  /** There are more new ones than the database takes at once. */
  | { outcome: "too-many"; rowsMax: number }
  | { outcome: "refused"; problems: Finding[] };

export type ImportOptions = ImportChoices &
  Partial<ImportLimits> & {
    /** Who imports: an account, or nobody by name. */
    by?: string;
    /** Takes each row that is wrong; without it, one such row keeps all of the file out. */
    skip?: (rows: readonly CheckedRow[], file: CheckedFile) => Promise<void>;
    /** Only says what would become of the file. */
    isTrial?: boolean;
    /** Once it is written, its columns are suggested for the next file with the same headings. */
    isRemembered?: boolean;
    /**
     * Asked once, about all rows that are new, before the first is added, with a hash of all rows
     * of the file; null counts as stopped.
     */
    mayAdd?: (rows: readonly NewSignature[], rowsHash: string) => Promise<Allowed | null>;
    listener?: ImportListener;
    signal?: AbortSignal;
  };

/** An import that may add: what its entries have, and what it asks and tells of each slice. */
export type Allowed = {
  columns: Pick<NewSignature, "importId">;
  mayGoOn: () => Promise<boolean>;
  wrote: (rows: readonly NewSignature[]) => void;
};

/** Hears of the file once it is checked and before anything is stored, and how far it is stored. */
export type ImportListener = Listener & {
  read?: (file: CheckedFile) => void;
  /** How many are to be added, if that was asked, and what each of them has. */
  began?: (count: number, columns: Allowed["columns"]) => void;
  stored?: (rows: number) => void;
};
