import { paths } from "../../../src/shared/pages/paths.ts";
import type { Frame } from "../../page/frame.ts";
import { directionOf } from "../../page/language.ts";
import { PublicPage } from "../../page/layout.tsx";
import type { Preview } from "../../page/preview.tsx";
import type { Words } from "../../page/words.ts";
import { changeWords, periodWords, type VersionView } from "./line.ts";

export type VersionsPageProps = {
  frame: Frame;
  letter: { slug: string; title: string; language: string };
  /** Newest first: the first is the current text. */
  versions: readonly VersionView[];
  preview: Preview;
};

/** Every text that a letter has had, newest first. */
export function VersionsPage({ frame, letter, versions, preview }: VersionsPageProps) {
  const { words } = frame;
  return (
    <PublicPage
      frame={frame}
      title={words("versions.of-letter", { title: letter.title })}
      preview={preview}
    >
      <h1>{words("versions.title")}</h1>
      <p class="small">
        <a href={paths.letter(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>
      </p>
      <p>{words("versions.lead")}</p>
      <ol class="versions" reversed>
        {versions.map((version, index) => (
          <li>
            <Version
              words={words}
              letter={letter}
              version={version}
              until={versions[index - 1]?.savedAt ?? null}
            />
          </li>
        ))}
      </ol>
      <p class="small downloads">
        {words("versions.as-json")} <a href={paths.versionsJson(letter.slug)}>JSON</a>
      </p>
    </PublicPage>
  );
}

function Version(props: {
  words: Words;
  letter: VersionsPageProps["letter"];
  version: VersionView;
  until: Date | null;
}) {
  const { words, letter, version, until } = props;
  const { number, sha256, savedAt, previous } = version;
  const page = paths.version(letter.slug, number);
  return (
    <>
      <h2>
        <a href={page}>{words("versions.number", { number })}</a>{" "}
        {until === null && <span class="current">{words("versions.current")}</span>}
      </h2>
      <p class="small">
        <time datetime={savedAt.toISOString()} title={words.moment(savedAt)}>
          {periodWords(words, savedAt, until)}
        </time>
      </p>
      <p class="kind-of-change">{changeWords(words, version)}</p>
      {previous !== null && (
        <p>
          {words("versions.reason")}: <Reason words={words} letter={letter} version={version} />
        </p>
      )}
      <p>{words("versions.signed", { count: version.signatories })}</p>
      <p class="version-links">
        <a href={`${page}#text`}>{words("versions.read-text")}</a>
        {previous !== null && <a href={`${page}#difference`}>{words("versions.see-change")}</a>}
        <span class="small">
          {words("versions.hash")}{" "}
          <code title={sha256}>
            <a href={`${page}#hash`}>{sha256.slice(0, HASH_SHOWN)}…</a>
          </code>
        </span>
      </p>
    </>
  );
}

/** As many hex digits as people compare by eye. */
const HASH_SHOWN = 12;

/** The public reason of a change, in the language of the letter. */
export function Reason(props: {
  words: Words;
  letter: { language: string };
  version: Pick<VersionView, "reason">;
}) {
  const { words, letter, version } = props;
  if (version.reason === null) return <em>{words("versions.no-reason")}</em>;
  return (
    <q lang={letter.language} dir={directionOf(letter.language)}>
      {version.reason}
    </q>
  );
}
