import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import { ConflictFlash, DoneFlash } from "../staff/flash.tsx";
import { StaffPage } from "../staff/layout.tsx";
import {
  LetterEditor,
  type LetterEditorProps,
  LetterPreview,
  type PreviewedLetter,
} from "./editor.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";
import {
  ProposedChange,
  type ReviewedChange,
  TextReview,
  type WaitingChange,
} from "./text-change.tsx";

type Typed = LetterEditorProps["typed"];

/** How many signed a version; `isMore` if counting stopped there and there are more. */
type SignedCount = { count: number; isMore: boolean };

type VersionRow = { id: string; number: number; language: string; createdAt: Date };

type EditorProps = {
  frame: Frame;
  accountName: string;
  typed: Typed;
  errors: Readonly<Record<string, string>>;
  preview: PreviewedLetter | null;
};

export type EditPageProps = DeskProps &
  EditorProps & {
    /**
     * The state that the form was made from: sent back, so that nobody overwrites what they did not
     * see.
     */
    seen: string;
    version: { id: string; number: number };
    signed: SignedCount;
    versions: readonly VersionRow[];
    /** The fields that somebody else saved meanwhile and that differ. */
    conflict: { name: keyof Typed; value: string }[] | null;
    /** The number of the version that was just saved; 0 if the text is unchanged. */
    saved: number | null;
    /** What the last decision on a proposed correction did. */
    decided: "proposed" | "discarded" | "gone" | "own" | null;
    /** Whether its text is locked. */
    isLocked: boolean;
    review: ReviewedChange | null;
    waiting: WaitingChange | null;
  };

function EditorScripts({ asset }: Pick<Frame, "asset">) {
  return (
    <>
      <script type="module" src={asset("letter-editor.js")} />
      <script type="module" src={asset("rich-text.js")} />
    </>
  );
}

/** Makes a letter. */
export function NewLetterPage(props: EditorProps) {
  const { words, asset } = props.frame;
  return (
    <StaffPage
      frame={props.frame}
      title={words("editor.new-title")}
      accountName={props.accountName}
      scripts={<EditorScripts asset={asset} />}
    >
      <PageHead title={words("editor.new-title")} lead={words("editor.new-lead")} />
      <LetterEditor
        {...props}
        action={paths.newLetter}
        previewAction={paths.newLetterPreview}
        isNew
        saveLabel={words("editor.create")}
      />
    </StaffPage>
  );
}

/** Changes the text of a letter, and lists its versions. */
export function EditLetterPage(props: EditPageProps) {
  const { frame, letter, saved } = props;
  const { words, asset } = frame;
  return (
    <DeskPage
      {...props}
      title={words("editor.edit-title-of", { title: letter.title })}
      scripts={<EditorScripts asset={asset} />}
    >
      <PageHead title={words("editor.edit-title")} lead={words("editor.edit-lead")} />
      <DoneFlash text={saved === null ? null : savedSentence(props, saved)} />
      <DoneFlash text={props.decided && words(`textChange.flash-${props.decided}`)} />
      {props.waiting && <ProposedChange words={words} slug={letter.slug} waiting={props.waiting} />}
      {props.isLocked && <Notice kind="info">{words("textChange.locked")}</Notice>}
      {props.conflict !== null && <Conflict {...props} conflict={props.conflict} />}
      <LetterEditor
        {...props}
        action={paths.letterEdit(letter.slug)}
        previewAction={paths.letterEditPreview(letter.slug)}
        isNew={false}
        saveLabel={words("editor.save")}
        first={
          props.review && (
            <TextReview words={words} review={props.review} error={props.errors["change_reason"]} />
          )
        }
      >
        <input type="hidden" name="seen" value={props.seen} />
        {!props.isLocked && <Notice kind="info">{warning(props)}</Notice>}
      </LetterEditor>
      <Versions {...props} />
    </DeskPage>
  );
}

function savedSentence({ frame: { words } }: EditPageProps, number: number): string {
  return number === 0 ? words("editor.flash-saved") : words("editor.flash-version", { number });
}

function warning({ frame: { words }, version: { number }, signed }: EditPageProps): string {
  const { count, isMore } = signed;
  return words(isMore ? "editor.warns-signed-more" : "editor.warns-signed", { count, number });
}

function Conflict(props: EditPageProps & { conflict: { name: keyof Typed; value: string }[] }) {
  const { words } = props.frame;
  const { number } = props.version;
  return (
    <>
      <ConflictFlash title={words("editor.conflict-title")} text={words("editor.conflict-lead")} />
      <section class="card saved-now" aria-labelledby="saved-now">
        <h2 id="saved-now">{words("editor.conflict-saved-title", { number })}</h2>
        <dl>
          {props.conflict.map(({ name, value }) => (
            <>
              <dt>{words(`editor.${name}-label`)}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ))}
        </dl>
      </section>
    </>
  );
}

function Versions({ frame, letter, version, versions }: EditPageProps) {
  const { words } = frame;
  return (
    <section class="versions" aria-labelledby="versions">
      <h2 id="versions">{words("editor.versions-title")}</h2>
      {versions.length > 1 && letter.state === "open" && (
        <p>
          <a href={paths.reaffirm(letter.slug)}>{words("reaffirm.link")}</a>
        </p>
      )}
      <table class="table stacks">
        <thead>
          <tr>
            <th scope="col">{words("editor.column-version")}</th>
            <th scope="col">{words("editor.column-language")}</th>
            <th scope="col">{words("editor.column-saved")}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ id, number, language, createdAt }) => (
            <tr>
              <td data-label={words("editor.column-version")}>
                <a href={paths.letterVersion(letter.slug, id)}>
                  {words("editor.version-name", { number })}
                </a>{" "}
                {id === version.id && <span class="badge">{words("editor.version-current")}</span>}
              </td>
              <td data-label={words("editor.column-language")}>{words.languageName(language)}</td>
              <td data-label={words("editor.column-saved")}>
                <time datetime={createdAt.toISOString()}>{words.moment(createdAt)} UTC</time>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One version of a letter, as it was signed. */
export function LetterVersionPage(
  props: DeskProps & {
    text: PreviewedLetter;
    version: { number: number; createdAt: Date };
    signed: SignedCount;
  },
) {
  const { frame, letter, version, signed } = props;
  const { words } = frame;
  const day = words.moment(version.createdAt);
  const title = words("editor.version-title", { number: version.number, day });
  const { count, isMore } = signed;
  const signedWords = isMore ? "editor.version-signed-more" : "editor.version-signed";
  return (
    <DeskPage {...props} title={title}>
      <PageHead title={title} lead={words(signedWords, { count })}>
        <a class="button quiet" href={paths.letterEdit(letter.slug)}>
          {words("editor.version-back")}
        </a>
      </PageHead>
      <div class="sheet">
        <LetterPreview words={words} letter={props.text} />
      </div>
    </DeskPage>
  );
}
