import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { PublicPage } from "../page/layout.tsx";

/** The owner of an address stops all mail about letters here, or allows it again. */
export function SuppressionPage(props: {
  frame: Frame;
  token: string;
  site: string;
  isSuppressed: boolean;
}) {
  const { frame, site, isSuppressed } = props;
  const { words } = frame;
  const name = isSuppressed ? "allow" : "suppress";
  const title = words(`suppression.${name}-title`);
  return (
    <PublicPage frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{words(`suppression.${name}-lead`, { site })}</p>
      <ul class="plain">
        <li>{words(`suppression.${name}-letters`)}</li>
        <li>{words(`suppression.${name}-spellings`)}</li>
      </ul>
      <form method="post" action={paths.suppression(props.token)} class="answers">
        <button
          class={isSuppressed ? "button quiet" : "button"}
          type="submit"
          name="answer"
          value={name}
        >
          {words(`suppression.${name}-send`)}
        </button>
      </form>
    </PublicPage>
  );
}
