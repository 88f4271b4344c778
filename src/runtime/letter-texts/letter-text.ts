import { wordsFor } from "../../../views/page/words.ts";
import { renderLetterText } from "../../letters/text.ts";

/** The text of a letter as safe HTML, made here and now. */
export function letterText(markdown: string, language: string): string {
  const words = wordsFor(language);
  return renderLetterText(markdown, (point) => words("letter.link-to-point", { point }));
}
