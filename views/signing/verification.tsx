import { paths } from "../../src/shared/pages/paths.ts";
import { type Shared, ShareLinks, ShareScript } from "../letter/share-links.tsx";
import { type SignedTextProps, WhatWasSigned } from "../own-page/signed-text.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { QuestionPage, type QuestionProps } from "../question/frame.tsx";

/** The question “was this you?”, with the entry as the list will show it. */
export function VerificationPage(
  props: QuestionProps & {
    /** Whether staff signed it on a draft, to try it. */
    isTest: boolean;
    until: Date;
    /** The edition of the entry that is shown; sent back with the answer. */
    edition: number;
    /** What else was agreed to with the form: the sentences. */
    agreed: readonly string[];
    /** The version that was signed. */
    signed: SignedTextProps;
  },
) {
  const { words } = props.frame;
  const { since, changed } = props.signed;
  const days = changed && { signed: words.day(since), changed: words.day(changed.since) };
  return (
    <QuestionPage
      {...props}
      says={{
        title: words("verification.title"),
        question: words("verification.question"),
        lead: words("verification.lead"),
        entry: words("verification.as-listed"),
        contact: words("verification.staff-only"),
        confirm: words("verification.confirm"),
        refuse: words("verification.refuse"),
        refuseHint: words("verification.refuse-explained"),
        untilHint: words("verification.until-explained", { day: words.day(props.until) }),
      }}
      action={paths.verification(props.token)}
      seen={{ name: "edition", value: props.edition }}
      below={props.agreed.map((sentence) => (
        <p>
          {words("verification.agreed")} <q>{sentence}</q>
        </p>
      ))}
      news={
        <>
          {props.isTest && <p class="news">{words("testing.notice")}</p>}
          {days && changed?.isOtherText && (
            <p class="news">{words("verification.text-changed", days)}</p>
          )}
        </>
      }
      after={<WhatWasSigned words={words} signed={props.signed} />}
    />
  );
}

/** What the link says once it was answered: what happens next, and links to go on. */
export function AnsweredPage(props: {
  frame: Frame;
  title: string;
  text: string;
  letterPath: string;
  /** Null if there is nothing left to see or change. */
  ownPagePath: string | null;
  share: Shared | null;
}) {
  const { frame, title, text, letterPath, ownPagePath, share } = props;
  const { words } = frame;
  return (
    <PublicPage
      frame={frame}
      title={title}
      {...(share && { scripts: <ShareScript frame={frame} /> })}
    >
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {ownPagePath !== null && (
        <p>
          <a href={ownPagePath}>{words("ownPage.go-to-own-page")}</a>
        </p>
      )}
      <p>
        <a href={letterPath}>{words("inbox.back-to-letter")}</a>
      </p>
      {share && <ShareLinks frame={frame} {...share} />}
    </PublicPage>
  );
}
