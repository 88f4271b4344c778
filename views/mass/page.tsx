import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import { DeskPage, type DeskProps } from "../desk/layout.tsx";
import type { Frame } from "../page/frame.ts";
import { type Fact, FactRows } from "../staff/facts.tsx";

/** What somebody asked for, in words, and what whoever looks can do with it. */
export type MassActCard = {
  id: string;
  title: string;
  sentence: string;
  facts: readonly Fact[];
  /** Some of the entries; without an id they are in no list yet. */
  examples: readonly { id: string | null; name: string }[];
  otherExamples: number;
  release: "now" | "after-delay" | null;
  canCancel: boolean;
  /** Whether whoever looks may send the file of an import again now. */
  canSendFile: boolean;
  isOver: boolean;
};

export type ReleasesPageProps = DeskProps & {
  problem: string | null;
  /** How many entries one person may change alone. */
  max: number;
  cards: readonly MassActCard[];
};

/** What waits for a second person, and what became of what waited. */
export function ReleasesPage(props: ReleasesPageProps) {
  const { frame, letter, problem, max, cards } = props;
  const { words } = frame;
  const ended = cards.filter(({ isOver }) => isOver);
  return (
    <DeskPage {...props} title={words("massActs.title-of", { title: letter.title })}>
      <PageHead title={words("massActs.title")} lead={words("massActs.lead", { max })} />
      {problem && (
        <Notice kind="error" role="alert">
          {problem}
        </Notice>
      )}
      {ended.length === cards.length && (
        <Empty title={words(cards.length === 0 ? "massActs.none" : "massActs.none-now")}>
          <p>{words("massActs.none-next")}</p>
        </Empty>
      )}
      <Cards frame={frame} slug={letter.slug} cards={cards.filter(({ isOver }) => !isOver)} />
      {ended.length > 0 && <h2>{words("massActs.ended-title")}</h2>}
      <Cards frame={frame} slug={letter.slug} cards={ended} />
    </DeskPage>
  );
}

type CardsProps = { frame: Frame; slug: string; cards: readonly MassActCard[] };

function Cards({ frame, slug, cards }: CardsProps) {
  if (cards.length === 0) return null;
  return (
    <div class="stack">
      {cards.map((card) => (
        <Card frame={frame} slug={slug} card={card} />
      ))}
    </div>
  );
}

function Card({ frame, slug, card }: { frame: Frame; slug: string; card: MassActCard }) {
  const { words } = frame;
  const { id, examples, otherExamples, release, canCancel } = card;
  return (
    <section class="card">
      <h2 id={id}>{card.title}</h2>
      <p>{card.sentence}</p>
      {card.canSendFile && (
        <p>
          <a href={paths.letterImport(slug)}>{words("massActs.send-file")}</a>
        </p>
      )}
      <dl class="facts in-column">
        <FactRows facts={card.facts} />
      </dl>
      {examples.length > 0 && (
        <>
          <p>{words("massActs.examples")}</p>
          <ul>
            {examples.map((entry) => (
              <li>
                {entry.id === null ? (
                  <bdi>{entry.name}</bdi>
                ) : (
                  <a href={paths.entry(slug, entry.id)}>
                    <bdi>{entry.name}</bdi>
                  </a>
                )}
              </li>
            ))}
            {otherExamples > 0 && <li>{words("massActs.others", { count: otherExamples })}</li>}
          </ul>
        </>
      )}
      {(release !== null || canCancel) && (
        <form method="post" action={paths.massAct(slug, id)} class="toolbar">
          {release !== null && (
            <button
              type="submit"
              class="button danger"
              name="act"
              value="release"
              aria-describedby={id}
            >
              {words(`massActs.release-${release}`)}
            </button>
          )}
          {canCancel && (
            <button
              type="submit"
              class="button quiet"
              name="act"
              value="cancel"
              aria-describedby={id}
            >
              {words("massActs.cancel")}
            </button>
          )}
        </form>
      )}
    </section>
  );
}
