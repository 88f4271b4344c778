import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "../src/shared/clock.ts";
import { forgetExpired } from "../src/signatures/forget.ts";
import { type State, TAKEDOWN_HOURS } from "../src/signatures/lifecycle.ts";
import { ORGANISATION, PERSON, sign } from "./support/forms.ts";
import { linkIn, mailSaying } from "./support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "./support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("the life of a signature", () => {
  it("goes from the form over the inbox and the queue to the list and the export", async () => {
    const reader = browserIn(world);
    const moderator = await signInAs(world, "moderator");

    // An officer signs for an organisation and, with the same address, as a person.
    expect((await sign(world, ORGANISATION)).headers.get("location")).toBe(
      "/letters/rivers/check-your-inbox",
    );
    expect((await sign(world, { ...PERSON, email: ORGANISATION.email })).status).toBe(303);
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([
      [ORGANISATION.email],
      [ORGANISATION.email],
    ]);
    const toOrganisation = mailSaying(world.mailbox, "    The Analytical Society\n");
    const toPerson = mailSaying(world.mailbox, "    Ada Lovelace\n\n");

    // Nothing is public, and nothing waits for a moderator, before the links were followed.
    expect(await publicNames(reader)).toEqual([]);
    expect(await queueNames(moderator)).toEqual([]);

    // Opening a link changes nothing; only the button does.
    const link = linkIn(toOrganisation, "verification");
    const opened = await reader.get(link);
    expect(await opened.text()).toContain("Did you sign this letter?");
    expect(await queueNames(moderator)).toEqual([]);
    expect(await (await reader.post(link, { decision: "confirm" })).text()).toContain(
      "your signature is confirmed",
    );
    await reader.post(linkIn(toPerson, "verification"), { decision: "confirm" });
    expect(await queueNames(moderator)).toEqual(["The Analytical Society", "Ada Lovelace"]);
    expect(await publicNames(reader)).toEqual([]);

    // A moderator reads both and approves them.
    const decided = await decide(moderator, "approve", await queueIds(moderator));
    expect(decided.decided).toHaveLength(2);
    expect(await publicNames(reader)).toEqual(["The Analytical Society", "Ada Lovelace"]);
    await world.deliver();
    expect(world.mailbox.mails.slice(2).map(({ subject }) => subject)).toEqual([
      "Your signature is published: A letter about rivers",
      "Your signature is published: A letter about rivers",
    ]);

    // The campaigner's export holds both, with who decided.
    const campaigner = await signInAs(world, "campaigner");
    const csv = await exported(campaigner, "published");
    expect(csv).toContain(",organisation,The Analytical Society,");
    expect(csv).toContain(`,${moderator.displayName},`);
    expect(csv).not.toContain(ORGANISATION.email);

    // The officer withdraws for the organisation, in two presses; the person stays.
    const told = mailSaying(world.mailbox, "    The Analytical Society\n");
    const ownPage = linkIn(told, "signature");
    expect(await (await reader.get(ownPage)).text()).toContain("Your signature is published");
    expect(await (await reader.post(ownPage, { action: "withdraw" })).text()).toContain(
      "Withdraw your signature?",
    );
    expect(await publicNames(reader)).toHaveLength(2);
    await reader.post(ownPage, { action: "withdraw", confirm: "on" });
    expect(await publicNames(reader)).toEqual(["Ada Lovelace"]);
    expect(await exported(campaigner, "published")).not.toContain("The Analytical Society");
  });

  it("holds an entry without a captcha until a moderator releases it", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await sign(world, { ...PERSON, altcha: undefined })).status).toBe(303);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);

    const [id] = await queueIds(moderator, "held");
    expect((await decide(moderator, "release", [id ?? ""])).decided).toEqual([id]);
    await world.deliver();
    await browserIn(world).post(linkIn(world.mailbox.mails[0], "verification"), {
      decision: "confirm",
    });
    expect(await queueNames(moderator)).toEqual(["Ada Lovelace"]);
  });

  it("forgets the address of somebody who says that it was not them", async () => {
    await sign(world, PERSON);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "verification");
    const answer = await browserIn(world).post(link, { decision: "refuse" });
    expect(await answer.text()).toContain("have deleted the entry");
    const row = await world.db.signature.findFirstOrThrow();
    expect(row).toMatchObject({ state: "refused", name: "", email: null, addressKey: null });
    expect(await (await browserIn(world).get(link)).text()).toContain("Thank you for telling us");
  });

  it("rejects with a reason that the signatory is told, and can overturn it", async () => {
    const moderator = await signInAs(world, "moderator");
    const campaigner = await signInAs(world, "campaigner");
    const [id = ""] = await confirmedEntry();
    const rejection = await decide(moderator, "reject", [id], {
      reason: "no-authority",
      note: "No answer by phone.",
    });
    expect(rejection.decided).toEqual([id]);
    await world.deliver();
    const told = world.mailbox.mails.at(-1);
    expect(told?.subject).toBe("Your signature was not accepted: A letter about rivers");
    expect(told?.text).toContain(
      "they could not be sure that the organisation had agreed to sign.",
    );
    expect(told?.text).not.toContain("No answer by phone.");
    expect(await exported(campaigner, "rejected")).toContain(",no-authority,,,\r\n");

    expect((await decide(moderator, "approve", [id], { state: "rejected" })).decided).toEqual([]);
    expect((await decide(campaigner, "approve", [id])).decided).toEqual([]);
    const overturn = await decide(campaigner, "approve", [id], { state: "rejected" });
    expect(overturn.decided).toEqual([id]);
    expect(await publicNames(browserIn(world))).toEqual(["Ada Lovelace"]);
  });

  it("takes an entry down at the person's request, and erases it a day later", async () => {
    const moderator = await signInAs(world, "moderator");
    const [id = ""] = await confirmedEntry();
    await decide(moderator, "approve", [id]);
    const reason = { reason: "own-request" };
    expect((await decide(moderator, "unpublish", [id], reason)).decided).toEqual([id]);
    expect(await publicNames(browserIn(world))).toEqual([]);
    expect((await decide(moderator, "takedown", [id], reason)).decided).toEqual([id]);
    expect((await decide(moderator, "undo", [id])).decided).toEqual([id]);
    expect((await decide(moderator, "approve", [id])).decided).toEqual([id]);
    expect(await publicNames(browserIn(world))).toEqual(["Ada Lovelace"]);
    expect((await decide(moderator, "takedown", [id], reason)).decided).toEqual([id]);
    expect(await publicNames(browserIn(world))).toEqual([]);
    world.clock.advance(TAKEDOWN_HOURS * HOUR_MS);
    await forgetExpired(world.deps);
    const row = await world.db.signature.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: "takendown", name: "", email: null, addressKey: null });
    const steps = await world.db.event.findMany({ orderBy: { id: "asc" } });
    expect(steps.map(({ code }) => code)).toEqual([
      "unverified",
      "pending",
      "published",
      // Unpublished, taken down, put back, approved again, taken down, and a day later erased.
      ...["pending", "takendown", "pending", "published", "takendown", "erased"],
    ]);

    // The same person can sign anew.
    await sign(world, PERSON);
    expect(await world.db.signature.count({ where: { state: "unverified" } })).toBe(1);
  });
});

async function confirmedEntry(): Promise<string[]> {
  await sign(world, PERSON);
  await world.deliver();
  await browserIn(world).post(linkIn(world.mailbox.mails.at(-1), "verification"), {
    decision: "confirm",
  });
  return (await world.db.signature.findMany({ where: { state: "pending" } })).map(({ id }) => id);
}

type Browser = Pick<ReturnType<typeof browserIn>, "get" | "post">;
type Waiting = { id: string; name: string }[];

async function queue(moderator: Browser, state: State = "pending"): Promise<Waiting> {
  const path = `/admin/letters/rivers/queue.json?state=${state}`;
  return (await (await moderator.get(path)).json())[state];
}

async function queueNames(moderator: Browser): Promise<string[]> {
  return (await queue(moderator)).map(({ name }) => name);
}

async function queueIds(moderator: Browser, state: State = "pending"): Promise<string[]> {
  return (await queue(moderator, state)).map(({ id }) => id);
}

async function decide(
  moderator: Browser,
  decision: string,
  id: string[],
  more: Record<string, string> = {},
) {
  const headers = { Accept: "application/json" };
  const response = await moderator.post(
    "/admin/letters/rivers/decisions",
    { decision, id, ...more },
    headers,
  );
  const answer: { decided: string[]; skipped: { id: string; why: string }[] } =
    await response.json();
  return answer;
}

async function publicNames(reader: Browser): Promise<string[]> {
  const list: { signatories: { name: string }[] } = await (
    await reader.get("/letters/rivers/signatories.json")
  ).json();
  const page = await (await reader.get("/letters/rivers")).text();
  for (const { name } of list.signatories) expect(page).toContain(name);
  return list.signatories.map(({ name }) => name);
}

async function exported(campaigner: Browser, states: State): Promise<string> {
  const response = await campaigner.post("/admin/letters/rivers/exports", {
    format: "csv",
    states,
  });
  return await response.text();
}
