import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mailSaying } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("an invitation", () => {
  it("says who invites, as what and to which letter, in the mail and on its page", async () => {
    const staff = await signInAs(world, "campaigner");
    const invitation = { email: "ben@example.org", name: "Ben", role: "moderator" };
    const people = "/admin/letters/rivers/people";
    await staff.post(people, { action: "invite", ...invitation });
    await world.deliver();
    const said = `${staff.displayName} invites you. You will be a moderator of the letter`;
    const mail = mailSaying(world.mailbox, "invites you");
    expect(mail.text.replaceAll(/\s+/g, " ")).toContain(`${said} “A letter about rivers”.`);
    const link = /http\S+\/admin\/sign-in\/\S+/.exec(mail.text)?.[0] ?? "";
    const page = await (await browserIn(world).get(new URL(link).pathname)).text();
    expect(page).toContain(said);
    expect(page).toContain("A letter about rivers");
  });
});
