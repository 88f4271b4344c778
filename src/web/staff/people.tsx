import type { Context, Hono } from "hono";
import { z } from "zod";
import { type PeopleNotice, PeoplePage } from "../../../views/staff/people.tsx";
import { PersonPage } from "../../../views/staff/person.tsx";
import { type Account, ROLES } from "../../accounts/account.ts";
import {
  disable,
  enable,
  findPerson,
  grant,
  invitePerson,
  listPeople,
  type PeopleOutcome,
  revoke,
} from "../../accounts/people.ts";
import type { Deps } from "../../deps.ts";
import { lettersOfStaff } from "../../letters/read.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { readForm, type SentForm } from "../form.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { readInvitation } from "./invitation.ts";
import { statusOf } from "./people-outcome.ts";
import { requireStepUp } from "./step-up.tsx";

const roleField = z.enum(ROLES);

/** Everybody who looks after letters, and what they may do. */
export function peopleRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/people", async (c) => {
    return await peoplePage(c, deps, c.req.query("invited") === "on" ? "invited" : null);
  });

  app.post("/admin/people", requireStepUp(deps), async (c) => {
    const { fields } = await readForm(c);
    const invitation = readInvitation(fields);
    const letterId = await letterIdOf(c, deps, fields["letter"] ?? "");
    if (invitation === null || letterId === undefined) return await peoplePage(c, deps, "invalid");
    const outcome = await invitePerson(deps, c.get("account"), { ...invitation, letterId });
    if (outcome !== "done") return await peoplePage(c, deps, outcome);
    return c.redirect(withQuery(paths.people, { invited: "on" }), 303);
  });

  app.get("/admin/people/:id", async (c) => await personPage(c, deps, null));

  app.post("/admin/people/:id", requireStepUp(deps), async (c) => {
    const accountId = c.req.param("id");
    const outcome = await act(c, deps, accountId, await readForm(c));
    if (outcome !== "done") return await personPage(c, deps, outcome);
    return c.redirect(paths.person(accountId), 303);
  });
}

async function act(
  c: Context<StaffEnv>,
  deps: Deps,
  accountId: string,
  { fields }: SentForm,
): Promise<PeopleOutcome | "invalid"> {
  const by: Account = c.get("account");
  switch (fields["action"]) {
    case "grant": {
      const role = roleField.safeParse(fields["role"]);
      const letterId = await letterIdOf(c, deps, fields["letter"] ?? "");
      if (!role.success || letterId === undefined) return "invalid";
      return await grant(deps, by, { accountId, role: role.data, letterId });
    }
    case "revoke":
      return await revoke(deps, by, { accountId, roleId: fields["role_id"] ?? "" });
    case "disable":
      return await disable(deps, by, accountId);
    case "enable":
      return await enable(deps, by, accountId);
    default:
      return "invalid";
  }
}

/**
 * The letter that a form names by its slug: null for all letters, undefined if there is no such
 * letter.
 */
async function letterIdOf(
  c: Context<StaffEnv>,
  deps: Deps,
  slug: string,
): Promise<string | null | undefined> {
  if (slug === "") return null;
  const letters = await lettersOfStaff(deps, c.get("account"));
  return letters.find((letter) => letter.slug === slug)?.id;
}

async function letterChoices(c: Context<StaffEnv>, deps: Deps) {
  const letters = await lettersOfStaff(deps, c.get("account"));
  return letters.map(({ slug, version }) => ({ slug, title: version.title }));
}

async function peoplePage(c: Context<StaffEnv>, deps: Deps, notice: PeopleNotice | null) {
  const page = (
    <PeoplePage
      frame={frameFor(deps)}
      accountName={c.get("account").displayName}
      people={await listPeople(deps)}
      letters={await letterChoices(c, deps)}
      notice={notice}
      now={deps.clock.now()}
    />
  );
  return await privatePage(c, page, statusOf(notice));
}

async function personPage(c: Context<StaffEnv>, deps: Deps, notice: PeopleNotice | null) {
  const person = await findPerson(deps, c.req.param("id") ?? "");
  if (person === null) return await c.notFound();
  const page = (
    <PersonPage
      frame={frameFor(deps)}
      accountName={c.get("account").displayName}
      person={person}
      isYou={person.id === c.get("account").id}
      letters={await letterChoices(c, deps)}
      notice={notice}
      now={deps.clock.now()}
    />
  );
  return await privatePage(c, page, statusOf(notice));
}
