import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";

/** A letter as other pages than its own name it. */
export type NamedLetter = {
  slug: string;
  title: string;
  language: string;
  publisher: string;
  /** The publisher's; the site's own if there is none. */
};

/** Which letter a page is about, with a link to it, and who publishes it. */
export function LetterLine({ words, letter }: { words: Words; letter: NamedLetter }) {
  return (
    <p class="small">
      <a href={paths.letter(letter.slug)} lang={letter.language}>
        {letter.title}
      </a>
      <br />
      {words("site.published-by", { publisher: letter.publisher })}
    </p>
  );
}
