import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../page/field.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";

type LostLinkProps = {
  frame: Frame;
  letter: { slug: string; title: string; language: string };
};

/** Where a signatory whose link is lost asks for a new one. */
export function LostLinkPage(props: LostLinkProps & { typed: string; error?: string }) {
  const { frame, letter } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("lostLink.title")}>
      <h1>{words("lostLink.title")}</h1>
      <p class="lead">{words("lostLink.lead")}</p>
      <LetterLine {...props} />
      <form class="sign-form" method="post" action={paths.lostLink(letter.slug)} novalidate>
        <TextField
          words={words}
          name="email"
          label={words("form.email")}
          hint={words("lostLink.email-hint")}
          value={props.typed}
          error={props.error}
          type="email"
          inputmode="email"
          autocomplete="email"
          dir="ltr"
        />
        <button class="button" type="submit">
          {words("lostLink.send")}
        </button>
      </form>
    </PublicPage>
  );
}

/** The same answer for everybody who asked. */
export function LostLinkSentPage(
  props: LostLinkProps & { sender: string; devMailPath: string | null },
) {
  const { frame } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("inbox.title")}>
      <h1>{words("inbox.title")}</h1>
      <p class="lead">{words("lostLink.sent")}</p>
      <LetterLine {...props} />
      <h2>{words("inbox.nothing-came")}</h2>
      <ul class="plain">
        <li>{words("inbox.nothing-came-sender", { sender: props.sender })}</li>
        <li>{words("lostLink.nothing-came-address")}</li>
        <li>{words("lostLink.nothing-came-limits")}</li>
      </ul>
      {props.devMailPath !== null && (
        <p class="dev-note">
          <a href={props.devMailPath}>{words("inbox.dev-mail")}</a>
        </p>
      )}
    </PublicPage>
  );
}

function LetterLine({ letter }: LostLinkProps) {
  return (
    <p class="small">
      <a href={paths.letter(letter.slug)} lang={letter.language}>
        {letter.title}
      </a>
    </p>
  );
}
