import { wordsFor } from "../../../views/page/words.ts";
import { type MadeText, renderLetterText } from "../../letters/text.ts";

/** The text of a letter as safe HTML, made here and now. */
export function letterText(markdown: string, language: string): MadeText {
  const words = wordsFor(language);
  return renderLetterText(markdown, {
    point: (point) => words("letter.link-to-point", { point }),
    footnotes: words("letter.footnotes"),
    back: (number) => words("letter.footnote-back", { number }),
    table: words("letter.table"),
  });
}
