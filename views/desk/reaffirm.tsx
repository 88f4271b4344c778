import { paths } from "../../src/shared/pages/paths.ts";
import { PageHead } from "../components/page-head.tsx";
import { FactRows } from "../staff/facts.tsx";
import { DoneFlash } from "../staff/flash.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

export type ReaffirmFlash = "begun" | "other-text" | "closed" | "nobody";

export type ReaffirmPageProps = DeskProps & {
  /** The number of the letter's current text. */
  about: number;
  /** How many signed it. */
  current: number;
  earlier: { total: number; toAsk: number; withoutAddress: number; suppressed: number };
  progress: {
    begunAt: Date | null;
    isUnderWay: boolean;
    asked: number;
    mailed: number;
    answered: number;
    withdrew: number;
  };
  isOpen: boolean;
  /** The mail; null if nobody signed an earlier text. */
  preview: { subject: string; text: string; signedOn: Date } | null;
  flash: ReaffirmFlash | null;
};

/** Who signed an earlier text, what came of asking them, and the press that asks. */
export function ReaffirmPage(props: ReaffirmPageProps) {
  const { frame, letter, earlier, progress, flash } = props;
  const { words } = frame;
  const fact = (
    name: "current" | "earlier" | "to-ask" | "without-address" | "suppressed",
    count: number,
  ) => ({ label: words(`reaffirm.${name}`), value: words.number(count) });
  return (
    <DeskPage {...props} title={words("reaffirm.title-of", { title: letter.title })}>
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={paths.letterEdit(letter.slug)}>{words("rooms.edit")}</a>
      </nav>
      <PageHead title={words("reaffirm.title")} lead={words("reaffirm.lead")} />
      <DoneFlash text={flash && words(`reaffirm.flash-${flash}`)} />
      <section aria-labelledby="who">
        <h2 id="who">{words("reaffirm.numbers-title")}</h2>
        <dl class="card facts">
          <FactRows
            facts={[
              fact("current", props.current),
              fact("earlier", earlier.total),
              fact("to-ask", earlier.toAsk),
              fact("without-address", earlier.withoutAddress),
              fact("suppressed", earlier.suppressed),
            ]}
          />
        </dl>
        <Press {...props} />
      </section>
      {progress.begunAt && <Progress {...props} />}
      {props.preview && <Preview {...props} preview={props.preview} />}
    </DeskPage>
  );
}

function Press({ frame, letter, about, earlier, progress, isOpen }: ReaffirmPageProps) {
  const { words } = frame;
  if (!isOpen) return <p class="hint">{words("reaffirm.closed")}</p>;
  if (progress.isUnderWay) return <p>{words("reaffirm.under-way")}</p>;
  if (earlier.toAsk === 0) return <p class="hint">{words("reaffirm.nobody")}</p>;
  return (
    <form method="post" action={paths.reaffirm(letter.slug)}>
      <input type="hidden" name="about" value={about} />
      <button type="submit" class="button">
        {words("reaffirm.press", { count: earlier.toAsk })}
      </button>
      <p class="hint">{words("reaffirm.press-hint")}</p>
    </form>
  );
}

function Progress({ frame, letter, progress }: ReaffirmPageProps) {
  const { words } = frame;
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{words("reaffirm.progress-title")}</h2>
      <dl class="card facts">
        <FactRows
          facts={(["asked", "mailed", "answered", "withdrew"] as const).map((name) => ({
            label: words(`reaffirm.${name}`),
            value: words.number(progress[name]),
          }))}
        />
      </dl>
      <p>
        <a href={paths.reaffirm(letter.slug)}>{words("reaffirm.refresh")}</a>
      </p>
    </section>
  );
}

function Preview(
  props: ReaffirmPageProps & { preview: NonNullable<ReaffirmPageProps["preview"]> },
) {
  const { frame, preview, letter } = props;
  const { words } = frame;
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{words("reaffirm.preview-title")}</h2>
      <p>{words("reaffirm.preview-lead", { day: words.day(preview.signedOn) })}</p>
      <div class="card mail-preview" lang={letter.language} dir="auto">
        <p>
          <strong>{preview.subject}</strong>
        </p>
        <pre>{preview.text}</pre>
      </div>
    </section>
  );
}
