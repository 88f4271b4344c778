import type { Child } from "hono/jsx";
import type { Accent } from "../../src/shared/pages/accent.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";

/** How a public page begins, in both themes, with what can be pressed in its colour. */
export function LookPreview(props: { words: Words; accent: Accent | null; children: Child }) {
  const { words, accent } = props;
  return (
    <div class="look-preview">
      {accent && <link rel="stylesheet" href={paths.accentSheet(accent, "preview")} />}
      {(["light", "dark"] as const).map((theme) => (
        <div class="look-sample" data-theme={theme}>
          {props.children}
          <p class="sample">
            <span class="button">{words("letter.sign")}</span>{" "}
            <span class="link">{words("look.sample-link")}</span>
          </p>
        </div>
      ))}
    </div>
  );
}
