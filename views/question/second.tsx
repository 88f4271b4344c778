import { paths } from "../../src/shared/pages/paths.ts";
import { QuestionPage, type QuestionProps } from "./frame.tsx";

/** The question “is this entry yours?”, as an organisation is shown it. */
export function SecondQuestionPage(
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
        title: words("question.second-title"),
        question: words("question.second-question"),
        lead: words("question.second-lead"),
        entry: words("question.second-as-listed"),
        contact: words("question.second-who-signed"),
        confirm: words("question.second-confirm"),
        refuse: words("question.second-refuse"),
        refuseHint: words("question.second-refuse-explained"),
        untilHint: words("question.second-until-explained", { day: words.day(props.until) }),
      }}
      action={paths.question(props.token)}
      seen={{ name: "shown", value: props.shown }}
      news={
        props.isChanged && (
          <p class="news" role="alert">
            {words("question.second-changed")}
          </p>
        )
      }
      beside={<span class="role">{props.entry.website}</span>}
    />
  );
}
