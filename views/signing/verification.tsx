import { paths } from "../../src/shared/pages/paths.ts";
import type { ListedEntry } from "../letter/entries.tsx";
import { ShareLinks } from "../letter/share-links.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { EntryCard } from "./entry-card.tsx";

/** The question “was this you?”, with the entry as it will stand. */
export type VerificationProps = {
  frame: Frame;
  token: string;
  letter: { slug: string; title: string; language: string; publisher: string };
  entry: ListedEntry & {
    isNamed: boolean;
    country: string;
    contactName: string | null;
    contactRole: string | null;
  };
  /** Which typing of the entry this is; comes back with the answer. */
  edition: number;
  until: Date;
};

/** Two buttons; only pressing one changes anything, since mail scanners open links. */
export function VerificationPage({
  frame,
  token,
  letter,
  entry,
  edition,
  until,
}: VerificationProps) {
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("verification.title")}>
      <h1>{words("verification.question")}</h1>
      <p class="lead">{words("verification.lead")}</p>
      <p class="small">
        <a href={paths.letter(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>
        <br />
        {words("site.published-by", { publisher: letter.publisher })}
      </p>
      <EntryCard
        words={words}
        entry={entry}
        listedHint={words("verification.as-listed")}
        contactHint={words("verification.staff-only")}
      >
        {!entry.isNamed && <p>{words("verification.not-listed")}</p>}
      </EntryCard>
      <form method="post" action={paths.verification(token)} class="answers">
        <input type="hidden" name="edition" value={edition} />
        <button class="button" type="submit" name="decision" value="confirm">
          {words("verification.confirm")}
        </button>
        <button class="button quiet" type="submit" name="decision" value="refuse">
          {words("verification.refuse")}
        </button>
      </form>
      <p class="hint">{words("verification.refuse-explained")}</p>
      <p class="hint">{words("verification.until-explained", { day: words.day(until) })}</p>
    </PublicPage>
  );
}

/** What the link says once it was answered: what happens next, and the ways on. */
export function AnsweredPage(props: {
  frame: Frame;
  title: string;
  text: string;
  letterPath: string;
  /** Null where there is nothing left to see or change. */
  ownPagePath: string | null;
  share: { url: string; title: string } | null;
}) {
  const { frame, title, text, letterPath, ownPagePath, share } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {ownPagePath !== null && (
        <p>
          <a href={ownPagePath}>{words("ownPage.go-to-own-page")}</a>
        </p>
      )}
      <p>
        <a href={letterPath}>{words("inbox.back-to-letter")}</a>
      </p>
      {share && <ShareLinks words={words} {...share} />}
    </PublicPage>
  );
}
