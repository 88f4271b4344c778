import { paths } from "../../src/shared/pages/paths.ts";
import type { Words } from "../page/words.ts";

/** Warns before a session ends. A script shows it; without one nothing changes. */
export function SessionBar({ words }: { words: Words }) {
  return (
    <form
      class="session-bar"
      method="post"
      action={paths.session}
      aria-label={words("session.label")}
      data-failed={words("session.failed")}
      hidden
    >
      <p role="alert" data-idle={words("session.idle")} data-ends={words("session.ends")} />
      <button type="submit" class="button">
        {words("session.stay")}
      </button>
    </form>
  );
}
