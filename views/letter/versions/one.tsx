import { raw } from "hono/html";
import { paths } from "../../../src/shared/pages/paths.ts";
import type { Difference } from "../../../src/shared/text/difference.ts";
import type { Frame } from "../../page/frame.ts";
import { directionOf } from "../../page/language.ts";
import { PublicPage } from "../../page/layout.tsx";
import type { Preview } from "../../page/preview.tsx";
import { DifferenceView } from "./difference.tsx";
import { changeWords, periodWords, type VersionView } from "./line.ts";
import { Reason } from "./list.tsx";

export type VersionPageProps = {
  frame: Frame;
  /** The letter by its current title. */
  letter: { slug: string; title: string; language: string };
  version: VersionView & { language: string; title: string; closing: string };
  /** The text as safe HTML. */
  textHtml: string;
  /** Null for the first version. */
  difference: Difference | null;
  /** The version that came after it; null if it is the current one. */
  next: { number: number; savedAt: Date } | null;
  preview: Preview;
};

/** One text that a letter has or had: what it is, what changed, and how to check it. */
export function VersionPage(props: VersionPageProps) {
  const { frame, letter, version, textHtml, difference } = props;
  const { words } = frame;
  const { number, language, previous } = version;
  return (
    <PublicPage
      frame={frame}
      title={words("versions.number-of-letter", { number, title: letter.title })}
      preview={props.preview}
    >
      <VersionHead {...props} />
      {difference !== null && previous !== null && (
        <section id="difference" aria-labelledby="difference-title">
          <h2 id="difference-title">{words("difference.title", { number: previous })}</h2>
          <DifferenceView words={words} difference={difference} language={language} />
        </section>
      )}
      <section id="text" aria-labelledby="text-title">
        <h2 id="text-title">{words("versions.text-title", { number })}</h2>
        <article class="letter sheet" lang={language} dir={directionOf(language)}>
          <h3 class="letter-title">{version.title}</h3>
          <div class="text">{raw(textHtml)}</div>
          {version.closing !== "" && <p class="closing">{version.closing}</p>}
        </article>
      </section>
      <HashSection {...props} />
    </PublicPage>
  );
}

function VersionHead({ frame, letter, version, difference, next }: VersionPageProps) {
  const { words } = frame;
  const { number, savedAt } = version;
  const period = periodWords(words, savedAt, next?.savedAt ?? null);
  return (
    <header>
      <p class="small">
        <a href={paths.letter(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>{" "}
        · <a href={paths.versions(letter.slug)}>{words("versions.all-versions")}</a>
      </p>
      <h1>{words("versions.number", { number })}</h1>
      <p class={next === null ? "version-status" : "version-status former"}>
        {next === null
          ? words("versions.is-current", { day: words.day(savedAt) })
          : words("versions.is-former", { period })}{" "}
        <a href={paths.letter(letter.slug)}>
          {words(next === null ? "versions.go-to-letter" : "versions.read-current")}
        </a>
      </p>
      <dl class="version-facts">
        <dt>{words("versions.change")}</dt>
        <dd>{changeWords(words, version)}</dd>
        {version.previous !== null && (
          <>
            <dt>{words("versions.reason")}</dt>
            <dd>
              <Reason words={words} letter={letter} version={version} />
            </dd>
          </>
        )}
        <dt>{words("versions.signed-title")}</dt>
        <dd>{words("versions.signed-by", { count: version.signatories })}</dd>
        <dt>{words("versions.hash")}</dt>
        <dd>
          <code class="hash">{version.sha256}</code>
        </dd>
      </dl>
      <ul class="version-links">
        {difference !== null && (
          <li>
            <a href="#difference">{words("versions.jump-to-change")}</a>
          </li>
        )}
        <li>
          <a href="#text">{words("versions.jump-to-text")}</a>
        </li>
        <li>
          <a href="#hash">{words("versions.jump-to-hash")}</a>
        </li>
      </ul>
    </header>
  );
}

function HashSection({ frame, letter, version, next }: VersionPageProps) {
  const { words } = frame;
  const { number, previous, sha256 } = version;
  const file = `${letter.slug}-version-${number}.txt`;
  const commands = [
    `sha256sum ${file}`,
    `shasum -a 256 ${file}`,
    `certutil -hashfile ${file} SHA256`,
  ];
  return (
    <section id="hash" aria-labelledby="hash-title">
      <h2 id="hash-title">{words("versions.hash-title")}</h2>
      <p>{words("versions.hash-explained")}</p>
      <ol>
        <li>
          <a href={paths.versionText(letter.slug, number)}>
            {words("versions.hash-download", { number })}
          </a>
          . {words("versions.hash-file")}
        </li>
        <li>
          {words("versions.hash-command")}
          <pre class="commands" dir="ltr">
            {commands.join("\n")}
          </pre>
        </li>
        <li>
          {words("versions.hash-compare")} <code class="hash">{sha256}</code>
        </li>
      </ol>
      <nav class="pager" aria-label={words("versions.all-versions")}>
        {next !== null && (
          <a href={paths.version(letter.slug, next.number)}>
            {words("versions.newer", { number: next.number })}
          </a>
        )}
        {previous !== null && (
          <a href={paths.version(letter.slug, previous)}>
            {words("versions.older", { number: previous })}
          </a>
        )}
      </nav>
      <p class="small downloads">
        {words("versions.one-as-json")} <a href={paths.versionJson(letter.slug, number)}>JSON</a>
      </p>
    </section>
  );
}
