import { byline, countsLine, signedRoundly } from "../../../views/letter/byline.ts";
import type { Preview } from "../../../views/page/preview.tsx";
import type { Words } from "../../../views/page/words.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import type { Site } from "../../shared/pages/site.ts";
import { asSentences, firstSentences } from "../../shared/text/first-sentences.ts";

type PreviewDeps = Pick<Deps, "config" | "asset">;

/** The preview of a letter: what it is about, as its summary says, or how it begins. */
export function letterPreview(
  { config }: PreviewDeps,
  words: Words,
  letter: Letter,
  opening: string,
): Preview {
  const beginning = letter.summary ?? firstSentences(opening, letter.language);
  return {
    url: config.baseUrl + paths.letter(letter.slug),
    title: letter.version.title,
    description: beginning || aboutLetter(words, letter),
    siteName: letter.publisher,
    language: letter.language,
    image: imageOf(config, words, letter),
    article: { publishedOn: letter.publishedOn },
  };
}

/** The list of a letter, or what of it was searched for. */
export function listPreview(
  deps: PreviewDeps,
  words: Words,
  letter: Letter,
  query: Record<string, string | null>,
): Preview {
  return previewAbout(deps, words, letter, {
    path: withQuery(paths.list(letter.slug), query),
    title: words("list.of-letter", { title: letter.version.title }),
    description: aboutLetter(words, letter),
  });
}

export function versionsPreview(deps: PreviewDeps, words: Words, letter: Letter): Preview {
  return previewAbout(deps, words, letter, {
    path: paths.versions(letter.slug),
    title: words("versions.of-letter", { title: letter.version.title }),
    description: words("versions.lead"),
  });
}

export function versionPreview(
  deps: PreviewDeps,
  words: Words,
  letter: Letter,
  version: { number: number; savedAt: Date },
): Preview {
  const { number, savedAt } = version;
  const { title } = letter.version;
  return previewAbout(deps, words, letter, {
    path: paths.version(letter.slug, number),
    title: words("versions.number-of-letter", { number, title }),
    description: words("versions.about-one", { day: words.day(savedAt) }),
  });
}

/** The preview of a page about a letter, in the language of the page. */
function previewAbout(
  { config }: PreviewDeps,
  words: Words,
  letter: Letter,
  page: { path: string; title: string; description: string },
): Preview {
  return {
    url: config.baseUrl + page.path,
    title: page.title,
    description: page.description,
    siteName: letter.publisher,
    language: words.language,
    image: imageOf(config, words, letter),
    article: null,
  };
}

export function homePreview(
  { config, asset }: PreviewDeps,
  words: Words,
  { name }: Pick<Site, "name">,
): Preview {
  return {
    url: config.baseUrl + paths.home,
    title: words("site.open-letters"),
    description: words("site.about-letters"),
    siteName: name ?? words("site.name"),
    language: words.language,
    image: { url: config.baseUrl + asset("share.png"), alt: words("site.open-letters") },
    article: null,
  };
}

function imageOf(config: Deps["config"], words: Words, letter: Letter): Preview["image"] {
  const { slug, revision, publisher, counts, version } = letter;
  const signed = signedRoundly(words, counts);
  return {
    url: config.baseUrl + paths.sharePicture(slug, revision),
    alt: asSentences([version.title, publisher, ...(signed === null ? [] : [signed])]),
  };
}

/** How many signed, who publishes it and when. */
function aboutLetter(words: Words, letter: Letter): string {
  return asSentences([countsLine(words, letter.counts), byline(words, letter)]);
}
