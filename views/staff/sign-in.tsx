import { paths } from "../../src/shared/pages/paths.ts";
import { EmailForm } from "../page/email-form.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffNotice } from "./layout.tsx";
import { LinkNotice, LinkSentNotice, type LinkSentProps } from "./link.tsx";

export function SignInPage(props: { frame: Frame; typed: string; error?: string }) {
  const { words } = props.frame;
  return (
    <StaffNotice
      frame={props.frame}
      title={words("staff.sign-in-title")}
      text={words("staff.sign-in-lead")}
    >
      <EmailForm
        words={words}
        action={paths.signIn}
        label={words("staff.sign-in-email")}
        typed={props.typed}
        error={props.error}
        button={words("staff.sign-in-send")}
      />
    </StaffNotice>
  );
}

/** The same answer for everybody who asked. */
export function SignInSentPage(props: LinkSentProps) {
  const { words } = props.frame;
  return (
    <LinkSentNotice
      {...props}
      title={words("staff.sign-in-sent-title")}
      text={words("staff.sign-in-sent", { minutes: props.minutes })}
    />
  );
}

export function SignInLinkPage(props: {
  frame: Frame;
  token: string;
  site: string;
  /** Who invites, as what, and to which letter, as a sentence; null if it is no invitation. */
  invited: string | null;
}) {
  const { words } = props.frame;
  const lead = words("staff.link-lead");
  return (
    <LinkNotice
      frame={props.frame}
      title={words("staff.link-title", { site: props.site })}
      text={props.invited === null ? lead : `${props.invited} ${lead}`}
      action={paths.signInLink(props.token)}
      button={words("staff.link-button")}
    />
  );
}

/** A link that no longer works, and the way to a new one. */
export function SignInLinkSpentPage(props: {
  frame: Frame;
  outcome: "used" | "expired" | "unknown";
  minutes: number;
  days: number;
}) {
  const { words } = props.frame;
  const text = {
    used: words("staff.link-used"),
    expired: words("staff.link-expired", props),
    unknown: words("staff.link-unknown"),
  }[props.outcome];
  return (
    <StaffNotice frame={props.frame} title={words(`staff.link-${props.outcome}-title`)} text={text}>
      <p>
        <a href={paths.signIn}>{words("staff.ask-new-link")}</a>
      </p>
    </StaffNotice>
  );
}
