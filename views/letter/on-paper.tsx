import type { Words } from "../page/words.ts";

/** On paper: where this stands, and of when it is. */
export function Imprint(props: { words: Words; letter: { updatedAt: Date }; url: string }) {
  const { words, letter, url } = props;
  return (
    <p class="small on-paper imprint">
      {words("letter.on-paper", { moment: words.moment(letter.updatedAt) })}{" "}
      <bdi dir="ltr">{url}</bdi>
    </p>
  );
}

/** On paper: how many names are missing there, and where they are. */
export function NotOnPaper(props: {
  frame: { words: Words };
  letter: { counts: { organisations: number; individuals: number } };
  organisations: readonly unknown[];
  individuals: readonly unknown[];
  /** Whether others signed an earlier text. */
  hasEarlierTexts: boolean;
  listUrl: string;
}) {
  const { words } = props.frame;
  const { organisations, individuals } = props.letter.counts;
  const missing =
    organisations + individuals - props.organisations.length - props.individuals.length;
  if (missing === 0 && !props.hasEarlierTexts) return null;
  return (
    <p class="small on-paper">
      {missing > 0 && `${words("letter.not-on-paper", { count: missing })} `}
      {words("letter.all-names-at")} <bdi dir="ltr">{props.listUrl}</bdi>
    </p>
  );
}
