import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "./frame.ts";
import { PublicPage } from "./layout.tsx";
import type { Words } from "./words.ts";

type Link = { href: string; label: string };

/** A page that says one thing: what happened, and where to go from here. */
export function NoticePage(props: { frame: Frame; title: string; text: string; link: Link }) {
  const { frame, title, text, link } = props;
  return (
    <PublicPage frame={frame} title={title}>
      <div class="notice-page">
        <h1>{title}</h1>
        <p>{text}</p>
        <p>
          <a href={link.href}>{link.label}</a>
        </p>
      </div>
    </PublicPage>
  );
}

/** The link on from a notice: back to its letter, or to the front page if it has none. */
export function wayBack(words: Words, letter: { slug: string } | null): Link {
  return letter === null
    ? { href: paths.home, label: words("errors.home") }
    : { href: paths.letter(letter.slug), label: words("inbox.back-to-letter") };
}
