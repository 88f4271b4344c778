import { paths } from "../../src/shared/pages/paths.ts";
import type { NamedLetter } from "../letter/letter-line.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { SignFormScripts } from "./form.tsx";
import { NothingCame } from "./nothing-came.tsx";

/** What happens after the form was sent; the same page for everybody. */
export function InboxPage(props: {
  frame: Frame;
  letter: NamedLetter;
  sender: string;
  /** The page that shows mail instead of sending it; null if mail is sent. */
  devMailPath: string | null;
}) {
  const { frame, letter } = props;
  const { words } = frame;
  return (
    <PublicPage
      frame={frame}
      title={words("inbox.title")}
      scripts={<SignFormScripts frame={frame} />}
    >
      <h1>{words("inbox.title")}</h1>
      <p class="lead">{words("inbox.lead")}</p>
      {/* The same page for everybody: a script of the tab that sent the form fills it in. */}
      <p id="sent-to" hidden>
        {words("inbox.sent-to")} <bdi dir="ltr" />
      </p>
      <p class="small">
        <a href={paths.letter(letter.slug)}>{words("inbox.back-to-letter")}</a>
        {" · "}
        <bdi lang={letter.language}>{letter.title}</bdi>
      </p>
      <h2>{words("inbox.next-steps")}</h2>
      <ol class="steps">
        <li>{words("inbox.step-mail", { sender: props.sender })}</li>
        <li>{words("inbox.step-confirm")}</li>
        <li>
          {words("inbox.step-read")} {words("inbox.step-read-organisation")}
        </li>
        <li>{words("inbox.step-appear")}</li>
      </ol>
      <NothingCame
        words={words}
        sender={props.sender}
        reasons={[
          words("inbox.nothing-came-again"),
          words("inbox.nothing-came-limits"),
          words("inbox.nothing-came-held"),
          words("inbox.nothing-came-stopped"),
        ]}
        devMailPath={props.devMailPath}
      />
    </PublicPage>
  );
}
