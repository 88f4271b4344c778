import type { Child } from "hono/jsx";
import { DevMailLink } from "../dev/mail.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffNotice } from "./layout.tsx";

export type LinkSentProps = {
  frame: Frame;
  /** How long the link works. */
  minutes: number;
  /** The page where a development server shows its mail; null if mail is sent. */
  devMailPath: string | null;
};

/** Says that a link is in the mail, with a link to that mail on a development server. */
export function LinkSentNotice(
  props: LinkSentProps & { title: string; text: string; children?: Child },
) {
  const { frame, title, text } = props;
  return (
    <StaffNotice frame={frame} title={title} text={text}>
      <DevMailLink words={frame.words} path={props.devMailPath} />
      {props.children}
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
