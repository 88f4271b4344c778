import type { Child } from "hono/jsx";
import { accentOf, type Colour } from "../../src/shared/pages/accent.ts";
import { PageHead } from "../components/page-head.tsx";
import type { Words } from "../page/words.ts";
import { ConflictFlash, DoneFlash, ProblemFlash } from "../staff/flash.tsx";
import { LookPreview } from "./look-preview.tsx";

/** How a form that says how something looks was answered, for the site and for a letter alike. */
export type LookFormState = {
  errors: Readonly<Record<string, string>>;
  /** The nearest colour that can be read, if what was typed cannot be. */
  colourOffer: string | null;
  hasConflict: boolean;
  done: "saved" | "unchanged" | null;
  takesImages: boolean;
};

type LookFormProps = LookFormState & {
  words: Words;
  title: string;
  lead: string;
  /** Where it is sent, and what its button says. */
  action: string;
  save: string;
  /** The state that it was made from. */
  seen: string;
  children: Child;
  preview: { colour: Colour | null; content: Child };
};

/** Such a form below what became of the last one, with a preview beside it. */
export function LookForm(props: LookFormProps) {
  const { words, done, preview } = props;
  return (
    <>
      <PageHead title={props.title} lead={props.lead} />
      <DoneFlash text={done && words(`settings.flash-${done}`)} />
      {props.hasConflict && (
        <ConflictFlash
          title={words("settings.conflict-title")}
          text={words("siteSettings.conflict-lead")}
        />
      )}
      <div class="settings">
        <form method="post" action={props.action} enctype="multipart/form-data">
          <ProblemFlash title={words("settings.problem-title")} errors={props.errors} />
          <input type="hidden" name="seen" value={props.seen} />
          {props.children}
          <button type="submit" class="button">
            {props.save}
          </button>
        </form>
        <aside class="card" aria-labelledby="preview-title">
          <h2 id="preview-title">{words("look.preview-title")}</h2>
          <p class="hint">{words("look.preview-hint")}</p>
          <LookPreview
            words={words}
            accent={preview.colour === null ? null : accentOf(preview.colour)}
          >
            {preview.content}
          </LookPreview>
        </aside>
      </div>
    </>
  );
}
