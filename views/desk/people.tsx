import { paths } from "../../src/shared/pages/paths.ts";
import { Empty } from "../components/empty.tsx";
import { PageHead } from "../components/page-head.tsx";
import {
  InviteForm,
  PeopleHead,
  PeopleNews,
  type PeopleNotice,
  type Person,
  PersonCells,
  type RoleOfPerson,
  roleText,
} from "../staff/people.tsx";
import { DeskPage, type DeskProps } from "./layout.tsx";

type LetterPeopleProps = DeskProps & {
  people: readonly Person[];
  /** What whoever looks at the page may give and take. */
  roles: readonly RoleOfPerson[];
  notice: PeopleNotice | null;
  now: Date;
};

export function LetterPeoplePage(props: LetterPeopleProps) {
  const { frame, letter } = props;
  const { words } = frame;
  return (
    <DeskPage {...props} title={words("people.title-of-letter")}>
      <PageHead title={words("people.title-of-letter")} lead={words("people.lead-of-letter")} />
      <PeopleNews words={words} notice={props.notice} />
      <div class="people-columns">
        {props.people.length === 0 ? (
          <Empty title={words("people.none")}>
            <p>{words("people.none-next")}</p>
          </Empty>
        ) : (
          <table class="table stacks">
            <PeopleHead words={words}>
              <td />
            </PeopleHead>
            <tbody>{props.people.flatMap((person) => rowsOf(props, person))}</tbody>
          </table>
        )}
        <InviteForm
          frame={frame}
          action={paths.letterPeople(letter.slug)}
          roles={props.roles}
          letters={null}
        />
      </div>
    </DeskPage>
  );
}

function rowsOf({ frame, letter, roles, now }: LetterPeopleProps, person: Person) {
  const { words } = frame;
  return person.roles
    .filter((role) => role.letter?.slug === letter.slug)
    .map((role) => {
      const name = person.displayName;
      const which = { name, role: roleText(words, role) };
      return (
        <tr>
          <td data-label={words("people.column-name")}>
            <bdi>{name}</bdi>{" "}
            {person.isDisabled && <span class="badge">{words("people.disabled")}</span>}
          </td>
          <td data-label={words("people.column-roles")}>{words(`people.role-${role.role}`)}</td>
          <PersonCells frame={frame} person={person} now={now} />
          <td class="act">
            {roles.includes(role.role) && (
              <form method="post" action={paths.letterPeople(letter.slug)}>
                <input type="hidden" name="action" value="remove" />
                <input type="hidden" name="id" value={person.id} />
                <button
                  type="submit"
                  class="link"
                  name="role_id"
                  value={role.id}
                  aria-label={words("people.remove-which", which)}
                >
                  {words("people.remove")}
                </button>
              </form>
            )}
          </td>
        </tr>
      );
    });
}
