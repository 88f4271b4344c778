import { raw } from "hono/html";
import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { directionOf } from "../page/language.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Preview } from "../page/preview.tsx";
import type { SignFormProps } from "../signing/fields.tsx";
import { SignForm, SignFormScripts } from "../signing/form.tsx";
import { byline, countsLine, countsOfText } from "./byline.ts";
import { EntriesByKind, type ListedEntry } from "./entries.tsx";
import { Figures, type FiguresProps } from "./figures.tsx";
import type { NamedLetter } from "./letter-line.tsx";
import { Imprint, NotOnPaper } from "./on-paper.tsx";
import { ShareLine, ShareScript } from "./share-links.tsx";
import { earlierLine, type SignedText } from "./texts.ts";

export type LetterPageProps = {
  frame: Frame;
  letter: LetterView;
  /** The text as safe HTML. */
  textHtml: string;
  /** The version that is shown. */
  version: { version: number; since: Date; hasOthers: boolean };
  /** The texts before it that somebody signed, latest first. */
  earlierTexts: readonly SignedText[];
  organisations: readonly ListedEntry[];
  individuals: readonly ListedEntry[];
  /** Whether the list says how organisations were verified. */
  showsVerification: boolean;
  hasMore: boolean;
  /** Whether the letter is open, but takes no forms for now. */
  isPaused: boolean;
  /** Null if the letter takes no signatures. */
  form: SignFormProps | null;
  /** What has become of its signatures; null if the letter does not tell. */
  figures: FiguresProps | null;
  /** Null for a page that only staff see. */
  preview: Preview | null;
  /** Says that nobody but staff sees the page: its form then does nothing. */
  draftNotice?: string;
};

export type LetterView = NamedLetter & {
  publishedOn: Date | null;
  author: string | null;
  summary: string | null;
  tags: readonly string[];
  closing: string;
  closesAt: Date | null;
  timeZone: string;
  noindex: boolean;
  affiliationsNote: boolean;
  updatedAt: Date;
  counts: { organisations: number; individuals: number; anonymous: number };
};

/** The letter: title, publisher, text, closing line, signatories, form. */
export function LetterPage(props: LetterPageProps) {
  const { frame, letter, form } = props;
  const { words } = frame;
  const canSign = form !== null && !props.draftNotice;
  return (
    <PublicPage
      frame={frame}
      title={letter.title}
      isIndexed={!letter.noindex && !props.draftNotice}
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
          <h1>{letter.title}</h1>
          <p class="small" lang={words.language} dir={words.direction}>
            {byline(words, letter)}
          </p>
          <SignBar
            frame={frame}
            letter={letter}
            canSign={form !== null}
            isTextChanged={props.earlierTexts.length > 0}
          />
        </header>
        <div class="text">{raw(props.textHtml)}</div>
        {letter.closing !== "" && <p class="closing">{letter.closing}</p>}
        {letter.tags.length > 0 && (
          <p class="small" lang={words.language} dir={words.direction}>
            {words("letter.tags", { tags: letter.tags.join(", ") })}
          </p>
        )}
      </article>
      <Colophon {...props} />
      {props.preview && <ShareLine frame={frame} letter={letter} url={props.preview.url} />}
      <Signatories {...props} />
      {form === null ? (
        <section class="closed" id="sign">
          <h2>{words(props.isPaused ? "letter.paused" : "letter.closed")}</h2>
          <p>{words(props.isPaused ? "letter.paused-explained" : "letter.closed-explained")}</p>
        </section>
      ) : (
        <section class="sign" id="sign" aria-labelledby="sign-title" inert={!!props.draftNotice}>
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

/** The count and the link to the form: at the top, and on a phone at the bottom of the screen. */
function SignBar(props: {
  frame: Frame;
  letter: LetterView;
  canSign: boolean;
  /** Whether others signed an earlier text. */
  isTextChanged: boolean;
}) {
  const { words } = props.frame;
  return (
    <p class="sign-bar" lang={words.language} dir={words.direction}>
      <span>
        {props.isTextChanged
          ? countsOfText(words, props.letter.counts)
          : countsLine(words, props.letter.counts)}
      </span>
      {props.canSign && (
        <a class="button" href="#sign">
          {words("letter.sign")}
        </a>
      )}
    </p>
  );
}

function Signatories(props: LetterPageProps) {
  const { frame, letter } = props;
  const { words } = frame;
  const { organisations, individuals, anonymous } = letter.counts;
  const total = organisations + individuals + anonymous;
  return (
    <section class="signatories" id="signatories" aria-labelledby="signatories-title">
      <h2 id="signatories-title">{words("letter.signatories")}</h2>
      <p class="small">
        {props.earlierTexts.length > 0
          ? countsOfText(words, letter.counts)
          : countsLine(words, letter.counts)}
        {props.earlierTexts.map((text) => (
          <>
            {" · "}
            <a href={paths.version(letter.slug, text.version)}>{earlierLine(words, text)}</a>
          </>
        ))}
      </p>
      <EntriesByKind {...props} level="h3" />
      {letter.affiliationsNote && props.individuals.length > 0 && (
        <p class="small">{words("letter.affiliations-note")}</p>
      )}
      {anonymous > 0 && (
        <p class="small">
          {individuals > 0
            ? words("letter.counts-anonymous", { count: anonymous })
            : words("letter.anonymous-only", { count: anonymous })}
        </p>
      )}
      {props.preview && (
        <NotOnPaper
          {...props}
          hasEarlierTexts={props.earlierTexts.length > 0}
          listUrl={`${props.preview.url}/signatories`}
        />
      )}
      {(total > 0 || props.earlierTexts.length > 0) && (
        <p>
          <a href={paths.list(letter.slug)}>
            {props.hasMore
              ? words("letter.see-all", { count: organisations + individuals })
              : words("letter.search-all")}
          </a>
        </p>
      )}
    </section>
  );
}
