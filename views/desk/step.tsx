import { paths } from "../../src/shared/pages/paths.ts";
import { DeskPage, type DeskProps } from "./layout.tsx";
import type { LetterStep } from "./overview.tsx";

/** Asks before a letter is closed or taken back to a draft, and says what that touches. */
export function LetterStepPage(
  props: DeskProps & {
    /** The letter's state when the form was made. */
    from: LetterStep;
    to: "closed" | "draft";
    total: number;
  },
) {
  const { frame, letter, to, total } = props;
  const { words } = frame;
  const name = to === "closed" ? "close" : "draft";
  return (
    <DeskPage {...props} title={words(`overview.${name}-title`)}>
      <div class="card narrow">
        <h1>{words(`overview.${name}-title`)}</h1>
        <p>{words(`overview.${name}-what`, { count: total })}</p>
        <form method="post" action={paths.letterState(letter.slug)} class="toolbar">
          <input type="hidden" name="from" value={props.from} />
          <input type="hidden" name="confirm" value="on" />
          <button type="submit" name="to" value={to} class="button danger">
            {words(`overview.${name}-do`)}
          </button>
          <a class="button quiet" href={paths.letterOverview(letter.slug)}>
            {words("overview.leave-it")}
          </a>
        </form>
      </div>
    </DeskPage>
  );
}
