import type { Context, Hono } from "hono";
import { LetterPeoplePage } from "../../../views/desk/people.tsx";
import type { PeopleNotice } from "../../../views/staff/people.tsx";
import { mayAppoint, type RoleName } from "../../accounts/account.ts";
import { invitePerson, listPeople, revoke } from "../../accounts/people.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm } from "../form.ts";
import { privatePage, type StaffEnv } from "../page.ts";
import { readInvitation } from "../staff/invitation.ts";
import { statusOf } from "../staff/people-outcome.ts";
import { requireStepUp } from "../staff/step-up.tsx";
import { deskProps, letterOf } from "./letter.ts";

/** The roles that are given for one letter. Administrators are made on the page of all people. */
const ROLES_OF_LETTER: readonly RoleName[] = ["moderator", "campaigner"];

export function letterPeopleRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/people", async (c) => {
    const letter = letterOf(c);
    return await page(c, deps, letter, c.req.query("invited") === "on" ? "invited" : null);
  });

  app.post("/admin/letters/:slug/people", requireStepUp(deps), async (c) => {
    const letter = letterOf(c);
    const notice = await act(c, deps, letter);
    if (notice !== null && notice !== "invited") return await page(c, deps, letter, notice);
    const invited = notice === "invited" ? "on" : null;
    return c.redirect(withQuery(paths.letterPeople(letter.slug), { invited }), 303);
  });
}

async function act(c: Context<StaffEnv>, deps: Deps, letter: Letter): Promise<PeopleNotice | null> {
  const account = c.get("account");
  const { fields } = await readForm(c);
  if (fields["action"] === "remove") {
    const accountId = fields["id"] ?? "";
    const people = await listPeople(deps, letter.id);
    const roles = people.find(({ id }) => id === accountId)?.roles ?? [];
    const role = roles.find((one) => one.id === fields["role_id"] && one.letter?.id === letter.id);
    if (role === undefined) return "unknown";
    if (!ROLES_OF_LETTER.includes(role.role)) return "not-yours";
    const outcome = await revoke(deps, account, { accountId, roleId: role.id });
    return outcome === "done" ? null : outcome;
  }
  const invitation = readInvitation(fields);
  if (fields["action"] !== "invite" || invitation === null) return "invalid";
  if (!ROLES_OF_LETTER.includes(invitation.role)) return "not-yours";
  const outcome = await invitePerson(deps, account, { ...invitation, letterId: letter.id });
  return outcome === "done" ? "invited" : outcome;
}

async function page(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  notice: PeopleNotice | null,
): Promise<Response> {
  const account = c.get("account");
  const people = await listPeople(deps, letter.id);
  const view = (
    <LetterPeoplePage
      {...deskProps(c, deps, "people")}
      people={people}
      roles={ROLES_OF_LETTER.filter((role) => mayAppoint(account, role, letter.id))}
      notice={notice}
      now={deps.clock.now()}
    />
  );
  return await privatePage(c, view, statusOf(notice));
}
