import { paths } from "../../src/shared/pages/paths.ts";
import type { ListedEntry } from "../letter/entries.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { EntryCard } from "../signing/entry-card.tsx";

/** The question “is this entry yours?”, as an organisation is shown it. */
export type SecondConfirmationProps = {
  frame: Frame;
  token: string;
  letter: { slug: string; title: string; language: string; publisher: string };
  entry: ListedEntry & {
    country: string;
    contactName: string | null;
    contactRole: string | null;
  };
  /** When the entry last changed, in epoch ms, or 0; comes back with the answer. */
  shown: number;
  /** Whether it changed between the page and the answer. */
  isChanged: boolean;
  until: Date;
};

/** Two buttons; only pressing one changes anything, since mail scanners open links. */
export function SecondConfirmationPage(props: SecondConfirmationProps) {
  const { frame, letter, entry } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("secondConfirmation.title")}>
      {props.isChanged && (
        <p class="news" role="alert">
          {words("secondConfirmation.changed")}
        </p>
      )}
      <h1>{words("secondConfirmation.question")}</h1>
      <p class="lead">{words("secondConfirmation.lead")}</p>
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
        listedHint={words("secondConfirmation.as-listed")}
        contactHint={words("secondConfirmation.who-signed")}
        beside={<span class="role">{entry.website}</span>}
      />
      <form method="post" action={paths.secondConfirmation(props.token)} class="answers">
        <input type="hidden" name="shown" value={props.shown} />
        <button class="button" type="submit" name="decision" value="confirm">
          {words("secondConfirmation.confirm")}
        </button>
        <button class="button quiet" type="submit" name="decision" value="refuse">
          {words("secondConfirmation.refuse")}
        </button>
      </form>
      <p class="hint">{words("secondConfirmation.refuse-explained")}</p>
      <p class="hint">
        {words("secondConfirmation.until-explained", { day: words.day(props.until) })}
      </p>
    </PublicPage>
  );
}
