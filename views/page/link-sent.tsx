import { StaffNotice } from "../staff/layout.tsx";
import type { Frame } from "./frame.ts";

/** What a page about a mailed link is given. */
export type LinkSentProps = {
  frame: Frame;
  /** Where a development server shows its mail; null where mail leaves. */
  devMailPath: string | null;
};

/** Says that a link is in the mail, and on a development server where that mail is. */
export function LinkSentNotice(props: LinkSentProps & { title: string; text: string }) {
  const { frame, devMailPath, title, text } = props;
  return (
    <StaffNotice frame={frame} title={title} text={text}>
      {devMailPath !== null && (
        <p>
          <a href={devMailPath}>{frame.words("inbox.dev-mail")}</a>
        </p>
      )}
    </StaffNotice>
  );
}
