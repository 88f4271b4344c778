import { paths } from "../../src/shared/pages/paths.ts";
import { TextAreaField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";

/** What the signatory of an entry was asked, and the form that asks. */
export type ModeratorQuestionsProps = {
  /** What was asked and what came of it, oldest first. */
  questions: readonly {
    /** Null unless it can be taken back. */
    id: string | null;
    asked: string;
    text: string;
    reply: string | null;
    outcome: string;
  }[];
  /** Why nothing can be asked now; null if it can. */
  obstacle: string | null;
  lengthMax: number;
  /** What was typed and why it was refused. */
  typed: string;
  problem: string | null;
  /** Whether the form is open already. */
  isOpen: boolean;
  /** What was done a moment ago. */
  news: "signatory" | "cancelled" | "late" | null;
};

type Props = ModeratorQuestionsProps & {
  frame: Frame;
  letter: { slug: string };
  entryId: string;
};

/** The part of an entry's page that asks its signatory something. */
export function ModeratorQuestions(props: Props) {
  const { news, questions } = props;
  const { words } = props.frame;
  const action = paths.askSignatory(props.letter.slug, props.entryId);
  return (
    <section class="ask" id="ask" aria-label={words("ask.title")}>
      {news && (
        <Notice kind={news === "late" ? "error" : "success"} role="status">
          {words(`ask.news-${news}`)}
        </Notice>
      )}
      {questions.length > 0 && (
        <ol class="questions">
          {questions.map(({ id, asked, text, reply, outcome }) => (
            <li>
              <strong>{asked}</strong>
              <q>
                <bdi>{text}</bdi>
              </q>
              <strong>{outcome}</strong>
              {reply !== null && (
                <q>
                  <bdi>{reply}</bdi>
                </q>
              )}
              {id !== null && (
                <form method="post" action={action}>
                  <button type="submit" class="button quiet" name="cancel" value={id}>
                    {words("ask.cancel")}
                  </button>
                </form>
              )}
            </li>
          ))}
        </ol>
      )}
      {props.obstacle === null || props.problem !== null ? (
        <AskForm {...props} action={action} />
      ) : (
        <p class="hint">{props.obstacle}</p>
      )}
    </section>
  );
}

function AskForm(props: Props & { action: string }) {
  const { words } = props.frame;
  return (
    <details open={props.isOpen}>
      <summary class="button quiet" aria-keyshortcuts="q" data-key="q">
        {words("ask.open")}
      </summary>
      <form method="post" action={props.action} class="card">
        <p>{words("ask.lead")}</p>
        <TextAreaField
          words={words}
          name="text"
          rows={3}
          label={words("ask.label")}
          hint={words("ask.hint", { max: props.lengthMax })}
          value={props.typed}
          error={props.problem ?? undefined}
        />
        <button type="submit" class="button">
          {words("ask.send")}
        </button>
        <p class="hint">{words("ask.lead-aside")}</p>
      </form>
    </details>
  );
}

/** Leads from a row of the queue to the form on the entry's page. */
export function AskLink(props: {
  words: Words;
  slug: string;
  entry: { id: string; name: string };
}) {
  const { words, slug, entry } = props;
  const label = words("ask.link");
  return (
    <a
      class="button quiet"
      href={`${paths.entry(slug, entry.id)}?ask#ask`}
      aria-label={words("queue.decide-one", { decision: label, name: entry.name })}
      aria-keyshortcuts="q"
      data-key="q"
    >
      {label}
    </a>
  );
}
