import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../page/field.tsx";
import type { Frame } from "../page/frame.ts";
import { LinkSentNotice, type LinkSentProps } from "../page/link-sent.tsx";
import { StaffNotice } from "./layout.tsx";

/** Where a member of staff asks for a link. */
export function SignInPage(props: { frame: Frame; typed: string; error?: string }) {
  const { words } = props.frame;
  return (
    <StaffNotice
      frame={props.frame}
      title={words("staff.sign-in-title")}
      text={words("staff.sign-in-lead")}
    >
      <form method="post" action={paths.signIn} novalidate>
        <TextField
          words={words}
          name="email"
          label={words("staff.sign-in-email")}
          value={props.typed}
          error={props.error}
          type="email"
          inputmode="email"
          autocomplete="email"
          dir="ltr"
        />
        <button type="submit" class="button">
          {words("staff.sign-in-send")}
        </button>
      </form>
    </StaffNotice>
  );
}

/** The same answer for everybody who asked. */
export function SignInSentPage(props: LinkSentProps & { minutes: number }) {
  const { words } = props.frame;
  return (
    <LinkSentNotice
      {...props}
      title={words("staff.sign-in-sent-title")}
      text={words("staff.sign-in-sent", { minutes: props.minutes })}
    />
  );
}

/** The page behind a sign-in link. Opening it changes nothing; the button signs in. */
export function SignInLinkPage(props: { frame: Frame; token: string; site: string }) {
  const { words } = props.frame;
  return (
    <StaffNotice
      frame={props.frame}
      title={words("staff.link-title", { site: props.site })}
      text={words("staff.link-lead")}
    >
      <form method="post" action={paths.signInLink(props.token)}>
        <button type="submit" class="button">
          {words("staff.link-button")}
        </button>
      </form>
    </StaffNotice>
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
