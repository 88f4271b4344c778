import { type Child, useContext } from "hono/jsx";
import { accentOf } from "../../src/shared/pages/accent.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "./frame.ts";
import { Masthead, SiteFooter } from "./masthead.tsx";
import { type Preview, PreviewTags } from "./preview.tsx";
import { SiteContext } from "./site-context.ts";

type PublicPageProps = {
  frame: Frame;
  title: string;
  /** The target of the first skip link, on pages with a form that people come for. */
  formAnchor?: string;
  isIndexed?: boolean;
  /** Whether a wide screen shows a second column beside the first. */
  hasSecondColumn?: boolean;
  preview?: Preview;
  scripts?: Child;
  children: Child;
};

/** A public page: a document of one column. */
export function PublicPage(props: PublicPageProps) {
  const { frame, title, formAnchor, isIndexed = false, preview } = props;
  const columns = props.hasSecondColumn && { class: "two-columns" };
  const { words, asset } = frame;
  const site = useContext(SiteContext);
  const colour = frame.colour ?? site.colour;
  return (
    <html lang={words.language} dir={words.direction}>
      <head>
        <Head title={title} stylesheet="public.css" asset={asset} />
        {colour && <link rel="stylesheet" href={paths.accentSheet(accentOf(colour), "page")} />}
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          href={asset("serif.woff2")}
          crossorigin="anonymous"
        />
        {!isIndexed && <meta name="robots" content="noindex" />}
        {preview && <PreviewTags preview={preview} />}
        {props.scripts}
      </head>
      <body>
        <a class="skip" href="#content">
          {words("site.skip-to-content")}
        </a>
        {formAnchor && (
          <a class="skip" href={formAnchor}>
            {words("site.skip-to-form")}
          </a>
        )}
        <Masthead />
        <main id="content" {...columns}>
          {props.children}
        </main>
        <SiteFooter words={words} />
      </body>
    </html>
  );
}

/** The contents of every page's head. */
export function Head(props: {
  title: string;
  stylesheet: "public.css" | "staff.css";
  asset: Frame["asset"];
}) {
  const { title, stylesheet, asset } = props;
  const { icon, touchIcon } = useContext(SiteContext);
  return (
    <>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title}</title>
      <link rel="stylesheet" href={asset(stylesheet)} />
      {icon === null ? (
        <link rel="icon" href={asset("icon.svg")} type="image/svg+xml" />
      ) : (
        <link rel="icon" href={paths.image(icon)} type="image/png" />
      )}
      <link
        rel="apple-touch-icon"
        href={touchIcon === null ? asset("touch-icon.png") : paths.image(touchIcon)}
      />
    </>
  );
}
