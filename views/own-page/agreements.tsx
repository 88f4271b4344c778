import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";
import { Wording, type WordingProps } from "../signing/wording.tsx";

/** What a signatory agreed to for one purpose, and what they can do about it. */
export type AgreementProps = {
  purpose: "publication" | "news";
  holds: boolean;
  /** The sentence, as it was shown; null if none was kept. */
  text: string | null;
  /** When that was agreed to, or was ended. */
  at: Date | null;
  /** A press that begins it, by a sentence that is shown, or ends it; null if there is none. */
  press:
    | { action: string; begins: WordingProps & { hash: string } }
    | { action: string; begins: null }
    | null;
};

/** Everything that a signatory agreed to, each with its own end. */
export function Agreements(props: {
  words: Words;
  token: string;
  agreements: readonly AgreementProps[];
}) {
  const { words, token } = props;
  return (
    <section class="action">
      <h2>{words("ownPage.agreed-title")}</h2>
      {props.agreements.map((agreement) => (
        <Agreement words={words} token={token} {...agreement} />
      ))}
    </section>
  );
}

function Agreement(props: AgreementProps & { words: Words; token: string }) {
  const { words, token, purpose, text, press } = props;
  return (
    <>
      <h3>{words(`ownPage.agreed-${purpose}`)}</h3>
      {props.holds && text !== null && (
        <p>
          <q>{text}</q>
        </p>
      )}
      <p>{standOf(props)}</p>
      {(purpose === "publication" || press) && (
        <p class="hint">{words(`ownPage.agreed-${purpose}-end`)}</p>
      )}
      {press && (
        <form method="post" action={paths.ownPage(token)}>
          {press.begins && (
            <>
              <p>
                <q>
                  <Wording {...press.begins} />
                </q>
              </p>
              <input type="hidden" name="wording" value={press.begins.hash} />
            </>
          )}
          <button class="button quiet" type="submit" name="action" value={press.action}>
            {words(press.begins ? "ownPage.agree-send" : "ownPage.agreement-end-send")}
          </button>
        </form>
      )}
    </>
  );
}

function standOf({ words, purpose, holds, at }: AgreementProps & { words: Words }): string {
  if (!holds && at !== null) return words("ownPage.agreed-ended", { day: words.day(at) });
  if (!holds) return words(`ownPage.agreed-${purpose}-none`);
  return at === null
    ? words("ownPage.agreed-signing")
    : words("ownPage.agreed-on", { day: words.day(at) });
}
