import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";

/** The fields of an entry whose wording a moderator corrected: before, and as they are now. */
export type OwnCorrectionProps = {
  fields: readonly { label: string; was: string | null; now: string | null }[];
  isPublic: boolean;
};

/** Shows a signatory both wordings of their entry, with one press to go back to their own. */
export function OwnCorrection(props: OwnCorrectionProps & { words: Words; token: string }) {
  const { words } = props;
  return (
    <section class="action corrected" aria-labelledby="corrected-title">
      <h2 id="corrected-title">{words("ownPage.corrected-title")}</h2>
      <p>{words("ownPage.corrected-lead")}</p>
      {props.fields.map(({ label, was, now }) => (
        <>
          <h3>{label}</h3>
          <dl>
            <Value words={words} label={words("ownPage.corrected-was")} value={was} />
            <Value words={words} label={words("ownPage.corrected-now")} value={now} />
          </dl>
        </>
      ))}
      <p>
        {words(
          props.isPublic ? "ownPage.corrected-hint-published" : "ownPage.corrected-hint-pending",
        )}
      </p>
      <form method="post" action={paths.ownPage(props.token)}>
        <button class="button quiet" type="submit" name="action" value="restore-wording">
          {words("ownPage.corrected-send")}
        </button>
      </form>
    </section>
  );
}

function Value({ words, label, value }: { words: Words; label: string; value: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value === null ? <i>{words("ownPage.corrected-empty")}</i> : <bdi>{value}</bdi>}</dd>
    </div>
  );
}
