import { paths } from "../../src/shared/pages/paths.ts";
import { QuestionPage, type QuestionProps } from "./frame.tsx";

/** The question whether a signature is to move to the address of whoever has the link. */
export function AddressQuestionPage(
  props: QuestionProps & {
    until: Date;
    address: string;
    /** Who is to speak for the organisation from then on; null if that stays. */
    contact: { name: string; role: string } | null;
  },
) {
  const { address, contact } = props;
  const { words } = props.frame;
  return (
    <QuestionPage
      {...props}
      says={{
        title: words("question.address-title"),
        question: words("question.address-question"),
        lead: words("question.address-lead"),
        entry: words("question.address-entry"),
        contact: words("question.address-contact-now"),
        confirm: words("question.address-confirm"),
        refuse: words("question.address-refuse"),
        refuseHint: words("question.address-refuse-explained"),
        untilHint: words("question.address-until-explained", { day: words.day(props.until) }),
      }}
      action={paths.question(props.token)}
      below={
        <>
          <h2>{words("question.address-changes")}</h2>
          <ul class="plain">
            <li>{words("question.address-change-mail", { address })}</li>
            {contact && <li>{words("question.address-change-contact", contact)}</li>}
            <li>{words("question.address-change-links")}</li>
            <li>{words("question.address-change-list")}</li>
          </ul>
        </>
      }
    />
  );
}
