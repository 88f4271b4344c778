import { paths } from "../../src/shared/pages/paths.ts";
import { TextAreaField } from "../components/field.tsx";
import type { Words } from "../page/words.ts";

/** What a moderator asked a signatory last. */
export type OwnQuestionProps = {
  /** Null if it cannot be answered any more. */
  id: string | null;
  text: string;
  until: string;
  replied: { text: string; day: string } | null;
  lengthMax: number;
  /** What was typed and why it was refused. */
  typed: string;
  errors: { reply?: string };
};

/** The question of a letter's moderators on the own page of whoever is asked, with their reply. */
export function OwnQuestion(props: OwnQuestionProps & { words: Words; token: string }) {
  const { words, id, replied } = props;
  return (
    <section class="action" aria-labelledby="question-title">
      <h2 id="question-title">
        {words(id === null ? "ownPage.asked-before" : "ownPage.asked-title")}
      </h2>
      <blockquote>
        <bdi>{props.text}</bdi>
      </blockquote>
      {replied && (
        <>
          <p>{words("ownPage.asked-replied", { day: replied.day })}</p>
          <blockquote>
            <bdi>{replied.text}</bdi>
          </blockquote>
        </>
      )}
      {id === null && replied === null && <p>{words("ownPage.asked-over")}</p>}
      {id !== null && <Reply {...props} id={id} />}
    </section>
  );
}

function Reply(props: OwnQuestionProps & { id: string; words: Words; token: string }) {
  const { words } = props;
  return (
    <form class="sign-form" method="post" action={paths.ownPage(props.token)} novalidate>
      <input type="hidden" name="question" value={props.id} />
      <p>{words("ownPage.asked-lead", { day: props.until })}</p>
      <TextAreaField
        words={words}
        name="reply"
        rows={4}
        label={words("ownPage.asked-label")}
        hint={words("ownPage.asked-hint", { max: props.lengthMax })}
        value={props.typed}
        error={props.errors.reply}
      />
      <button class="button" type="submit" name="action" value="reply">
        {words("ownPage.asked-send")}
      </button>
    </form>
  );
}
