import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import type { Frame } from "../page/frame.ts";

/** What an organisation was asked about its entry, and the form that asks. */
export type SecondQuestionsProps = {
  /** What was asked and what came of it, in words, oldest first. */
  questions: readonly { asked: string; outcome: string }[];
  /** Why nothing can be asked now; null if it can. */
  obstacle: string | null;
  /** The domain that the address must be at. */
  domain: string;
  /** What was typed and why it was refused. */
  typed: string;
  problem: string | null;
  /** Whether the organisation was asked a moment ago. */
  isAsked: boolean;
};

/** The part of an entry's page that asks its organisation for a second confirmation. */
export function SecondQuestions(
  props: SecondQuestionsProps & { frame: Frame; letter: { slug: string }; entryId: string },
) {
  const { words } = props.frame;
  const action = paths.askSecond(props.letter.slug, props.entryId);
  return (
    <section class="second" id="second-confirmation" aria-labelledby="second-title">
      <h2 id="second-title">{words("question.second-staff-title")}</h2>
      {props.isAsked && (
        <Notice kind="success" role="status">
          {words("question.second-asked")}
        </Notice>
      )}
      {props.questions.length > 0 && (
        <ol class="questions">
          {props.questions.map(({ asked, outcome }) => (
            <li>
              <strong>{outcome}</strong>
              <bdi>{asked}</bdi>
            </li>
          ))}
        </ol>
      )}
      {props.obstacle === null ? (
        <form method="post" action={action} class="card">
          <p>{words("question.second-staff-lead")}</p>
          <TextField
            words={words}
            name="address"
            type="email"
            inputmode="email"
            autocomplete="off"
            label={words("question.second-address")}
            hint={words("question.second-address-hint", { domain: props.domain })}
            value={props.typed}
            error={props.problem ?? undefined}
            dir="ltr"
          />
          <button type="submit" class="button">
            {words("question.second-ask")}
          </button>
        </form>
      ) : (
        <p class="hint">{props.obstacle}</p>
      )}
    </section>
  );
}
