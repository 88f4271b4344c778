import { paths } from "../../src/shared/pages/paths.ts";
import { LetterLine, type NamedLetter } from "../letter/letter-line.tsx";
import { EmailForm } from "../page/email-form.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { NothingCame } from "./nothing-came.tsx";

/** Of one letter, or of all that this address has signed. */
type LostLinkProps = { frame: Frame; letter: NamedLetter | null };

/** A signatory whose link is lost asks here for a new one. */
export function LostLinkPage(props: LostLinkProps & { typed: string; error?: string }) {
  const { frame, letter } = props;
  const { words } = frame;
  const title = words(letter === null ? "lostLink.all-title" : "lostLink.title");
  return (
    <PublicPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words(letter === null ? "lostLink.all-lead" : "lostLink.lead")}</p>
      {letter && <LetterLine words={words} letter={letter} />}
      {letter && (
        <p class="small">
          {words("lostLink.several")} <a href={paths.lostLinks}>{words("lostLink.several-link")}</a>
        </p>
      )}
      <EmailForm
        words={words}
        action={letter === null ? paths.lostLinks : paths.lostLink(letter.slug)}
        label={words("form.email")}
        hint={words("lostLink.email-hint")}
        typed={props.typed}
        error={props.error}
        button={words("lostLink.send")}
      />
    </PublicPage>
  );
}

/** The same answer for everybody who asked. */
export function LostLinkSentPage(
  props: LostLinkProps & { sender: string; devMailPath: string | null },
) {
  const { frame, letter } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("inbox.title")}>
      <h1>{words("inbox.title")}</h1>
      <p class="lead">{words(letter === null ? "lostLink.all-sent" : "lostLink.sent")}</p>
      {letter && <LetterLine words={words} letter={letter} />}
      <NothingCame
        words={words}
        sender={props.sender}
        reasons={[words("lostLink.nothing-came-address"), words("lostLink.nothing-came-limits")]}
        devMailPath={props.devMailPath}
      />
    </PublicPage>
  );
}
