import { paths } from "../../src/shared/pages/paths.ts";
import { TextField } from "../components/field.tsx";
import { ProblemFlash } from "../staff/flash.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

/** Asks for the address of a new draft, and says what comes along. */
export function CopyPage(
  props: DeskProps & {
    /** What was typed. */
    slug: string;
    error: "slug-invalid" | "slug-taken" | null;
  },
) {
  const { frame, letter, slug, error } = props;
  const { words } = frame;
  const sentence = error && words(`editor.error-${error}`);
  return (
    <DeskPage {...props} title={words("copies.copy-title")}>
      <div class="card narrow">
        <h1>{words("copies.copy-title")}</h1>
        <p>{words("copies.copy-what")}</p>
        <form method="post" action={paths.letterCopy(letter.slug)}>
          <ProblemFlash
            title={words("settings.problem-title")}
            errors={sentence ? { slug: sentence } : {}}
          />
          <TextField
            words={words}
            name="slug"
            label={words("editor.slug-label")}
            hint={words("copies.slug-hint")}
            error={sentence ?? undefined}
            value={slug}
            dir="ltr"
          />
          <div class="toolbar">
            <button type="submit" class="button">
              {words("copies.copy")}
            </button>
            <a class="button quiet" href={paths.letterOverview(letter.slug)}>
              {words("overview.leave-it")}
            </a>
          </div>
        </form>
      </div>
    </DeskPage>
  );
}

/** Asks before a draft is deleted, and says what goes with it, or why it cannot be deleted. */
export function DeletePage(
  props: DeskProps & { goes: { versions: number; tests: number; people: number } | null },
) {
  const { frame, letter, goes } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("copies.delete-title")}>
      <div class="card narrow">
        <h1>{words("copies.delete-title")}</h1>
        {goes === null ? (
          <p>{words("copies.delete-impossible")}</p>
        ) : (
          <p>{words("copies.delete-what", { ...goes, title: letter.title })}</p>
        )}
        <form method="post" action={paths.letterDelete(letter.slug)} class="toolbar">
          {goes !== null && (
            <button type="submit" class="button danger">
              {words("copies.delete")}
            </button>
          )}
          <a class="button quiet" href={paths.letterOverview(letter.slug)}>
            {words("overview.leave-it")}
          </a>
        </form>
      </div>
    </DeskPage>
  );
}
