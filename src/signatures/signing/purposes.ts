import type { Move } from "../lifecycle.ts";
import type { Wording } from "./wording.ts";

type PurposeDefinition = {
  /** The box of the form, never ticked beforehand. */
  field: "consent" | "updates";
  /** Where an entry keeps the hash of the sentence that was shown. */
  hash: "consentHash" | "updatesHash";
  /** When it was agreed to or, if it can be ended by itself, was ended. */
  at: "consentAt" | "updatesAt";
  /**
   * What can begin and end while the entry stays as it is: the column that says whether it holds,
   * and the moves. Null for what an entry cannot be without: that ends with it.
   */
  choice: {
    holds: "updates";
    begin: Extract<Move, "join-news">;
    end: Extract<Move, "leave-news">;
  } | null;
};

/**
 * What a signatory is asked to agree to: each by a sentence of its own, and ended without the
 * others. One purpose more is one row more, with its columns.
 */
export const PURPOSES = {
  publication: { field: "consent", hash: "consentHash", at: "consentAt", choice: null },
  news: {
    field: "updates",
    hash: "updatesHash",
    at: "updatesAt",
    choice: { holds: "updates", begin: "join-news", end: "leave-news" },
  },
} as const satisfies Record<string, PurposeDefinition>;

export type Purpose = keyof typeof PURPOSES;

/** What the form shows: for each purpose, and about the authority to sign for an organisation. */
export type Wordings = Record<Purpose | "authority", Wording>;

export const PURPOSE_NAMES: readonly Purpose[] = ["publication", "news"];

/** The purposes that can begin and end by themselves. */
export type ChoicePurpose = {
  [Name in Purpose]: (typeof PURPOSES)[Name]["choice"] extends null ? never : Name;
}[Purpose];

type Definition = (typeof PURPOSES)[Purpose];

export type AgreedColumns = Record<Definition["hash"], string | null> &
  Record<Definition["at"], Date | null> &
  Record<NonNullable<Definition["choice"]>["holds"], boolean>;

/** The columns that say to what somebody agreed by the ticks of a form, and when. */
export function agreedColumns(
  ticks: Readonly<Record<Definition["field"], unknown>>,
  wordings: Wordings,
  at: Date,
): AgreedColumns {
  const columns: AgreedColumns = {
    consentHash: null,
    consentAt: null,
    updatesHash: null,
    updatesAt: null,
    updates: false,
  };
  for (const purpose of PURPOSE_NAMES) {
    const definition = PURPOSES[purpose];
    if (!ticks[definition.field]) continue;
    columns[definition.hash] = wordings[purpose].hash;
    columns[definition.at] = at;
    if (definition.choice !== null) columns[definition.choice.holds] = true;
  }
  return columns;
}

/** What an entry says of one purpose. */
export type Agreement = {
  purpose: Purpose;
  /** Whether it holds now. */
  holds: boolean;
  /** The sentence that was shown; null if none was kept, as of an imported entry. */
  text: string | null;
  at: Date | null;
};

/** What an entry says of each purpose, given the sentences that it names by their hashes. */
export function agreementsOf(
  row: AgreedColumns,
  textOf: (purpose: Purpose) => string | null,
): Agreement[] {
  return PURPOSE_NAMES.map((purpose) => {
    const { hash, at, choice } = PURPOSES[purpose];
    const holds = choice === null ? row[hash] !== null : row[choice.holds];
    return { purpose, holds, text: textOf(purpose), at: row[at] };
  });
}
