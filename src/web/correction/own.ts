import type { OwnCorrectionProps } from "../../../views/correction/own.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import { correctionOf } from "../../signatures/correction/restore.ts";
import { WORDING_FIELDS } from "../../signatures/correction/wording.ts";
import type { OwnPageEntry } from "../../signatures/own-page/view.ts";

/** What a signatory sees of a correction: the fields that differ; null if there is none. */
export async function ownCorrectionProps(
  deps: Pick<Deps, "db">,
  words: Words,
  entry: OwnPageEntry,
): Promise<OwnCorrectionProps | null> {
  const former = (await correctionOf(deps, entry.id))?.former ?? null;
  if (former === null) return null;
  const fields = WORDING_FIELDS.filter((field) => former[field] !== entry[field]);
  return {
    fields: fields.map((field) => ({
      label: words(LABELS[entry.kind][field]),
      was: former[field],
      now: entry[field],
    })),
    isPublic: entry.state === "published",
  };
}

const LABELS = {
  individual: {
    name: "form.name-individual",
    title: "form.person-title",
    affiliation: "form.affiliation",
    contactRole: "form.contact-role",
  },
  organisation: {
    name: "form.name-organisation",
    title: "form.person-title",
    affiliation: "form.affiliation",
    contactRole: "form.contact-role",
  },
} as const;
