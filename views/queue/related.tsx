import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";

/** What else can be looked at about an entry: the web, and entries that share something with it. */
export type RelatedProps = {
  /** Searches of the web, which a moderator opens. */
  searches: readonly { engine: string; href: string }[];
  related: readonly {
    heading: string;
    entries: readonly { id: string; name: string; state: string }[];
  }[];
};

/** Searches of the web for an entry, and the others that have something in common with it. */
export function Related(props: RelatedProps & { frame: Frame; letter: { slug: string } }) {
  const { words } = props.frame;
  const related = props.related.filter(({ entries }) => entries.length > 0);
  return (
    <>
      {props.searches.length > 0 && (
        <p class="toolbar search-web">
          {words("history.search-web")}{" "}
          {props.searches.map(({ engine, href }) => (
            <>
              <a href={href} rel="noreferrer noopener nofollow" target="_blank">
                {engine}
              </a>{" "}
            </>
          ))}
        </p>
      )}
      {related.map(({ heading, entries }) => (
        <section class="same-address">
          <h2>{heading}</h2>
          <ul>
            {entries.map(({ id, name, state }) => (
              <li>
                <a href={paths.entry(props.letter.slug, id)}>
                  <bdi>{name}</bdi>
                </a>
                , {state}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
