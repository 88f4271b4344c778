import { paths } from "../../src/shared/pages/paths.ts";
import { CheckField, TextField } from "../components/field.tsx";
import { PageHead } from "../components/page-head.tsx";
import { ConflictFlash, DoneFlash, ProblemFlash } from "../staff/flash.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";

type NumberName = "goal" | "submissionsPerClientMax" | "contactMonths" | "rejectedMonths";
type LineName = "controller" | "contact" | "replyTo" | "closesAt" | NumberName;
type TickName = "listed" | "noindex" | "showsVerification" | "affiliationsNote" | "showsFigures";

export type SettingsPageProps = DeskProps & {
  publisher: string;
  typed: Readonly<Record<LineName | TickName | "timeZone", string>>;
  errors: Readonly<Record<string, string>>;
  /**
   * The state that the form was made from: sent back, so that nobody overwrites what they have not
   * seen.
   */
  seen: string;
  /** What somebody else saved meanwhile, as sentences by field; null if nobody did. */
  conflict: Readonly<Record<string, string>> | null;
  done: "saved" | "unchanged" | null;
  bounds: { min: number; max: number };
  /** How many months something can be kept; and after signing, where nothing closes the letter. */
  months: { min: number; max: number; signed: number };
  /** The name of the letter's language, and whether its form and its mails are in it as well. */
  language: { name: string; isSpoken: boolean };
};

export function SettingsPage(props: SettingsPageProps) {
  const { frame, letter, done } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("settings.title-of", { title: letter.title })}>
      <PageHead title={words("settings.title")} lead={words("settings.lead")} />
      <DoneFlash text={done && words(`settings.flash-${done}`)} />
      {props.conflict && (
        <ConflictFlash
          title={words("settings.conflict-title")}
          text={words("settings.conflict-lead")}
        />
      )}
      <div class="settings">
        <form method="post" action={paths.letterSettings(letter.slug)}>
          <ProblemFlash title={words("settings.problem-title")} errors={props.errors} />
          <input type="hidden" name="seen" value={props.seen} />
          <Fields {...props} />
          <button type="submit" class="button">
            {words("settings.save")}
          </button>
        </form>
        <More {...props} />
      </div>
    </DeskPage>
  );
}

function Fields(props: SettingsPageProps) {
  const { words } = props.frame;
  const { publisher } = props;
  return (
    <>
      <section class="card" aria-labelledby="who">
        <h2 id="who">{words("settings.who-title")}</h2>
        <Line
          {...props}
          name="controller"
          hint={words("settings.controller-hint", { publisher })}
          isOptional
        />
        <Line {...props} name="contact" hint={words("settings.contact-hint")} isOptional />
        <Line {...props} name="replyTo" hint={words("settings.replyTo-hint")} isOptional />
      </section>
      <section class="card" aria-labelledby="when">
        <h2 id="when">{words("settings.when-title")}</h2>
        <Line
          {...props}
          name="closesAt"
          type="datetime-local"
          hint={words("settings.closesAt-hint")}
          isOptional
        />
        <TimeZoneField
          words={words}
          label={words("settings.timeZone-label")}
          hint={words("settings.timeZone-hint")}
          error={props.errors["timeZone"] ?? props.conflict?.["timeZone"]}
          value={props.typed.timeZone}
        />
      </section>
      <section class="card" aria-labelledby="where">
        <h2 id="where">{words("settings.where-title")}</h2>
        <Tick {...props} name="listed" />
        <Tick {...props} name="noindex" />
        <Tick {...props} name="showsVerification" />
        <Tick {...props} name="affiliationsNote" />
        <Tick {...props} name="showsFigures" />
      </section>
      <section class="card" aria-labelledby="limits">
        <h2 id="limits">{words("settings.limits-title")}</h2>
        <Line {...props} name="goal" hint={words("settings.goal-hint")} isOptional />
        <Line
          {...props}
          name="submissionsPerClientMax"
          hint={words("settings.submissionsPerClientMax-hint", props.bounds)}
        />
      </section>
      <section class="card" aria-labelledby="kept">
        <h2 id="kept">{words("settings.kept-title")}</h2>
        <Line
          {...props}
          name="contactMonths"
          hint={words("settings.contactMonths-hint", props.months)}
        />
        <Line
          {...props}
          name="rejectedMonths"
          hint={words("settings.rejectedMonths-hint", props.months)}
        />
        <p>
          <a href={paths.retention(props.letter.slug)}>{words("settings.kept-link")}</a>
        </p>
      </section>
    </>
  );
}

const NUMBERS: readonly LineName[] = [
  "goal",
  "submissionsPerClientMax",
  "contactMonths",
  "rejectedMonths",
];

function Line(
  props: SettingsPageProps & {
    name: LineName;
    hint: string;
    type?: string;
    isOptional?: boolean;
  },
) {
  const { frame, name, hint, type = "text", isOptional = false } = props;
  return (
    <TextField
      words={frame.words}
      name={name}
      type={type}
      label={frame.words(`settings.${name}-label`)}
      hint={hint}
      error={props.errors[name] ?? props.conflict?.[name]}
      value={props.typed[name]}
      isOptional={isOptional}
      {...(NUMBERS.includes(name) && { inputmode: "numeric" })}
    />
  );
}

function Tick(props: SettingsPageProps & { name: TickName }) {
  const { frame, name } = props;
  return (
    <CheckField
      words={frame.words}
      name={name}
      label={frame.words(`settings.${name}-label`)}
      error={props.errors[name] ?? props.conflict?.[name]}
      isTicked={props.typed[name] === "on"}
    />
  );
}

function More({ frame, letter, language }: SettingsPageProps) {
  const { words } = frame;
  return (
    <aside class="card" aria-labelledby="more">
      <h2 id="more">{words("settings.more-title")}</h2>
      <ul class="links">
        <li>
          <a href={paths.letterPeople(letter.slug)}>{words("settings.people")}</a>
        </li>
        <li>
          <a href={paths.letterReasons(letter.slug)}>{words("settings.reasons")}</a>
        </li>
      </ul>
      <h2>{words("settings.language")}</h2>
      <p>
        {words(language.isSpoken ? "settings.language-spoken" : "settings.language-unspoken", {
          language: language.name,
        })}
      </p>
    </aside>
  );
}
