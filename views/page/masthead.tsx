import { type Child, useContext } from "hono/jsx";
import { type ShownImage, shownImage } from "../../src/shared/pages/image-name.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { type ShownSite, SiteContext } from "./site-context.ts";
import type { Words } from "./words.ts";

/** A logo wider than this many times its height is a word mark: it says the name itself. */
const WORD_MARK = 2.2;

/** Whose site it is, at the top of every public page. */
export function Masthead() {
  return <MastheadOf site={useContext(SiteContext)} />;
}

export function MastheadOf({ site }: { site: ShownSite }) {
  const name = site.name ?? site.host;
  const logo = shownImage(site.logo);
  const isWordMark = logo !== null && logo.width > WORD_MARK * logo.height;
  return (
    <header class="masthead">
      <a href={paths.home}>
        {logo && <Logo image={logo} alt={isWordMark ? name : ""} />}
        {!isWordMark && <bdi>{name}</bdi>}
      </a>
    </header>
  );
}

/** A logo: loaded after all else, at most 40 pixels high, and on paper in the dark. */
export function Logo({ image, alt }: { image: ShownImage; alt: string }) {
  const { name, width, height } = image;
  return (
    <img
      class="logo"
      src={paths.image(name)}
      alt={alt}
      width={width}
      height={height}
      decoding="async"
      fetchpriority="low"
    />
  );
}

/** The foot of every public page: where to go on, and who answers for the site. */
export function SiteFooter({ words }: { words: Words }) {
  const site = useContext(SiteContext);
  const links = [
    { url: paths.home, text: words("site.open-letters") },
    ...(site.about === null ? [] : [{ url: paths.about, text: words("site.about") }]),
    { url: paths.lostLinks, text: words("site.your-signatures") },
    ...[site.imprint, site.privacy].filter((link) => link !== null),
  ];
  return (
    <footer class="colophon">
      <ul class="foot-links">
        {links.map(
          ({ url, text }): Child => (
            <li>
              <a href={url}>
                <bdi>{text}</bdi>
              </a>
            </li>
          ),
        )}
      </ul>
      <p>{words("site.powered-by")}</p>
    </footer>
  );
}
