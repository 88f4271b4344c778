import type { Words } from "../../../views/page/words.ts";
import { type MadeText, renderLetterText } from "../../letters/text.ts";

/** The text of a letter as safe HTML, made here and now, with the words of its language. */
export function letterText(markdown: string, words: Words): MadeText {
  return renderLetterText(markdown, {
    point: (point) => words("letter.link-to-point", { point }),
    footnotes: words("letter.footnotes"),
    back: (number) => words("letter.footnote-back", { number }),
    table: words("letter.table"),
  });
}
