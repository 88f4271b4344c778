import type { Words } from "../page/words.ts";

/** Ways to share a letter: plain links, which contact nobody until followed. */
export function ShareLinks({ words, url, title }: { words: Words; url: string; title: string }) {
  const text = words("share.text", { title });
  const links = [
    {
      name: words("share.email"),
      href: `mailto:?${query({ subject: title, body: `${text}\n\n${url}` })}`,
    },
    { name: "WhatsApp", href: `https://wa.me/?${query({ text: `${text} ${url}` })}` },
    { name: "Telegram", href: `https://t.me/share/url?${query({ url, text })}` },
    {
      name: "Bluesky",
      href: `https://bsky.app/intent/compose?${query({ text: `${text} ${url}` })}`,
    },
    { name: "Facebook", href: `https://www.facebook.com/sharer/sharer.php?${query({ u: url })}` },
  ];
  return (
    <section class="action share">
      <h2>{words("share.title")}</h2>
      <p>{words("share.hint")}</p>
      <ul>
        {links.map(({ name, href }) => (
          <li>
            <a href={href} rel="noopener noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p class="address">{url}</p>
    </section>
  );
}

/** A query with spaces as `%20`: mail programs show a plus sign as it is. */
function query(parts: Record<string, string>): string {
  return Object.entries(parts)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
}
