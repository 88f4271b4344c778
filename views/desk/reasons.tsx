import type { Child } from "hono/jsx";
import { paths } from "../../src/shared/pages/paths.ts";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Words } from "../page/words.ts";
import { DeskPage, type DeskProps } from "./layout.tsx";

export type ReasonFormProps = {
  label: string;
  sentences: readonly { language: string; languageName: string; text: string }[];
  silent: boolean;
  /** What was wrong with it as it was sent; null if nothing was. */
  problem: string | null;
};

export type ReasonItem = { code: string; label: string; silent: boolean; form: ReasonFormProps };

export type ReasonsPageProps = DeskProps & {
  news: "add" | "save" | "up" | "down" | "retire" | "restore" | "reset" | null;
  problem: string | null;
  reasons: readonly ReasonItem[];
  retired: readonly ReasonItem[];
  newReason: ReasonFormProps;
  /** How many of those in use are the letter's own. */
  own: number;
  /** Whether the list is the standard one, so that there is nothing to reset. */
  isStandard: boolean;
};

/** The reasons of a letter, in the order of the keys that choose them. */
export function ReasonsPage(props: ReasonsPageProps) {
  const { frame, letter, reasons } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("reasons.title-of", { title: letter.title })}>
      <PageHead title={words("reasons.title")} lead={words("reasons.lead")} />
      {props.problem && (
        <Notice kind="error" role="alert">
          {props.problem}
        </Notice>
      )}
      {props.news && (
        <Notice kind="success" role="status">
          {words(`reasons.news-${props.news}`)}
        </Notice>
      )}
      <h2 class="visually-hidden">{words("reasons.list")}</h2>
      <ol class="reasons">
        {reasons.map((item, index) => (
          <Reason words={words} letter={letter} item={item} place={index} count={reasons.length} />
        ))}
      </ol>
      <Retired {...props} />
      <div class="reasons-more">
        <section class="card" aria-labelledby="add-title">
          <h2 id="add-title">{words("reasons.add-title")}</h2>
          <ReasonForm
            words={words}
            letter={letter}
            id="new"
            form={props.newReason}
            action="add"
            send={words("reasons.add")}
          />
        </section>
        {!props.isStandard && (
          <section class="card" aria-labelledby="reset-title">
            <h2 id="reset-title">{words("reasons.reset-title")}</h2>
            <p>{words("reasons.reset-lead", { own: props.own })}</p>
            <form method="post" action={paths.letterReasons(letter.slug)}>
              <button type="submit" class="button danger" name="action" value="reset">
                {words("reasons.reset")}
              </button>
            </form>
          </section>
        )}
      </div>
    </DeskPage>
  );
}

type ItemProps = { words: Words; letter: { slug: string }; item: ReasonItem };

function Reason(props: ItemProps & { place: number; count: number }) {
  const { words, letter, item, place, count } = props;
  const { code, label, form } = item;
  const [first] = form.sentences;
  return (
    <li>
      <span class="key" aria-hidden="true">
        {place < 9 ? place + 1 : ""}
      </span>
      <div>
        <strong>
          <bdi>{label}</bdi>
        </strong>
        {item.silent ? (
          <span class="badge">{words("reasons.silent")}</span>
        ) : (
          <bdi class="sentence" lang={first?.language}>
            {first?.text}
          </bdi>
        )}
        <details open={form.problem !== null}>
          <summary aria-label={words("reasons.edit-one", { label })}>
            {words("reasons.edit")}
          </summary>
          <ReasonForm
            words={words}
            letter={letter}
            form={form}
            code={code}
            id={code}
            action="save"
            send={words("reasons.save")}
          />
        </details>
      </div>
      <form method="post" action={paths.letterReasons(letter.slug)} class="places">
        <input type="hidden" name="code" value={code} />
        <PlaceButton name="up" words={words} label={label} isDead={place === 0}>
          ↑
        </PlaceButton>
        <PlaceButton name="down" words={words} label={label} isDead={place === count - 1}>
          ↓
        </PlaceButton>
        <PlaceButton name="retire" words={words} label={label} isDead={count === 1}>
          {words("reasons.retire")}
        </PlaceButton>
      </form>
    </li>
  );
}

function PlaceButton(props: {
  words: Words;
  name: "up" | "down" | "retire" | "restore";
  label: string;
  isDead?: boolean;
  children: Child;
}) {
  const { words, name, label } = props;
  return (
    <button
      type="submit"
      class="button quiet"
      name="action"
      value={name}
      title={words(`reasons.${name}`)}
      aria-label={words(`reasons.${name}-one`, { label })}
      disabled={props.isDead}
    >
      {props.children}
    </button>
  );
}

function ReasonForm(props: {
  words: Words;
  letter: { slug: string };
  /** Tells the fields of one form from those of another. */
  id: string;
  code?: string;
  form: ReasonFormProps;
  action: "add" | "save";
  send: string;
}) {
  const { words, letter, id, code, form } = props;
  return (
    <form method="post" action={paths.letterReasons(letter.slug)} class="reason-form">
      {code !== undefined && <input type="hidden" name="code" value={code} />}
      {form.problem && <p class="error">{form.problem}</p>}
      <label for={`label-${id}`}>{words("reasons.label")}</label>
      <input id={`label-${id}`} type="text" name="label" value={form.label} dir="auto" />
      {form.sentences.map(({ language, languageName, text }) => (
        <>
          <label for={`sentence-${language}-${id}`}>
            {words("reasons.sentence", { language: languageName })}
          </label>
          <textarea
            id={`sentence-${language}-${id}`}
            name={`sentence-${language}`}
            lang={language}
            dir="auto"
            rows={2}
            aria-describedby={`hint-${id}`}
          >
            {text}
          </textarea>
        </>
      ))}
      <p class="hint" id={`hint-${id}`}>
        {words("reasons.sentence-hint")}
      </p>
      <label class="choice">
        <input type="checkbox" name="silent" value="on" checked={form.silent} />
        <span>
          {words("reasons.silent-label")}
          <small>{words("reasons.silent-hint")}</small>
        </span>
      </label>
      <button type="submit" class="button" name="action" value={props.action}>
        {props.send}
      </button>
    </form>
  );
}

function Retired({ frame, letter, retired }: ReasonsPageProps) {
  const { words } = frame;
  if (retired.length === 0) return null;
  return (
    <section aria-labelledby="retired-title">
      <h2 id="retired-title">{words("reasons.retired")}</h2>
      <p class="hint">{words("reasons.retired-lead")}</p>
      <ul class="reasons">
        {retired.map(({ code, label }) => (
          <li>
            <div>
              <bdi>{label}</bdi>
            </div>
            <form method="post" action={paths.letterReasons(letter.slug)} class="places">
              <input type="hidden" name="code" value={code} />
              <PlaceButton name="restore" words={words} label={label}>
                {words("reasons.restore")}
              </PlaceButton>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
