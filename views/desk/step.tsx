import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "../staff/layout.tsx";
import { LetterNav, type LetterNavProps } from "./nav.tsx";
import type { LetterStep } from "./overview.tsx";

/** Asks before a letter is closed or taken back to a draft, and says what that touches. */
export function LetterStepPage(props: {
  frame: Frame;
  accountName: string;
  nav: Omit<LetterNavProps, "frame">;
  letter: { slug: string; state: LetterStep };
  to: "closed" | "draft";
  total: number;
}) {
  const { frame, letter, to, total } = props;
  const { words } = frame;
  const name = to === "closed" ? "close" : "draft";
  return (
    <StaffPage
      frame={frame}
      title={words(`overview.${name}-title`)}
      accountName={props.accountName}
    >
      <LetterNav frame={frame} {...props.nav} />
      <div class="panel-card question">
        <h1>{words(`overview.${name}-title`)}</h1>
        <p>{words(`overview.${name}-what`, { count: total })}</p>
        <form method="post" action={paths.letterState(letter.slug)} class="actions">
          <input type="hidden" name="from" value={letter.state} />
          <input type="hidden" name="confirm" value="on" />
          <button type="submit" name="to" value={to} class="button danger">
            {words(`overview.${name}-do`)}
          </button>
          <a class="button quiet" href={paths.letterOverview(letter.slug)}>
            {words("overview.leave-it")}
          </a>
        </form>
      </div>
    </StaffPage>
  );
}
