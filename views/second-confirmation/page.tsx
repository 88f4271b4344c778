import { paths } from "../../src/shared/pages/paths.ts";
import { QuestionPage, type QuestionProps } from "../signing/question.tsx";

/** The question “is this entry yours?”, as an organisation is shown it. */
export function SecondConfirmationPage(
  props: QuestionProps & {
    /** When the entry last changed, in epoch ms, or 0; sent back with the answer. */
    shown: number;
    /** Whether it changed between the page and the answer. */
    isChanged: boolean;
    until: Date;
  },
) {
  const { words } = props.frame;
  return (
    <QuestionPage
      {...props}
      says={{
        title: words("secondConfirmation.title"),
        question: words("secondConfirmation.question"),
        lead: words("secondConfirmation.lead"),
        entry: words("secondConfirmation.as-listed"),
        contact: words("secondConfirmation.who-signed"),
        confirm: words("secondConfirmation.confirm"),
        refuse: words("secondConfirmation.refuse"),
        refuseHint: words("secondConfirmation.refuse-explained"),
        untilHint: words("secondConfirmation.until-explained", { day: words.day(props.until) }),
      }}
      action={paths.secondConfirmation(props.token)}
      seen={{ name: "shown", value: props.shown }}
      news={
        props.isChanged && (
          <p class="news" role="alert">
            {words("secondConfirmation.changed")}
          </p>
        )
      }
      beside={<span class="role">{props.entry.website}</span>}
    />
  );
}
