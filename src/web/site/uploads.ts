import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import { IMAGE_SIZE_MAX } from "../../limits.ts";
import {
  CONTRAST_MIN,
  type Colour,
  leastContrast,
  parseColour,
  readableColour,
} from "../../shared/pages/accent.ts";
import type { ImageProblem, ImageUse, MadeImage } from "../../shared/pages/image-maker.ts";
import type { SentForm } from "../form.ts";

/** Why an upload is refused: for what it is, or because this place takes none. */
export type UploadProblem = ImageProblem | "place";

export type Upload<Use extends ImageUse> =
  /** No file was chosen: what there is stays. */
  | { outcome: "none" }
  | { outcome: "removed" }
  | { outcome: "made"; images: (use: Use) => MadeImage }
  | { outcome: "refused"; problem: UploadProblem };

/** Makes images of the file that was chosen in a field; a tick beside it takes them away. */
export async function uploadFrom<Use extends ImageUse>(
  { makeImages }: Pick<Deps, "makeImages">,
  sent: SentForm,
  field: string,
  uses: readonly Use[],
): Promise<Upload<Use>> {
  const file = sent.file(field);
  if (file === null)
    return { outcome: sent.fields[`${field}-remove`] === "on" ? "removed" : "none" };
  if (makeImages === null) return { outcome: "refused", problem: "place" };
  if (file.size > IMAGE_SIZE_MAX) return { outcome: "refused", problem: "large" };
  const made = await makeImages(new Uint8Array(await file.arrayBuffer()), uses);
  return made.ok
    ? { outcome: "made", images: made.images }
    : { outcome: "refused", problem: made.problem };
}

/** What is wrong with an upload, and how to mend it. */
export function uploadSentence(words: Words, problem: UploadProblem): string {
  if (problem !== "large") return words(`images.error-${problem}`);
  return words("images.error-large", { megabytes: IMAGE_SIZE_MAX / 1024 / 1024 });
}

/** A form with the colour that was offered, if its button was pressed for the refused one. */
export function withChosenColour(sent: SentForm): SentForm {
  const { useColour, refusedColour, colour } = sent.fields;
  if (useColour === undefined || colour !== refusedColour) return sent;
  return { ...sent, fields: { ...sent.fields, colour: useColour } };
}

/** The nearest colour that can be read on paper; null if what was typed can be, or is none. */
export function colourOffer(typed: string): Colour | null {
  const colour = parseColour(typed);
  if (colour === null) return null;
  const nearest = readableColour(colour, "light");
  return nearest === colour ? null : nearest;
}

/** What is wrong with a colour as it was typed. */
export function colourSentence(words: Words, error: "colour" | "contrast", typed: string): string {
  return error === "colour" ? words("colour.error-colour") : contrastSentence(words, typed);
}

/** That a colour is too pale, by how much, and which one is not. */
function contrastSentence(words: Words, typed: string): string {
  const ratio = leastContrast(parseColour(typed) ?? "", "light");
  return words("colour.error-contrast", {
    // Rounded down: 4.46 is not 4.5.
    ratio: (Math.floor(ratio * 10) / 10).toFixed(1),
    least: CONTRAST_MIN.toFixed(1),
    offer: `#${colourOffer(typed) ?? ""}`,
  });
}
