import { paths, withQuery } from "../../../src/shared/pages/paths.ts";
import type { Choice } from "../../components/field.tsx";
import type { Frame } from "../../page/frame.ts";
import { PublicPage } from "../../page/layout.tsx";
import type { Preview } from "../../page/preview.tsx";
import { totalOf, whoHasSigned } from "../byline.ts";
import { EntriesByKind, type ListedEntry } from "../entries.tsx";
import { Imprint } from "../on-paper.tsx";
import type { SignedText } from "../texts.ts";
import { type IndexPart, ListIndex } from "./index.tsx";
import { SearchForm } from "./search.tsx";

export type ListPageProps = {
  frame: Frame;
  letter: {
    slug: string;
    title: string;
    language: string;
    noindex: boolean;
    affiliationsNote: boolean;
    updatedAt: Date;
  };
  entries: readonly (ListedEntry & { textNumber: number })[];
  /** The texts that were signed, in the order of the list. */
  texts: readonly SignedText[];
  /** Whether the list says how organisations were verified. */
  showsVerification: boolean;
  query: { q: string; kind: string; country: string };
  countries: readonly Choice[];
  /** The parts of the list, in its order; none of a search. */
  index: readonly IndexPart[];
  /** Whether the letter takes signatures. */
  isOpen: boolean;
  /** The cursor of the next page; null on the last. */
  next: string | null;
  /** Whether the search ended before the page was full. */
  isCut: boolean;
  isFirstPage: boolean;
  preview: Preview;
  /** The address of the whole list, in full. */
  listUrl: string;
};

/** The list, searchable, paged by cursor. */
export function ListPage(props: ListPageProps) {
  const { frame, letter, entries, query } = props;
  const { words } = frame;
  const path = paths.list(letter.slug);
  const current = props.texts.find(({ isCurrent }) => isCurrent);
  const isNarrowed = query.q !== "" || query.kind !== "" || query.country !== "";
  return (
    <PublicPage
      frame={frame}
      title={words("list.of-letter", { title: letter.title })}
      isIndexed={!letter.noindex && !isNarrowed && props.isFirstPage}
      hasSecondColumn
      preview={props.preview}
    >
      <h1>{words("list.title")}</h1>
      <p class="small">
        <a href={paths.letter(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>
        {current !== undefined && totalOf(current.counts) > 0 && (
          <>
            <br />
            {whoHasSigned(words, current.counts, props.texts.length > 1)}
          </>
        )}
      </p>
      <SearchForm {...props} path={path} />
      <ListIndex {...props} path={path} />
      {entries.length === 0 ? (
        <NobodyFound {...props} isNarrowed={isNarrowed} />
      ) : (
        <section class="signatories" aria-label={words("list.title")}>
          {letter.affiliationsNote && <p class="small">{words("letter.affiliations-note")}</p>}
          <EntriesByText {...props} />
        </section>
      )}
      {(props.next !== null || !props.isFirstPage || isNarrowed) && (
        <p class="small on-paper">
          {words("letter.list-part-on-paper")} {words("letter.all-names-at")}{" "}
          <bdi dir="ltr">{props.listUrl}</bdi>
        </p>
      )}
      <Imprint words={words} letter={letter} url={props.preview.url} />
      <nav class="pager" aria-label={words("list.title")}>
        {!props.isFirstPage && <a href={withQuery(path, query)}>{words("list.first")}</a>}
        {props.next !== null && (
          <a href={withQuery(path, { ...query, after: props.next })} rel="next">
            {words(props.isCut ? "list.search-on" : "list.next")}
          </a>
        )}
      </nav>
      <p class="small downloads">
        {words("list.download")} <a href={paths.listCsv(letter.slug)}>CSV</a>{" "}
        <a href={paths.listJson(letter.slug)}>JSON</a>
      </p>
    </PublicPage>
  );
}

/** The entries of a page under their text, if there is more than one, and their kind. */
function EntriesByText(props: ListPageProps) {
  const { frame, texts, isFirstPage } = props;
  const current = texts.find(({ isCurrent }) => isCurrent);
  const isNew = current !== undefined && totalOf(current.counts) === 0;
  return (
    <>
      {isNew && isFirstPage && <p>{frame.words("list.nobody-current")}</p>}
      {texts.map((text) => (
        <OfText {...props} text={text} />
      ))}
    </>
  );
}

function OfText({ text, ...props }: ListPageProps & { text: SignedText }) {
  const { frame, letter, texts } = props;
  const { words } = frame;
  const signed = props.entries.filter(({ textNumber }) => textNumber === text.textNumber);
  if (signed.length === 0) return null;
  const day = words.day(text.since);
  return (
    <>
      {texts.length > 1 && (
        <div class="text-signed">
          <h2>
            {text.isCurrent ? words("list.signed-current") : words("list.signed-earlier", { day })}
          </h2>
          <a href={paths.version(letter.slug, text.version)}>
            {words("list.read-text", { version: text.version })}
          </a>
        </div>
      )}
      <EntriesByKind
        frame={frame}
        level={texts.length > 1 ? "h3" : "h2"}
        showsVerification={props.showsVerification}
        organisations={signed.filter(({ kind }) => kind === "organisation")}
        individuals={signed.filter(({ kind }) => kind === "individual")}
        {...(props.index.length > 0 && { counts: text.counts })}
        {...(!text.isCurrent && { ofText: words("list.signed-text-of", { day }) })}
      />
    </>
  );
}

function NobodyFound(props: ListPageProps & { isNarrowed: boolean }) {
  const { frame, letter, isCut, isNarrowed, isOpen } = props;
  const { words } = frame;
  if (!isNarrowed) {
    return (
      <div class="empty">
        <p>{words("letter.nobody-yet")}</p>
        <p>
          <a href={isOpen ? paths.signForm(letter.slug) : paths.letter(letter.slug)}>
            {words(isOpen ? "list.sign-first" : "list.read-letter")}
          </a>
        </p>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>{words(isCut ? "list.none-so-far" : "list.none")}</p>
      <p class="hint">{words(isCut ? "list.none-so-far-hint" : "list.none-hint")}</p>
    </div>
  );
}
