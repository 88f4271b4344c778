import { raw } from "hono/html";
import { useContext } from "hono/jsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { SiteContext } from "../page/site-context.ts";

/** What an administrator says about the site, in Markdown. */
export function AboutPage({ frame, textHtml }: { frame: Frame; textHtml: string }) {
  const { name, host } = useContext(SiteContext);
  const title = frame.words("site.about-name", { name: name ?? host });
  return (
    <PublicPage frame={frame} title={title} isIndexed>
      <h1>{title}</h1>
      <div class="text">{raw(textHtml)}</div>
    </PublicPage>
  );
}
