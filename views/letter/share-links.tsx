import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** A letter that is shared, and its address in full. */
export type Shared = { letter: { slug: string; title: string }; url: string };
type Props = Shared & { frame: Frame };

/** Ways to share a letter, on a page after signing. */
export function ShareLinks(props: Props) {
  const { words } = props.frame;
  return (
    <section class="action share">
      <h2>{words("share.title")}</h2>
      <p>{words("share.hint")}</p>
      <ShareList {...props} />
      <p class="address">{props.url}</p>
    </section>
  );
}

/** The same as one quiet line under a letter. */
export function ShareLine(props: Props) {
  const { words } = props.frame;
  return (
    <nav class="share share-line" aria-label={words("share.title")}>
      <span>{words("share.line")}</span>
      <ShareList {...props} />
    </nav>
  );
}

/** Plain links, which contact nobody until followed. */
function ShareList({ frame, letter, url }: Props) {
  const { words } = frame;
  return (
    <ul>
      <li class="copy" hidden data-url={url} data-copied={words("share.copied")}>
        <button class="link" type="button">
          {words("share.copy")}
        </button>{" "}
        <span role="status" />
      </li>
      {targetsOf(words, letter.title, url).map(({ name, href }) => (
        <li>
          <a href={href} rel="noopener noreferrer">
            {name}
          </a>
        </li>
      ))}
      <li>
        <a href={paths.qrSvg(letter.slug)}>{words("share.qr")}</a> (
        <a href={paths.qrPng(letter.slug)}>PNG</a>)
      </li>
    </ul>
  );
}

/** What copies the address where it can: a page with one of the above loads it. */
export function ShareScript({ frame }: { frame: Frame }) {
  return <script type="module" src={frame.asset("share.js")} />;
}

function targetsOf(words: Words, title: string, url: string) {
  const text = words("share.text", { title });
  const both = `${text} ${url}`;
  return [
    {
      name: words("share.email"),
      href: `mailto:?${query({ subject: title, body: `${text}\n\n${url}` })}`,
    },
    { name: "WhatsApp", href: `https://wa.me/?${query({ text: both })}` },
    // Signal has no page on the web: the link opens the program, if it is there.
    { name: "Signal", href: `sgnl://send?${query({ text: both })}` },
    { name: "Telegram", href: `https://t.me/share/url?${query({ url, text })}` },
    // Asks for the reader's own server; what follows “#” is sent to none before.
    { name: "Mastodon", href: `https://share.joinmastodon.org/#${query({ text: both })}` },
    { name: "Bluesky", href: `https://bsky.app/intent/compose?${query({ text: both })}` },
    { name: "LinkedIn", href: `https://www.linkedin.com/sharing/share-offsite/?${query({ url })}` },
    { name: "Facebook", href: `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}` },
    { name: "X", href: `https://x.com/intent/post?${query({ text, url })}` },
  ];
}

/** A query with spaces as `%20`: mail programs show a plus sign as it is. */
function query(parts: Record<string, string>): string {
  return Object.entries(parts)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}
