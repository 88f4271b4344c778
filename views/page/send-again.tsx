import type { Frame } from "./frame.ts";
import { PublicPage } from "./layout.tsx";
import { SentFields, type SentFieldsList } from "./sent-fields.tsx";

/** A form whose outcome is not known, with all that it said, to be sent once more as it was. */
export function SendAgainPage(props: { frame: Frame; action: string; typed: SentFieldsList }) {
  const { words } = props.frame;
  const title = words("errors.not-stored-title");
  return (
    <PublicPage frame={props.frame} title={title}>
      <form class="notice-page" method="post" action={props.action}>
        <h1>{title}</h1>
        <p>{words("errors.not-stored")}</p>
        <SentFields typed={props.typed} />
        <button class="button" type="submit">
          {words("errors.send-again")}
        </button>
      </form>
    </PublicPage>
  );
}
