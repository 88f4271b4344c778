import { paths, withQuery } from "../../src/shared/pages/paths.ts";
import { type Choice, SelectField, TextField } from "../components/field.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Preview } from "../page/preview.tsx";
import { totalOf } from "./byline.ts";
import { EntriesByKind, type ListedEntry } from "./entries.tsx";
import { Imprint } from "./on-paper.tsx";
import type { SignedText } from "./texts.ts";

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
  const isNarrowed = query.q !== "" || query.kind !== "" || query.country !== "";
  return (
    <PublicPage
      frame={frame}
      title={words("list.of-letter", { title: letter.title })}
      isIndexed={!letter.noindex && !isNarrowed && props.isFirstPage}
      preview={props.preview}
    >
      <h1>{words("list.title")}</h1>
      <p class="small">
        <a href={paths.letter(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>
      </p>
      <SearchForm {...props} path={path} />
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
        {...(!text.isCurrent && { ofText: words("list.signed-text-of", { day }) })}
      />
    </>
  );
}

function NobodyFound({ frame, isCut, isNarrowed }: ListPageProps & { isNarrowed: boolean }) {
  const { words } = frame;
  const none = isNarrowed ? words("list.none") : words("letter.nobody-yet");
  const hint = isNarrowed && words("list.none-hint");
  return (
    <div class="empty">
      <p>{isCut ? words("list.none-so-far") : none}</p>
      {hint && <p class="hint">{isCut ? words("list.none-so-far-hint") : hint}</p>}
    </div>
  );
}

function SearchForm(props: ListPageProps & { path: string }) {
  const { words } = props.frame;
  const { query, path } = props;
  const isNarrowed = query.q !== "" || query.kind !== "" || query.country !== "";
  return (
    <search>
      <form class="search" method="get" action={path}>
        <TextField
          words={words}
          name="q"
          label={words("list.search")}
          value={query.q}
          type="search"
          autocomplete="off"
        />
        <SelectField
          words={words}
          name="kind"
          label={words("list.kind")}
          value={query.kind}
          options={[
            { value: "", label: words("list.kind-any") },
            { value: "organisation", label: words("letter.organisations") },
            { value: "individual", label: words("letter.individuals") },
          ]}
        />
        <SelectField
          words={words}
          name="country"
          label={words("list.country")}
          value={query.country}
          options={[{ value: "", label: words("list.country-any") }, ...props.countries]}
        />
        <button class="button" type="submit">
          {words("list.apply")}
        </button>
        {isNarrowed && <a href={path}>{words("list.clear")}</a>}
      </form>
    </search>
  );
}
