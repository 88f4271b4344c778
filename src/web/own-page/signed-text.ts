import type { SignedTextProps } from "../../../views/own-page/signed-text.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { signedVersion } from "../../signatures/own-page/signed-text.ts";
import type { OwnPageEntry } from "../../signatures/own-page/view.ts";

/** What the own page shows of the text that an entry was signed under. */
export async function signedTextProps(
  deps: Deps,
  words: Words,
  { token, letter, entry }: { token: string; letter: Letter; entry: OwnPageEntry },
  /** Why it was not signed anew. */
  error: string | undefined,
): Promise<SignedTextProps> {
  const { changed, ...signed } = await signedVersion(deps, letter, entry.id);
  const { slug, version } = letter;
  const props = { slug, language: version.language, ...signed };
  if (changed === null) return { ...props, changed };
  const { canReaffirm, ...shown } = changed;
  const { contactName, contactRole } = entry;
  const reaffirm = {
    token,
    shown: version.id,
    contact:
      entry.kind === "organisation" ? { name: contactName ?? "", role: contactRole ?? "" } : null,
    authority: {
      text: words("form.authority"),
      source: words.source?.("form.authority") ?? null,
    },
    error,
  };
  return { ...props, changed: { ...shown, reaffirm: canReaffirm ? reaffirm : null } };
}
