import { paths } from "../../src/shared/pages/paths.ts";
import { LetterLine, type NamedLetter } from "../letter/letter-line.tsx";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";
import type { Words } from "../page/words.ts";

export type ListedEntry = {
  id: string;
  name: string;
  status: "unverified" | "pending" | "published" | "hidden" | "rejected";
  letter: NamedLetter;
  /** Where it is seen and changed, or confirmed and refused; null if it can be neither. */
  href: string | null;
  canWithdraw: boolean;
};

type EntriesProps = { frame: Frame; token: string; entries: readonly ListedEntry[] };

/** All entries of an address, each with the way to its own page. */
export function EntriesPage(props: EntriesProps & { until: Date; withdrawn: number | null }) {
  const { frame, token, entries, withdrawn } = props;
  const { words } = frame;
  const many = entries.filter(({ canWithdraw }) => canWithdraw).length > 1;
  return (
    <PublicPage frame={frame} title={words("entries.title")}>
      <h1>{words("entries.title")}</h1>
      {withdrawn !== null && (
        <p class="news" role="status">
          {words("entries.news-withdrawn", { count: withdrawn })}
        </p>
      )}
      <p class="lead">{words(entries.length === 0 ? "entries.none" : "entries.lead")}</p>
      <ul class="teasers">
        {entries.map((entry) => (
          <li>
            <EntryLines words={words} entry={entry} />
            <form method="post" action={paths.entries(token)} class="answers">
              {entry.href && (
                <a class="button" href={entry.href}>
                  {words(entry.status === "unverified" ? "entries.confirm" : "entries.open")}
                  <span class="visually-hidden"> {entry.letter.title}</span>
                </a>
              )}
              {entry.canWithdraw && (
                <button class="button quiet" type="submit" name="entry" value={entry.id}>
                  {words("entries.withdraw")}
                  <span class="visually-hidden"> {entry.letter.title}</span>
                </button>
              )}
            </form>
          </li>
        ))}
      </ul>
      {many && (
        <section class="action">
          <h2>{words("entries.all-title")}</h2>
          <p>{words("entries.all-hint")}</p>
          <form method="post" action={paths.entries(token)}>
            <button class="button quiet" type="submit" name="entry" value="all">
              {words("entries.all-send")}
            </button>
          </form>
        </section>
      )}
      <p class="hint">{words("entries.keep-secret", { day: words.day(props.until) })}</p>
    </PublicPage>
  );
}

/** Asks once more before what is shown is withdrawn. */
export function WithdrawEntriesPage({ frame, token, entries }: EntriesProps) {
  const { words } = frame;
  const title = words("entries.withdraw-question", { count: entries.length });
  return (
    <PublicPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words("entries.withdraw-lead", { count: entries.length })}</p>
      <ul class="teasers">
        {entries.map((entry) => (
          <li>
            <EntryLines words={words} entry={entry} />
          </li>
        ))}
      </ul>
      <ul class="plain">
        <li>{words("entries.withdraw-erased")}</li>
        <li>{words("entries.withdraw-anew")}</li>
      </ul>
      <form method="post" action={paths.entries(token)} class="answers">
        {entries.map(({ id }) => (
          <input type="hidden" name="entry" value={id} />
        ))}
        <button class="button danger" type="submit" name="confirm" value="on">
          {words("ownPage.withdraw-confirm")}
        </button>
        <a class="button quiet" href={paths.entries(token)}>
          {words("entries.withdraw-cancel", { count: entries.length })}
        </a>
      </form>
    </PublicPage>
  );
}

function EntryLines({ words, entry }: { words: Words; entry: ListedEntry }) {
  return (
    <>
      <LetterLine words={words} letter={entry.letter} />
      <p>
        <bdi>{entry.name}</bdi>
        <br />
        <strong>{words(`entries.is-${entry.status}`)}</strong>
      </p>
    </>
  );
}
