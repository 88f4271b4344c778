import type { Child } from "hono/jsx";
import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "../staff/layout.tsx";

/** The rooms of a letter, in the order of the bar. */
const LETTER_ROOMS = [
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

export type LetterRoom = (typeof LETTER_ROOMS)[number];

export type DeskProps = {
  frame: Frame;
  accountName: string;
  letter: {
    slug: string;
    title: string;
    language: string;
    state: "draft" | "open" | "closed";
  };
  /** The current room; null on a page below one. */
  room: LetterRoom | null;
  isOpenTo: (room: LetterRoom) => boolean;
};

/** A page of a letter, below its name and its rooms. */
export function DeskPage(props: DeskProps & { title: string; scripts?: Child; children: Child }) {
  return (
    <StaffPage
      frame={props.frame}
      title={props.title}
      accountName={props.accountName}
      scripts={props.scripts}
    >
      <LetterNav {...props} />
      {props.children}
    </StaffPage>
  );
}

function LetterNav({ frame, letter, room: current, isOpenTo }: DeskProps) {
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
