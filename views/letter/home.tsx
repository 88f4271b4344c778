import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Preview } from "../page/preview.tsx";
import { byline } from "./byline.ts";
import type { NamedLetter } from "./letter-line.tsx";

/** A letter on the front page, with how many signed it and until when, in words. */
export type ListedLetter = NamedLetter & {
  publishedOn: Date | null;
  author: string | null;
  summary: string | null;
  signed: string;
  state: string;
};

/** The letters that can be signed, then those that could. */
export function HomePage(props: {
  frame: Frame;
  open: readonly ListedLetter[];
  closed: readonly ListedLetter[];
  preview: Preview;
}) {
  const { frame, open, closed, preview } = props;
  const { words } = frame;
  return (
    <PublicPage
      frame={frame}
      title={words("site.open-letters")}
      isIndexed
      hasSecondColumn
      preview={preview}
    >
      <h1>{words("site.open-letters")}</h1>
      {open.length === 0 && <NoneOpen {...props} />}
      <Teasers frame={frame} letters={open} level="h2" />
      {closed.length > 0 && (
        <section aria-labelledby="closed-title">
          <h2 id="closed-title">{words("site.closed-letters")}</h2>
          <Teasers frame={frame} letters={closed} level="h3" />
        </section>
      )}
    </PublicPage>
  );
}

function Teasers(props: { frame: Frame; letters: readonly ListedLetter[]; level: "h2" | "h3" }) {
  const { letters, level: Heading } = props;
  const { words } = props.frame;
  if (letters.length === 0) return null;
  return (
    <ul class="teasers">
      {letters.map((letter) => (
        <li>
          <div>
            <Heading class="teaser-title" lang={letter.language}>
              <a href={paths.letter(letter.slug)}>
                <bdi>{letter.title}</bdi>
              </a>
            </Heading>
            {letter.summary !== null && (
              <p lang={letter.language}>
                <bdi>{letter.summary}</bdi>
              </p>
            )}
            <p class="small">{byline(words, letter)}</p>
          </div>
          <p class="small">
            <strong>{letter.signed}</strong>
            <br />
            {letter.state}
          </p>
        </li>
      ))}
    </ul>
  );
}

function NoneOpen({ frame: { words }, closed }: { frame: Frame; closed: readonly unknown[] }) {
  return (
    <div class="empty">
      <p>
        <strong>{words("site.no-letters")}</strong>
      </p>
      <p class="small">
        {words(closed.length > 0 ? "site.no-letters-but-closed" : "site.no-letters-hint")}{" "}
        <a href={paths.lostLinks}>{words("site.find-signatures")}</a>
      </p>
    </div>
  );
}
