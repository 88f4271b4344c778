import { paths } from "../../src/shared/pages/paths.ts";
import { totalOf, whoHasSigned } from "./byline.ts";
import { EntriesByKind } from "./entries.tsx";
import type { LetterPageProps, Spoken } from "./letter-view.ts";
import { NotOnPaper } from "./on-paper.tsx";
import { earlierLine } from "./texts.ts";

/** Who signed, as far as the page of a letter lists them, and the way to the whole list. */
export function LetterSignatories(props: LetterPageProps & { spoken: Spoken }) {
  const { letter, earlierTexts } = props;
  const { words } = props.frame;
  const { organisations, individuals, anonymous } = letter.counts;
  const isNobody = totalOf(letter.counts) === 0;
  return (
    <section
      class="signatories"
      id="signatories"
      aria-labelledby="signatories-title"
      {...props.spoken}
    >
      <h2 id="signatories-title">{words("letter.signatories")}</h2>
      <p class="small">
        {whoHasSigned(words, letter.counts, earlierTexts.length > 0)}
        {isNobody && props.form !== null && ` ${words("letter.first-below")}`}
        {earlierTexts.map((text) => (
          <>
            {" · "}
            <a href={paths.version(letter.slug, text.version)}>{earlierLine(words, text)}</a>
          </>
        ))}
      </p>
      <EntriesByKind {...props} counts={letter.counts} level="h3" />
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
          hasEarlierTexts={earlierTexts.length > 0}
          listUrl={`${props.preview.url}/signatories`}
        />
      )}
      {(!isNobody || earlierTexts.length > 0) && (
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
