import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Words } from "../page/words.ts";
import type { FormCaptcha } from "../signing/captcha.tsx";
import { NotReviewed } from "../signing/wording.tsx";

export type PrivacyProps = {
  frame: Frame;
  letter: {
    slug: string;
    title: string;
    language: string;
    controller: string;
  };
  /** The address to write to: there always is one. */
  contact: string;
  unconfirmedDays: number;
  heldDays: number;
  takedownHours: number;
  /** How many months addresses and contact persons are kept after the letter, and until when. */
  contactMonths: number;
  contactsUntil: Date | null;
  areContactsGone: boolean;
  /** The same where nothing says when the letter closes, after signing. */
  signedMonths: number;
  /** How many months an entry is kept that was decided against. */
  rejectedMonths: number;
  /** How long a change of address waits to be confirmed. */
  addressDays: number;
  /** How long an import waits for a second person. */
  waitingDays: number;
  /** The smallest figure that the letter tells of its signatures; null if it tells none. */
  figureMin: number | null;
  /** What checks that people sign, not programs. */
  captcha: FormCaptcha["name"];
};

/** Who answers for the data, what is kept and how long, how to withdraw. */
export function PrivacyPage(props: PrivacyProps) {
  const { frame } = props;
  const { words } = frame;
  return (
    <PublicPage frame={frame} title={words("privacy.title")}>
      <h1>{words("privacy.title")}</h1>
      {words.source && <NotReviewed words={words} />}
      <PrivacyText {...props} words={words} />
      {words.source && (
        <section lang={words.source.language} dir={words.source.direction}>
          <h2>{words.source("privacy.title")}</h2>
          <PrivacyText {...props} words={words.source} />
        </section>
      )}
    </PublicPage>
  );
}

type TextProps = PrivacyProps & { words: Words };

function PrivacyText(props: TextProps) {
  const { words, letter, contact, unconfirmedDays, heldDays, figureMin } = props;
  const { controller } = letter;
  return (
    <>
      <p class="small" lang={letter.language}>
        {words("privacy.of-letter", { title: letter.title })}
      </p>
      <h2>{words("privacy.who-title")}</h2>
      <p>{words("privacy.who", { controller })}</p>
      <p>{words("privacy.contact", { contact })}</p>
      <h2>{words("privacy.public-title")}</h2>
      <p>{words("privacy.public")}</p>
      {figureMin !== null && <p>{words("privacy.public-figures", { min: figureMin })}</p>}
      <h2>{words("privacy.private-title")}</h2>
      <p>{words("privacy.private")}</p>
      <h2>{words("privacy.agreed-title")}</h2>
      <p>{words("privacy.agreed")}</p>
      <h2>{words("privacy.keep-title")}</h2>
      <p>{words("privacy.keep-unconfirmed", { days: unconfirmedDays, heldDays })}</p>
      <p>{words("privacy.keep-confirmed")}</p>
      <p>{contactsText(props)}</p>
      <p>{words("privacy.keep-code")}</p>
      <p>{words("privacy.keep-refused", { months: props.rejectedMonths })}</p>
      <p>{words("privacy.keep-takendown", { hours: props.takedownHours })}</p>
      <p>{words("privacy.keep-address", { days: props.addressDays })}</p>
      <p>{words("privacy.keep-exports")}</p>
      <p>{words("privacy.keep-file", { days: props.waitingDays })}</p>
      <h2>{words("privacy.security-title")}</h2>
      <SecurityText {...props} />
      <p>{words("privacy.security-mails")}</p>
      <h2>{words("privacy.withdraw-title")}</h2>
      <p>{words("privacy.withdraw", { contact })}</p>
      <p>
        <a href={paths.lostLink(letter.slug)}>{words("privacy.lost-link")}</a>
        <br />
        <a href={paths.lostLinks}>{words("lostLink.several-link")}</a>
      </p>
      <p>{words("privacy.suppression")}</p>
      <p>{words("privacy.rights")}</p>
      <p>
        <a href={paths.letter(letter.slug)}>{words("privacy.back-to-letter")}</a>
      </p>
    </>
  );
}

function contactsText(props: TextProps): string {
  const { words, contactMonths: months, contactsUntil, areContactsGone, signedMonths } = props;
  if (contactsUntil === null)
    return words("privacy.keep-contacts-signed", { months, signedMonths });
  const told = { day: words.day(contactsUntil), months };
  return words(
    areContactsGone ? "privacy.keep-contacts-over" : "privacy.keep-contacts-until",
    told,
  );
}

function SecurityText({ words, captcha }: TextProps) {
  if (captcha === "altcha") {
    return (
      <p>
        {words("privacy.security")} {words("privacy.security-alone")}
      </p>
    );
  }
  return (
    <>
      <p>
        {words("privacy.security")} {words("privacy.security-hcaptcha")}
      </p>
      <p>{words("privacy.hcaptcha-loads")}</p>
      <p>{words("privacy.hcaptcha-answer")}</p>
    </>
  );
}
