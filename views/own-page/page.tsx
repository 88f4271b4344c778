import { paths } from "../../src/shared/pages/paths.ts";
import type { Choice } from "../components/field.tsx";
import { OwnCorrection, type OwnCorrectionProps } from "../correction/own.tsx";
import type { Entry } from "../letter/entries.tsx";
import { LetterLine, type NamedLetter } from "../letter/letter-line.tsx";
import { ShareLinks, ShareScript } from "../letter/share-links.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import { OwnQuestion, type OwnQuestionProps } from "../question/own.tsx";
import { EntryCard } from "../signing/entry-card.tsx";
import {
  CountryField,
  type EntryFieldProps,
  NameField,
  OrganisationFields,
  PersonFields,
  VisibilityField,
} from "../signing/entry-fields.tsx";
import { ErrorSummary } from "../signing/form.tsx";
import { SortNameField } from "../signing/sort-name.tsx";
import { AddressChange, type AddressChangeProps } from "./address.tsx";
import { type AgreementProps, Agreements } from "./agreements.tsx";
import { ChangedText, type SignedTextProps, WhatWasSigned } from "./signed-text.tsx";
import type { OwnPageStatus } from "./status.ts";

export type OwnPageNews =
  | "changed"
  | "proposed"
  | "discarded"
  | "unnamed"
  | "unnamed-and-proposed"
  | "unnamed-and-discarded"
  | "hidden"
  | "shown"
  | "withdrawn"
  | "joined-news"
  | "left-news"
  | "reworded"
  | "wording-restored"
  | "reaffirmed"
  | "text-changed"
  | "address-asked"
  | "address-too-often"
  | "address-cancelled"
  | "replied"
  | "impossible";

export type OwnPageProps = {
  frame: Frame;
  token: string;
  letter: NamedLetter;
  letterUrl: string;
  status: OwnPageStatus;
  news: OwnPageNews | null;
  /** Whether staff signed it on a draft, to try it. */
  isTest: boolean;
  entry: Entry;
  /** The proposal that a moderator has yet to read; null if none waits. */
  proposal: Entry | null;
  /** What a moderator corrected in its wording; null if nothing, or if it was taken back. */
  correction: OwnCorrectionProps | null;
  /** What a moderator asked last; null if nothing. */
  question: OwnQuestionProps | null;
  /** Why the last change was not accepted, as a sentence. */
  changeRefused: string | null;
  /** Why the entry was not accepted, as a sentence. */
  reason: string | null;
  /** When its address was deleted in its time; null while it is kept. */
  contactsGoneAt: Date | null;
  contact: string;
  agreements: readonly AgreementProps[];
  /** The form that changes the entry; null if it cannot be changed. */
  change: ChangeFormProps | null;
  /** Where mail about it goes; null if that cannot be changed. */
  address: AddressChangeProps | null;
  /** The text that it was signed under; null if it cannot be signed any more. */
  signed: SignedTextProps | null;
};

export type ChangeFormProps = {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  countries: readonly Choice[];
};

/** A signatory's own page: the state of their entry, and everything they can do with it. */
export function OwnPage(props: OwnPageProps) {
  const { frame, letter, status, news, question } = props;
  const { words } = frame;
  const isOfEarlierText = status === "published" && props.signed?.changed?.isOtherText === true;
  const isShared = status === "published" || status === "pending";
  const isLive = status === "pending" || status === "published" || status === "hidden";
  return (
    <PublicPage
      frame={frame}
      title={words("ownPage.title")}
      {...(isShared && { scripts: <ShareScript frame={frame} /> })}
    >
      <ErrorSummary
        words={words}
        errors={{ ...question?.errors, ...props.change?.errors, ...props.address?.errors }}
      />
      {props.isTest && <p class="news">{words("testing.notice")}</p>}
      {news && (
        <p class="news" role="status">
          {words(`ownPage.news-${news}`)}
        </p>
      )}
      <h1>{words(`ownPage.${status}-title`)}</h1>
      <p class="lead">
        {words(isOfEarlierText ? "ownPage.published-earlier" : `ownPage.${status}-next`)}
      </p>
      <LetterLine words={words} letter={letter} />
      {question && <OwnQuestion {...question} words={words} token={props.token} />}
      {props.signed && <ChangedText words={words} signed={props.signed} />}
      {(isLive || status === "rejected") && <OwnEntries {...props} />}
      {props.correction && (
        <OwnCorrection {...props.correction} words={words} token={props.token} />
      )}
      {props.contactsGoneAt && (
        <p>{words("ownPage.contacts-gone", { day: words.day(props.contactsGoneAt) })}</p>
      )}
      {props.reason && <p>{words("ownPage.reason", { reason: props.reason })}</p>}
      {status === "rejected" && <p>{words("ownPage.appeal", { contact: props.contact })}</p>}
      {props.change && <ChangeForm {...props} {...props.change} />}
      {props.address && <AddressChange {...props.address} words={words} token={props.token} />}
      {(isLive || status === "rejected") && <Agreements {...props} words={words} />}
      {status === "published" && <OneButton {...props} action="hide" />}
      {status === "hidden" && <OneButton {...props} action="show" />}
      {(isLive || status === "rejected") && <OneButton {...props} action="withdraw" />}
      {props.signed && <WhatWasSigned words={words} signed={props.signed} />}
      {(isLive || status === "rejected") && (
        <section class="action" aria-labelledby="copy-title">
          <h2 id="copy-title">{words("ownPage.copy-title")}</h2>
          <p>
            <a href={paths.ownCopy(props.token)}>{words("ownPage.copy")}</a>
          </p>
          <p class="hint">{words("ownPage.copy-hint")}</p>
        </section>
      )}
      {isShared && <ShareLinks frame={props.frame} url={props.letterUrl} letter={letter} />}
      {(isLive || status === "rejected") && <p class="hint">{words("ownPage.keep-secret")}</p>}
    </PublicPage>
  );
}

function OwnEntries(props: OwnPageProps) {
  const { words } = props.frame;
  const isListed = props.status === "published";
  return (
    <>
      <EntryCard
        words={words}
        entry={props.entry}
        label={words(isListed ? "ownPage.as-it-stands" : "ownPage.your-entry")}
      />
      {props.proposal && (
        <EntryCard words={words} entry={props.proposal} label={words("ownPage.as-proposed")}>
          <p class="hint">{words("ownPage.proposal-next")}</p>
        </EntryCard>
      )}
      {props.changeRefused && (
        <p class="hint">{words("ownPage.change-refused", { reason: props.changeRefused })}</p>
      )}
    </>
  );
}

function ChangeForm(props: OwnPageProps & ChangeFormProps) {
  const { words } = props.frame;
  const { kind } = props.entry;
  const fields: EntryFieldProps = { words, kind, typed: props.typed, errors: props.errors };
  const isPublic = props.status !== "pending";
  return (
    <details class="action" open={Object.keys(props.errors).length > 0}>
      <summary>{words("ownPage.change-title")}</summary>
      <p>{words(isPublic ? "ownPage.change-published-hint" : "ownPage.change-pending-hint")}</p>
      <form class="sign-form" method="post" action={paths.ownPage(props.token)} novalidate>
        <input type="hidden" name="action" value="edit" />
        <NameField {...fields} />
        {kind === "individual" ? <PersonFields {...fields} /> : <OrganisationFields {...fields} />}
        <SortNameField {...fields} frame={props.frame} />
        <CountryField {...fields} countries={props.countries} />
        {kind === "individual" && <VisibilityField {...fields} />}
        <button class="button" type="submit">
          {words("ownPage.change-send")}
        </button>
      </form>
    </details>
  );
}

function OneButton(props: OwnPageProps & { action: "hide" | "show" | "withdraw" }) {
  const { action } = props;
  const { words } = props.frame;
  return (
    <section class="action">
      <h2>{words(`ownPage.${action}-title`)}</h2>
      <p>{words(`ownPage.${action}-hint`)}</p>
      <form method="post" action={paths.ownPage(props.token)}>
        <button class="button quiet" type="submit" name="action" value={action}>
          {words(`ownPage.${action}-send`)}
        </button>
      </form>
    </section>
  );
}

/** Asks once more before a signature is withdrawn, since that cannot be undone. */
export function WithdrawPage(props: {
  frame: Frame;
  token: string;
  letter: { title: string };
  entry: Entry;
  isPublic: boolean;
}) {
  const { frame, token } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("ownPage.withdraw-question")}>
      <h1>{words("ownPage.withdraw-question")}</h1>
      <p class="lead">{words("ownPage.withdraw-lead", { title: props.letter.title })}</p>
      <EntryCard words={words} entry={props.entry} label={words("ownPage.your-entry")} />
      <ul class="plain">
        {props.isPublic && <li>{words("ownPage.withdraw-public")}</li>}
        <li>{words("ownPage.withdraw-erased")}</li>
        <li>{words("ownPage.withdraw-anew")}</li>
      </ul>
      <form method="post" action={paths.ownPage(token)} class="answers">
        <input type="hidden" name="confirm" value="on" />
        <button class="button danger" type="submit" name="action" value="withdraw">
          {words("ownPage.withdraw-confirm")}
        </button>
        <a class="button quiet" href={paths.ownPage(token)}>
          {words("ownPage.withdraw-cancel")}
        </a>
      </form>
    </PublicPage>
  );
}
