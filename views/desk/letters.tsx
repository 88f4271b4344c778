import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { Icon } from "../components/icon.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "../staff/layout.tsx";
import type { DeskProps } from "./layout.tsx";

/** A letter as staff see it in their list, with how many entries it has. */
type StaffLetter = DeskProps["letter"] & {
  pending: number;
  held: number;
  published: number;
  oldest: Date | null;
};

/** The letters that somebody looks after. */
export function StaffLettersPage(props: {
  frame: Frame;
  accountName: string;
  letters: readonly StaffLetter[];
  canCreate: boolean;
  /** Whether they should have a second factor, while that can wait. */
  lacksSecondFactor: boolean;
  now: Date;
}) {
  const { words } = props.frame;
  return (
    <StaffPage
      frame={props.frame}
      title={words("staff.letters-title")}
      accountName={props.accountName}
    >
      <PageHead title={words("staff.letters-title")} lead={words("staff.letters-lead")}>
        {props.canCreate && (
          <a class="button" href={paths.newLetter}>
            <Icon name="plus" />
            {words("overview.new-letter")}
          </a>
        )}
      </PageHead>
      {props.lacksSecondFactor && (
        <Notice kind="warning">
          {words("passkey.reminder")} <a href={paths.newPasskey}>{words("passkey.add")}</a>
        </Notice>
      )}
      {props.letters.length === 0 ? (
        <Empty icon="file-text" title={words("staff.no-letters")}>
          <p>{words(props.canCreate ? "staff.no-letters-next" : "staff.no-letters-ask")}</p>
        </Empty>
      ) : (
        <table class="table stacks letters">
          <thead>
            <tr>
              <th scope="col">{words("staff.column-letter")}</th>
              <th scope="col">{words("staff.column-state")}</th>
              <th scope="col" class="number">
                {words("staff.column-pending")}
              </th>
              <th scope="col">{words("staff.column-oldest")}</th>
              <th scope="col" class="number">
                {words("staff.column-held")}
              </th>
              <th scope="col" class="number">
                {words("staff.column-published")}
              </th>
            </tr>
          </thead>
          <tbody>
            {props.letters.map((letter) => (
              <LetterRow {...props} letter={letter} />
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>
  );
}

function LetterRow({ frame, letter, now }: { frame: Frame; letter: StaffLetter; now: Date }) {
  const { words } = frame;
  return (
    <tr>
      <th scope="row">
        <a href={paths.letterOverview(letter.slug)} lang={letter.language}>
          {letter.title}
        </a>
        <span class="asides">
          <a href={paths.queue(letter.slug)}>{words("overview.to-queue")}</a>
          {letter.state !== "draft" && (
            <a href={paths.letter(letter.slug)}>{words("staff.see-letter")}</a>
          )}
        </span>
      </th>
      <td data-label={words("staff.column-state")}>
        <span class={letter.state === "open" ? "badge good" : "badge"}>
          {words(`staff.state-${letter.state}`)}
        </span>
      </td>
      <td class="number" data-label={words("staff.column-pending")}>
        {words.number(letter.pending)}
      </td>
      <td data-label={words("staff.column-oldest")}>
        {letter.oldest ? (
          <time datetime={letter.oldest.toISOString()} title={`${words.moment(letter.oldest)} UTC`}>
            {words.ago(letter.oldest, now)}
          </time>
        ) : (
          "–"
        )}
      </td>
      <td class="number" data-label={words("staff.column-held")}>
        {words.number(letter.held)}
      </td>
      <td class="number" data-label={words("staff.column-published")}>
        {words.number(letter.published)}
      </td>
    </tr>
  );
}
