import type { Child } from "hono/jsx";
import type { Entry } from "../letter/entries.tsx";
import { LetterLine, type NamedLetter } from "../letter/letter-line.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { EntryCard } from "../signing/entry-card.tsx";

/** What somebody is asked about an entry, by a link in a mail. */
export type QuestionProps = {
  frame: Frame;
  token: string;
  letter: NamedLetter;
  entry: Entry;
};

/**
 * Asks whether an entry was made by whoever opened the link. Only pressing one of its two buttons
 * changes anything, since mail scanners open links.
 */
export function QuestionPage(
  props: QuestionProps & {
    /** The words for whoever is asked: the owner of an address, or an organisation. */
    says: Record<
      | "title"
      | "question"
      | "lead"
      | "entry"
      | "contact"
      | "confirm"
      | "refuse"
      | "refuseHint"
      | "untilHint",
      string
    >;
    action: string;
    /** The state that the page was made from, if it matters; sent back with the answer. */
    seen?: { name: string; value: number };
    /** Shown above the question. */
    news?: Child;
    /** Shown below the answers. */
    after?: Child;
    /** Shown below the entry's name. */
    beside?: Child;
    /** Shown below the entry. */
    below?: Child;
  },
) {
  const { frame, says, letter, entry, seen } = props;
  const { words } = frame;
  const { contactName: name, contactRole } = entry;
  return (
    <PublicPage frame={frame} title={says.title}>
      {props.news}
      <h1>{says.question}</h1>
      <p class="lead">{says.lead}</p>
      <LetterLine words={words} letter={letter} />
      <EntryCard words={words} entry={entry} label={says.entry} beside={props.beside}>
        {name !== null && (
          <>
            <p class="hint">{says.contact}</p>
            <p>
              <bdi>{words("verification.contact", { name, role: contactRole ?? "" })}</bdi>
            </p>
          </>
        )}
      </EntryCard>
      {props.below}
      <form method="post" action={props.action} class="answers">
        {seen && <input type="hidden" {...seen} />}
        <button class="button" type="submit" name="decision" value="confirm">
          {says.confirm}
        </button>
        <button class="button quiet" type="submit" name="decision" value="refuse">
          {says.refuse}
        </button>
      </form>
      <p class="hint">{says.refuseHint}</p>
      <p class="hint">{says.untilHint}</p>
      {props.after}
    </PublicPage>
  );
}
