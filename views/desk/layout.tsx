import type { Child } from "hono/jsx";
import { paths } from "../../src/shared/pages/paths.ts";
import { Icon } from "../components/icon.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "../staff/layout.tsx";

/** The rooms of a letter, in groups, in the order of the bar. */
const GROUPS = {
  letter: ["overview", "edit"],
  signatures: ["queue", "history", "invalidations", "exports", "import"],
  people: ["people"],
  settings: ["settings", "look"],
} as const;

const GROUP_NAMES = ["letter", "signatures", "people", "settings"] as const;

export type LetterRoom = (typeof GROUPS)[keyof typeof GROUPS][number];

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
      letter={{ name: <LetterName {...props} />, nav: <LetterNav {...props} /> }}
    >
      {props.children}
    </StaffPage>
  );
}

function LetterName({ frame, letter }: DeskProps) {
  const { words } = frame;
  return (
    <p class="letter-name">
      <a
        href={paths.letterOverview(letter.slug)}
        lang={letter.language}
        dir="auto"
        title={letter.title}
      >
        {letter.title}
      </a>
      <span class={letter.state === "open" ? "badge good" : "badge"}>
        {words(`staff.state-${letter.state}`)}
      </span>
      {letter.state !== "draft" && (
        <a class="see-letter" href={paths.letter(letter.slug)}>
          {words("staff.see-letter")}
          <Icon name="external-link" />
        </a>
      )}
    </p>
  );
}

function LetterNav({ frame, letter, room: current, isOpenTo }: DeskProps) {
  const { words } = frame;
  return (
    <div class="rooms">
      <button type="button" class="button quiet small fold" popovertarget="rooms">
        <Icon name="menu" />
        {current === null ? words("rooms.label") : words(`rooms.${current}`)}
      </button>
      <nav class="folded" id="rooms" popover="auto" aria-label={words("rooms.label")}>
        {GROUP_NAMES.map((name) => {
          const rooms: readonly LetterRoom[] = GROUPS[name];
          const open = rooms.filter(isOpenTo);
          if (open.length === 0) return null;
          return (
            <ul aria-label={words(`rooms.group-${name}`)}>
              {open.map((room) => (
                <li>
                  <a
                    href={HREFS[room](letter.slug)}
                    aria-current={room === current ? "page" : undefined}
                  >
                    {words(`rooms.${room}`)}
                  </a>
                </li>
              ))}
            </ul>
          );
        })}
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
  look: paths.letterLook,
  people: paths.letterPeople,
};
