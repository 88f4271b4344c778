import { paths } from "../../src/shared/pages/paths.ts";
import { RadioField, SelectField, TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { PageHead } from "../components/page-head.tsx";
import type { Frame } from "../page/frame.ts";
import type { Words } from "../page/words.ts";
import { StaffPage } from "./layout.tsx";

/** The answer of a page about people to what was asked of it. */
export type PeopleNotice =
  | "invited"
  | "invalid"
  | "not-yours"
  | "unknown"
  | "last-administrator"
  | "yourself"
  | "disabled"
  | "too-many";

export type RoleOfPerson = "administrator" | "campaigner" | "moderator";

/** A role, for one letter or (null) for all. */
export type PersonRole = { id: string; role: RoleOfPerson; letter: { slug: string } | null };

export type Person = {
  id: string;
  displayName: string;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  seenAt: Date | null;
  roles: readonly PersonRole[];
};

export type LetterChoice = { slug: string; title: string };

/** Everybody who looks after letters. */
export function PeoplePage(props: {
  frame: Frame;
  accountName: string;
  people: readonly Person[];
  letters: readonly LetterChoice[];
  notice: PeopleNotice | null;
  now: Date;
}) {
  const { frame, now } = props;
  const { words } = frame;
  return (
    <StaffPage frame={frame} title={words("people.title")} accountName={props.accountName}>
      <PageHead title={words("people.title")} lead={words("people.lead")} />
      <PeopleNews words={words} notice={props.notice} />
      <div class="people-columns">
        <table class="table stacks">
          <PeopleHead words={words} />
          <tbody>
            {props.people.map((person) => (
              <tr>
                <td data-label={words("people.column-name")}>
                  <a href={paths.person(person.id)}>
                    <bdi>{person.displayName}</bdi>
                  </a>{" "}
                  {person.isDisabled && <span class="badge">{words("people.disabled")}</span>}
                </td>
                <td data-label={words("people.column-roles")}>
                  {person.roles.length === 0
                    ? words("people.no-roles")
                    : person.roles.map((role) => <span class="line">{roleText(words, role)}</span>)}
                </td>
                <PersonCells frame={frame} person={person} now={now} />
              </tr>
            ))}
          </tbody>
        </table>
        <InviteForm
          frame={frame}
          action={paths.people}
          roles={["moderator", "campaigner", "administrator"]}
          letters={props.letters}
        />
      </div>
    </StaffPage>
  );
}

export function PeopleHead({ words, children }: { words: Words; children?: unknown }) {
  return (
    <thead>
      <tr>
        <th scope="col">{words("people.column-name")}</th>
        <th scope="col">{words("people.column-roles")}</th>
        <th scope="col">{words("people.column-factor")}</th>
        <th scope="col">{words("people.column-seen")}</th>
        {children}
      </tr>
    </thead>
  );
}

/** Whether somebody has a second factor, and when they were last seen. */
export function PersonCells(props: { frame: Frame; person: Person; now: Date }) {
  const { frame, person, now } = props;
  const { words } = frame;
  return (
    <>
      <td data-label={words("people.column-factor")}>
        {words(person.hasSecondFactor ? "people.has-factor" : "people.no-factor")}
      </td>
      <td data-label={words("people.column-seen")}>
        {person.seenAt ? (
          <time datetime={person.seenAt.toISOString()} title={`${words.moment(person.seenAt)} UTC`}>
            {words.ago(person.seenAt, now)}
          </time>
        ) : (
          words("people.never")
        )}
      </td>
    </>
  );
}

export function PeopleNews({ words, notice }: { words: Words; notice: PeopleNotice | null }) {
  if (notice === null) return null;
  return (
    <Notice kind={notice === "invited" ? "success" : "error"} role="alert">
      {words(`people.notice-${notice}`)}
    </Notice>
  );
}

/**
 * Invites somebody: for one of these letters or all, or for the page's letter if none are given.
 */
export function InviteForm(props: {
  frame: Frame;
  action: string;
  roles: readonly RoleOfPerson[];
  letters: readonly LetterChoice[] | null;
}) {
  const { frame, letters } = props;
  const { words } = frame;
  return (
    <form class="card" method="post" action={props.action} novalidate>
      <h2>{words("people.invite-title")}</h2>
      <p>{words("people.invite-lead")}</p>
      <input type="hidden" name="action" value="invite" />
      <TextField
        words={words}
        name="email"
        label={words("people.invite-email")}
        value=""
        type="email"
        inputmode="email"
        autocomplete="off"
        dir="ltr"
      />
      <TextField
        words={words}
        name="name"
        label={words("people.invite-name")}
        hint={words("people.invite-name-hint")}
        value=""
        autocomplete="off"
        isOptional
      />
      <RoleField words={words} roles={props.roles} />
      {letters !== null && <LetterField words={words} letters={letters} />}
      <button type="submit" class="button">
        {words("people.invite")}
      </button>
    </form>
  );
}

/** A choice of roles, the smallest first. */
export function RoleField({ words, roles }: { words: Words; roles: readonly RoleOfPerson[] }) {
  return (
    <RadioField
      words={words}
      name="role"
      label={words("people.role")}
      value={roles[0] ?? ""}
      options={roles.map((role) => ({
        value: role,
        label: words(`people.role-${role}`),
        hint: words(`people.role-hint-${role}`),
      }))}
    />
  );
}

/** A choice of one letter, or all. */
export function LetterField(props: { words: Words; letters: readonly LetterChoice[] }) {
  const { words, letters } = props;
  return (
    <SelectField
      words={words}
      name="letter"
      label={words("people.letter")}
      value=""
      options={[
        { value: "", label: words("people.all-letters") },
        ...letters.map(({ slug, title }) => ({ value: slug, label: title })),
      ]}
    />
  );
}

/** A role in words, with what it is for. */
export function roleText(words: Words, { role, letter }: PersonRole): string {
  const name = words(`people.role-${role}`);
  return letter === null
    ? words("people.for-all", { role: name })
    : words("people.for-one", { role: name, letter: letter.slug });
}
