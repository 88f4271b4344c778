import { raw } from "hono/html";
import { paths } from "../../src/shared/pages/paths.ts";
import { directionOf } from "../page/language.ts";
import { PublicPage } from "../page/layout.tsx";
import { SignForm, SignFormScripts } from "../signing/form.tsx";
import { byline } from "./byline.ts";
import { Figures } from "./figures.tsx";
import type { LetterPageProps } from "./letter-view.ts";
import { HeaderImage, PublisherMark } from "./look.tsx";
import { Imprint } from "./on-paper.tsx";
import { ShareLine, ShareScript } from "./share-links.tsx";
import { SignCard } from "./sign-card.tsx";
import { LetterSignatories } from "./signatories.tsx";

/**
 * The letter: title, publisher, text, closing line, signatories, form. The article ends before the
 * form, and with it the bar that a phone shows at the bottom of the screen.
 */
export function LetterPage(props: LetterPageProps) {
  const { frame, letter, form } = props;
  const { words } = frame;
  const canSign = form !== null && !props.draftNotice;
  const spoken = { lang: words.language, dir: words.direction };
  return (
    <PublicPage
      frame={frame}
      title={letter.title}
      isIndexed={!letter.noindex && !props.draftNotice}
      hasSecondColumn
      {...(props.preview && { preview: props.preview })}
      {...(canSign && { formAnchor: "#sign" })}
      scripts={
        <>
          {canSign && <SignFormScripts frame={frame} />}
          {props.preview && <ShareScript frame={frame} />}
        </>
      }
    >
      {props.draftNotice && <p class="draft-notice">{props.draftNotice}</p>}
      <article class="letter" lang={letter.language} dir={directionOf(letter.language)}>
        <header>
          <HeaderImage look={letter} />
          <h1>{letter.title}</h1>
          <p class="small">
            <span {...spoken}>{byline(words, letter)}</span>
          </p>
          <PublisherMark look={letter} />
        </header>
        <SignCard {...props} spoken={spoken} />
        <div class="letter-body">
          <div class="text">{raw(props.textHtml)}</div>
          {letter.closing !== "" && <p class="closing">{letter.closing}</p>}
          <div {...spoken}>
            {letter.tags.length > 0 && (
              <p class="small">{words("letter.tags", { tags: letter.tags.join(", ") })}</p>
            )}
            <Colophon {...props} />
            {props.preview && <ShareLine frame={frame} letter={letter} url={props.preview.url} />}
          </div>
        </div>
        <LetterSignatories {...props} spoken={spoken} />
      </article>
      {form === null ? (
        <section class="closed" id="sign">
          <h2>{words(props.isPaused ? "letter.paused" : "letter.closed")}</h2>
          <p>{words(props.isPaused ? "letter.paused-explained" : "letter.closed-explained")}</p>
        </section>
      ) : (
        <section class="sign" id="sign" aria-labelledby="sign-title">
          <h2 id="sign-title">{words("form.title")}</h2>
          {letter.closesAt && (
            <p class="small">
              {words("letter.closes-on", {
                moment: words.closing(letter.closesAt, letter.timeZone),
              })}
            </p>
          )}
          <SignForm {...form} />
        </section>
      )}
      {props.preview && <Imprint words={words} letter={letter} url={props.preview.url} />}
      {props.figures && <Figures words={words} {...props.figures} />}
    </PublicPage>
  );
}

/** Which version is shown, once there is another one to read. */
function Colophon({ frame: { words }, letter, version }: LetterPageProps) {
  if (!version.hasOthers) return null;
  return (
    <p class="small">
      {words("letter.version-shown", {
        number: version.version,
        day: words.day(version.since),
      })}{" "}
      <a href={paths.versions(letter.slug)}>{words("letter.all-versions")}</a>
    </p>
  );
}
