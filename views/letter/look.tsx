import { shownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { Logo } from "../page/masthead.tsx";

/** How a publisher wants a letter to look. Images are given by their names. */
export type LetterLook = {
  publisher: string;
  publisherUrl: string | null;
  logo: string | null;
  headerImage: string | null;
  headerImageSmall: string | null;
  headerAlt: string | null;
};

/** The width in pixels from which an image may stand above both columns of a wide screen. */
const WIDE_FROM = 1_200;
const COLUMN = "(min-width: 42rem) 38rem, 100vw";

/** The image above a letter: in two sizes, loaded after all else, and nothing shifts for it. */
export function HeaderImage({ look }: { look: LetterLook }) {
  const large = shownImage(look.headerImage);
  const small = shownImage(look.headerImageSmall);
  if (large === null || small === null) return null;
  const sources = [small, large].map(({ name, width }) => `${paths.image(name)} ${width}w`);
  return (
    <img
      class={large.width >= WIDE_FROM ? "header-image wide" : "header-image"}
      src={paths.image(large.name)}
      srcset={sources.join(", ")}
      sizes={large.width >= WIDE_FROM ? `(min-width: 75rem) 61rem, ${COLUMN}` : COLUMN}
      alt={look.headerAlt ?? ""}
      width={large.width}
      height={large.height}
      loading="lazy"
      decoding="async"
      fetchpriority="low"
    />
  );
}

/** The publisher's logo, and the way to their website. */
export function PublisherMark({ look }: { look: LetterLook }) {
  const { publisher, publisherUrl } = look;
  const logo = shownImage(look.logo);
  if (logo === null && publisherUrl === null) return null;
  const mark = logo ? <Logo image={logo} alt={publisher} /> : hostOf(publisherUrl ?? "");
  return (
    <p class="publisher-mark">{publisherUrl === null ? mark : <a href={publisherUrl}>{mark}</a>}</p>
  );
}

function hostOf(url: string): string {
  return (URL.parse(url)?.hostname ?? url).replace(/^www\./, "");
}
