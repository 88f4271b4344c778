import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { Dropped } from "../../src/shared/markdown/dropped.ts";
import { TextAreaField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import type { Frame } from "../page/frame.ts";
import { directionOf } from "../page/language.ts";
import type { Words } from "../page/words.ts";
import { ProblemFlash } from "../staff/flash.tsx";
import { RichText } from "./rich-text.tsx";

type EditorField =
  | "title"
  | "slug"
  | "body"
  | "closing"
  | "language"
  | "publisher"
  | "author"
  | "published"
  | "tags"
  | "summary";

/** The parts of a letter that are looked at while it is written. */
export type PreviewedLetter = {
  title: string;
  language: string;
  /** The text as safe HTML. */
  textHtml: string;
  /** What the text holds and its readers do not see. */
  dropped: readonly Dropped[];
  closing: string;
};

export type LetterEditorProps = {
  frame: Frame;
  action: string;
  /** Where the script asks for the preview. */
  previewAction: string;
  typed: Readonly<Record<EditorField, string>>;
  errors: Readonly<Record<string, string>>;
  /** Null if nothing is written yet. */
  preview: PreviewedLetter | null;
  isNew: boolean;
  /** Whether what people sign cannot be changed. */
  isLocked?: boolean;
  saveLabel: string;
  /** What is said and asked before everything else. */
  first?: Child;
  /** What else the form sends, and says above its button. */
  children?: Child;
};

/** The form of a letter, with its preview next to it. */
export function LetterEditor(props: LetterEditorProps) {
  const { frame, typed, isNew } = props;
  const { words } = frame;
  return (
    <div class="editor">
      <form
        method="post"
        enctype="multipart/form-data"
        action={props.action}
        class="letter-form"
        data-preview={props.previewAction}
      >
        <ProblemFlash title={words("editor.problem-title")} errors={props.errors} />
        {props.first}
        <Line {...props} name="title" />
        {isNew && (
          <TextField
            words={words}
            name="slug"
            label={words("editor.slug-label")}
            hint={words("editor.slug-hint")}
            error={props.errors["slug"]}
            value={typed.slug}
            dir="ltr"
            isOptional
          />
        )}
        <TextAreaField
          words={words}
          name="body"
          label={words("editor.body-label")}
          hint={words("editor.body-hint")}
          error={props.errors["body"]}
          value={typed.body}
          rows={22}
          isLocked={props.isLocked === true}
        />
        {props.isLocked !== true && <RichText frame={frame} />}
        <TextAreaField
          words={words}
          name="closing"
          label={words("editor.closing-label")}
          hint={words("editor.closing-hint")}
          error={props.errors["closing"]}
          value={typed.closing}
          rows={Math.max(2, typed.closing.split("\n").length)}
          isOptional
          isLocked={props.isLocked === true}
        />
        <div class="field-row">
          <Line {...props} name="publisher" />
          <Line {...props} name="author" isOptional />
          <Line {...props} name="published" type="date" isOptional />
          <Line {...props} name="language" />
          <Line {...props} name="tags" isOptional />
        </div>
        <Line {...props} name="summary" isOptional />
        {props.children}
        <p class="toolbar">
          <button type="submit" name="action" value="save" class="button">
            {props.saveLabel}
          </button>
          <button type="submit" name="action" value="preview" class="button quiet">
            {words("editor.preview")}
          </button>
        </p>
      </form>
      <section class="preview-pane" aria-labelledby="preview-title">
        <h2 id="preview-title">{words("editor.preview-title")}</h2>
        <p class="hint" id="preview-failed" hidden>
          {words("editor.preview-failed")}
        </p>
        <div id="preview" class="sheet" tabindex={0}>
          <LetterPreview words={words} letter={props.preview} />
        </div>
      </section>
    </div>
  );
}

/** The lines that belong to what people sign. */
const LOCKED: readonly EditorField[] = ["title", "language"];

/** Hints of the fields that have one. */
const HINTS = {
  title: null,
  publisher: null,
  author: "editor.author-hint",
  published: null,
  language: "editor.language-hint",
  tags: "editor.tags-hint",
  summary: "editor.summary-hint",
} as const;

function Line(
  props: LetterEditorProps & {
    name: keyof typeof HINTS;
    type?: string;
    isOptional?: boolean;
  },
) {
  const { frame, name, type = "text", isOptional = false } = props;
  const { words } = frame;
  const hint = HINTS[name];
  return (
    <TextField
      words={words}
      name={name}
      type={type}
      label={words(`editor.${name}-label`)}
      hint={hint && words(hint)}
      error={props.errors[name]}
      value={props.typed[name]}
      isOptional={isOptional}
      isLocked={props.isLocked === true && LOCKED.includes(name)}
    />
  );
}

/** A letter as it will look: title, text, closing line. */
export function LetterPreview({ words, letter }: { words: Words; letter: PreviewedLetter | null }) {
  if (letter === null) return <p class="hint">{words("editor.preview-empty")}</p>;
  return (
    <>
      <DroppedNotice words={words} dropped={letter.dropped} />
      <article lang={letter.language} dir={directionOf(letter.language)}>
        <p class="letter-title">{letter.title}</p>
        <div class="text">{raw(letter.textHtml)}</div>
        {letter.closing !== "" && <p class="closing-lines">{letter.closing}</p>}
      </article>
    </>
  );
}

function DroppedNotice({ words, dropped }: { words: Words; dropped: readonly Dropped[] }) {
  if (dropped.length === 0) return null;
  return (
    <Notice kind="warning">
      <p>{words("editor.dropped-title")}</p>
      <ul>
        {dropped.map(({ what, name, line }) => (
          <li>{words(`editor.dropped-${what}`, { line, name })}</li>
        ))}
      </ul>
    </Notice>
  );
}
