import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";

/** The rooms of a letter, in the order of the bar. */
export const LETTER_ROOMS = [
  "overview",
  "queue",
  "history",
  "invalidations",
  "exports",
  "import",
  "edit",
  "settings",
  "people",
] as const;

/** A room of a letter. */
export type LetterRoom = (typeof LETTER_ROOMS)[number];

/** What the bar of a letter is made from. */
export type LetterNavProps = {
  frame: Frame;
  letter: {
    slug: string;
    title: string;
    language: string;
    state: "draft" | "open" | "closed";
  };
  /** The room it stands in; null on a page below one. */
  current: LetterRoom | null;
  isOpenTo: (room: LetterRoom) => boolean;
};

/** The name of a letter and its rooms: the same at the top of each of them. */
export function LetterNav({ frame, letter, current, isOpenTo }: LetterNavProps) {
  const { words } = frame;
  return (
    <div class="letter-head">
      <p class="letter-name">
        <span lang={letter.language}>{letter.title}</span>
        <span class={`badge ${letter.state}`}>{words(`staff.state-${letter.state}`)}</span>
        {letter.state !== "draft" && (
          <a href={paths.letter(letter.slug)}>{words("staff.see-letter")}</a>
        )}
      </p>
      <nav class="rooms" aria-label={words("rooms.label")}>
        {LETTER_ROOMS.filter(isOpenTo).map((room) => (
          <a href={HREFS[room](letter.slug)} aria-current={room === current ? "page" : undefined}>
            {words(`rooms.${room}`)}
          </a>
        ))}
      </nav>
    </div>
  );
}

const HREFS: Record<LetterRoom, (slug: string) => string> = {
  overview: paths.letterOverview,
  queue: paths.queue,
  history: paths.letterHistory,
  invalidations: paths.invalidations,
  exports: paths.exports,
  import: paths.letterImport,
  edit: paths.letterEdit,
  settings: paths.letterSettings,
  people: paths.letterPeople,
};
