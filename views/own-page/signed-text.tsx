import { paths } from "../../src/shared/pages/paths.ts";
import type { Difference } from "../../src/shared/text/difference.ts";
import { CheckField } from "../components/field.tsx";
import { DifferenceView } from "../letter/versions/difference.tsx";
import type { Words } from "../page/words.ts";
import { Wording, type WordingProps } from "../signing/wording.tsx";

/** The version that was signed, and what became of that text since. */
export type SignedTextProps = {
  slug: string;
  /** The language of the texts. */
  language: string;
  number: number;
  textHash: string;
  since: Date;
  /** Null if it is the letter's current version. */
  changed: ChangedTextProps | null;
};

type ChangedTextProps = {
  isOtherText: boolean;
  since: Date;
  reason: string | null;
  /** Words that differ. */
  count: number;
  /** Whether a second person saw that it says the same. */
  isSeen: boolean;
  difference: Difference;
  /** What signing the current text takes; null if it cannot be signed. */
  reaffirm: ReaffirmProps | null;
};

type ReaffirmProps = {
  token: string;
  /** The id of the version that is shown; sent back with the answer. */
  shown: string;
  /** Of an organisation: who signs for it, and what they declare. */
  contact: { name: string; role: string } | null;
  authority: WordingProps;
  error: string | undefined;
};

/** What the signatory is told, and asked, about a change of the text that they signed. */
export function ChangedText(props: { words: Words; signed: SignedTextProps }) {
  const { words, signed } = props;
  const { changed } = signed;
  if (changed === null) return null;
  const { isOtherText, reason, reaffirm } = changed;
  const days = { signed: words.day(signed.since), changed: words.day(changed.since) };
  const title = isOtherText ? "ownPage.text-changed-title" : "ownPage.text-small-title";
  return (
    <section class="action" id="text" aria-labelledby="text-title">
      <h2 id="text-title">{words(title)}</h2>
      <p>
        {isOtherText
          ? words("ownPage.text-changed", days)
          : words("ownPage.text-small", { ...days, count: changed.count })}
      </p>
      {reason && <p>{words("ownPage.text-reason", { reason })}</p>}
      <DifferenceView words={words} difference={changed.difference} language={signed.language} />
      <p>
        {isOtherText
          ? words("ownPage.text-stays", days)
          : words(changed.isSeen ? "ownPage.text-small-seen" : "ownPage.text-small-same")}
      </p>
      {isOtherText && reaffirm === null && <p>{words("ownPage.text-closed")}</p>}
      {reaffirm && <Reaffirm words={words} {...reaffirm} />}
    </section>
  );
}

function Reaffirm(props: ReaffirmProps & { words: Words }) {
  const { words, contact } = props;
  return (
    <form class="sign-form" method="post" action={paths.ownPage(props.token)} novalidate>
      <h3>{words("question.reaffirm-question")}</h3>
      <input type="hidden" name="shown" value={props.shown} />
      {contact && (
        <>
          <p>
            {words("ownPage.text-contact")} <bdi>{words("verification.contact", contact)}</bdi>
          </p>
          <CheckField
            words={words}
            name="authority"
            label={<Wording {...props.authority} />}
            error={props.error}
            isTicked={false}
          />
        </>
      )}
      <p class="answers">
        <button class="button" type="submit" name="action" value="reaffirm">
          {words("ownPage.text-send")}
        </button>
        <button class="button quiet" type="submit" name="action" value="withdraw">
          {words("ownPage.withdraw-send")}
        </button>
      </p>
      <p class="hint">{words("ownPage.text-silence")}</p>
    </form>
  );
}

/** What was signed, to be kept and compared: its number, its hash, and a file of the text. */
export function WhatWasSigned(props: {
  words: Words;
  signed: Pick<SignedTextProps, "slug" | "number" | "textHash" | "since">;
}) {
  const { words, signed } = props;
  const { slug, number } = signed;
  return (
    <section class="action" aria-labelledby="signed-title">
      <h2 id="signed-title">{words("ownPage.signed-title")}</h2>
      <p>
        <a href={paths.version(slug, number)}>
          {words("ownPage.signed-version", { number, day: words.day(signed.since) })}
        </a>
      </p>
      <p class="hint">{words("ownPage.signed-hash")}</p>
      <p>
        <code class="hash">{signed.textHash}</code>
      </p>
      <p>
        <a href={paths.versionText(slug, number)}>{words("ownPage.signed-download")}</a>
      </p>
    </section>
  );
}
