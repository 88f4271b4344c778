import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Preview } from "../page/preview.tsx";
import { byline } from "./byline.ts";
import type { NamedLetter } from "./letter-line.tsx";

/** A letter on the front page, with how many signed it in words. */
type ListedLetter = NamedLetter & {
  publishedOn: Date | null;
  author: string | null;
  signed: string;
};

export function HomePage(props: {
  frame: Frame;
  letters: readonly ListedLetter[];
  preview: Preview;
}) {
  const { frame, letters, preview } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("site.open-letters")} isIndexed preview={preview}>
      <h1>{words("site.open-letters")}</h1>
      {letters.length === 0 && <p>{words("site.no-letters")}</p>}
      <ul class="teasers">
        {letters.map((letter) => (
          <li>
            <h2 lang={letter.language}>
              <a href={paths.letter(letter.slug)}>{letter.title}</a>
            </h2>
            <p class="small">
              {byline(words, letter)} · {letter.signed}
            </p>
          </li>
        ))}
      </ul>
    </PublicPage>
  );
}
