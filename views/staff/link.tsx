import { DevMailLink } from "../page/dev-mail.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffNotice } from "./layout.tsx";

/** What a page that says that a link is in the mail is given. */
export type LinkSentProps = {
  frame: Frame;
  /** For how long the link works. */
  minutes: number;
  /** Where a development server shows its mail; null if mail leaves. */
  devMailPath: string | null;
};

/** Says that a link is in the mail, and on a development server where that mail is. */
export function LinkSentNotice(props: LinkSentProps & { title: string; text: string }) {
  const { frame, title, text } = props;
  return (
    <StaffNotice frame={frame} title={title} text={text}>
      <DevMailLink words={frame.words} path={props.devMailPath} />
    </StaffNotice>
  );
}

/** The page behind a mailed link. Opening it changes nothing; the button does. */
export function LinkNotice(props: {
  frame: Frame;
  title: string;
  text: string;
  action: string;
  button: string;
}) {
  return (
    <StaffNotice frame={props.frame} title={props.title} text={props.text}>
      <form method="post" action={props.action}>
        <button type="submit" class="button">
          {props.button}
        </button>
      </form>
    </StaffNotice>
  );
}
