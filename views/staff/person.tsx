import { paths } from "../../src/shared/pages/paths.ts";
import type { Frame } from "../page/frame.ts";
import { StaffPage } from "./layout.tsx";
import {
  type LetterChoice,
  LetterField,
  PeopleNews,
  type PeopleNotice,
  type Person,
  RoleField,
  roleText,
} from "./people.tsx";

type PersonPageProps = {
  frame: Frame;
  accountName: string;
  person: Person;
  /** Whether it is whoever looks at the page. */
  isYou: boolean;
  letters: readonly LetterChoice[];
  notice: PeopleNotice | null;
  now: Date;
};

/** One person: their roles, and whether they may sign in. */
export function PersonPage(props: PersonPageProps) {
  const { frame, person } = props;
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={person.displayName} accountName={props.accountName}>
      <nav class="crumbs" aria-label={words("staff.path")}>
        <a href={paths.people}>{words("people.title")}</a>
      </nav>
      <h1>
        <bdi>{person.displayName}</bdi>{" "}
        {props.isYou && <span class="badge">{words("people.you")}</span>}
        {person.isDisabled && <span class="badge">{words("people.disabled")}</span>}
      </h1>
      <PeopleNews words={words} notice={props.notice} />
      <Facts {...props} />
      <div class="person">
        <Roles {...props} />
        <form class="card" method="post" action={paths.person(person.id)}>
          <h2>{words("people.grant-title")}</h2>
          <RoleField words={words} roles={["moderator", "campaigner", "administrator"]} />
          <LetterField words={words} letters={props.letters} />
          <button type="submit" class="button quiet" name="action" value="grant">
            {words("people.grant")}
          </button>
        </form>
        {!props.isYou && <AccessForm {...props} />}
      </div>
    </StaffPage>
  );
}

function Facts({ frame, person, now }: PersonPageProps) {
  const { words } = frame;
  return (
    <dl class="card facts">
      <div>
        <dt>{words("people.column-factor")}</dt>
        <dd>{words(person.hasSecondFactor ? "people.has-factor" : "people.no-factor")}</dd>
      </div>
      <div>
        <dt>{words("people.column-seen")}</dt>
        <dd>{person.seenAt ? words.ago(person.seenAt, now) : words("people.never")}</dd>
      </div>
    </dl>
  );
}

function Roles({ frame, person }: PersonPageProps) {
  const { words } = frame;
  return (
    <section class="card" aria-labelledby="roles">
      <h2 id="roles">{words("people.roles")}</h2>
      {person.roles.length === 0 && <p>{words("people.no-roles")}</p>}
      <ul class="roles">
        {person.roles.map((role) => (
          <li>
            <span>{roleText(words, role)}</span>
            <form method="post" action={paths.person(person.id)}>
              <input type="hidden" name="action" value="revoke" />
              <button
                type="submit"
                class="link"
                name="role_id"
                value={role.id}
                aria-label={words("people.revoke-which", { role: roleText(words, role) })}
              >
                {words("people.revoke")}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AccessForm({ frame, person }: PersonPageProps) {
  const { words } = frame;
  const { isDisabled } = person;
  return (
    <form class="card" method="post" action={paths.person(person.id)}>
      <h2>{words("people.access")}</h2>
      <p>{words(isDisabled ? "people.disabled-lead" : "people.disable-lead")}</p>
      <button
        type="submit"
        class={isDisabled ? "button quiet" : "button danger"}
        name="action"
        value={isDisabled ? "enable" : "disable"}
      >
        {words(isDisabled ? "people.enable" : "people.disable")}
      </button>
    </form>
  );
}
