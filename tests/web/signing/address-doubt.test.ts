import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../../src/shared/pages/paths.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const to = () => world.mailbox.mails.flatMap((mail) => mail.to);

describe("an address that looks like a slip", () => {
  it("is asked about once, keeps what was typed, and is sent as it is the second time", async () => {
    const typed = { ...PERSON, email: "ada@gmial.com" };
    const asked = await sign(world, typed);
    expect(asked.status).toBe(422);
    const page = await asked.text();
    expect(page).toContain("Did you mean ada@gmail.com?");
    expect(page).toMatch(/name="email" type="email" value="ada@gmial\.com"/);
    expect(page).toMatch(/name="email_instead" type="checkbox" value="ada@gmail\.com"/);
    expect(page).toContain('<input type="hidden" name="email_asked" value="on"/>');
    expect(await world.db.signature.count()).toBe(0);
    const again = await sign(world, { ...typed, email_asked: "on" });
    expect([again.status, again.headers.get("Location")]).toEqual([
      303,
      paths.inbox(world.letter.slug),
    ]);
    await world.deliver();
    expect(to()).toEqual(["ada@gmial.com"]);
  });

  it("is the likely one if its box is ticked", async () => {
    const chosen = { email_asked: "on", email_instead: "ada@gmail.com" };
    const answer = await sign(world, { ...PERSON, email: "ada@gmial.com", ...chosen });
    expect(answer.status).toBe(303);
    await world.deliver();
    expect(to()).toEqual(["ada@gmail.com"]);
  });

  it("is asked about beside other errors, and never again whatever is typed then", async () => {
    const both = await sign(world, { ...PERSON, name: "", email: "ada@example.con" });
    const page = await both.text();
    expect(page).toContain("Did you mean ada@example.com?");
    expect(page).toContain("Enter the name as it should appear in the list");
    const other = await sign(world, { ...PERSON, email: "ada@gmail.coom", email_asked: "on" });
    expect(other.status).toBe(303);
  });

  it("is asked about whoever has signed with it, in the same words", async () => {
    await sign(world, { ...PERSON, email: "ada@gmial.com", email_asked: "on" });
    const altcha = "";
    const [known, unknown] = await Promise.all(
      ["ada", "eve"].map(async (name) =>
        (await sign(world, { ...PERSON, email: `${name}@gmial.com`, altcha })).text(),
      ),
    );
    expect(known?.replaceAll("ada@", "eve@")).toBe(unknown);
  });
});

describe("an address beyond ASCII", () => {
  it("is taken if the mail server can write to it", async () => {
    const answer = await sign(world, { ...PERSON, email: "josé@example.org" });
    const isTaken = await world.deps.mailer.takesInternational();
    expect(answer.status).toBe(isTaken ? 303 : 422);
    if (!isTaken) expect(await answer.text()).toContain("cannot send mail to an address with such");
  });
});

describe("an organisation without a website", () => {
  it("says so, signs, and a moderator sees it", async () => {
    const { website: _, ...fields } = ORGANISATION;
    const missing = await sign(world, fields);
    expect(await missing.text()).toContain("or tick that it has none");
    expect((await sign(world, { ...fields, no_website: "on" })).status).toBe(303);
    const moderator = await signInAs(world, "moderator");
    const queue = `/admin/letters/${world.letter.slug}/queue?state=unverified`;
    expect(await (await moderator.get(queue)).text()).toContain(
      "The person who signed says that the organisation has no website.",
    );
  });
});

it("the form says under what an entry is listed, of what was sent", async () => {
  const { slug } = world.letter;
  const form = await (await browserIn(world).get(paths.letter(slug))).text();
  expect(form).toMatch(/<p class="hint" id="listed-under"[^>]*><\/p>/);
  for (const [fields, sentence] of [
    [{ name: "Müller, Anna" }, "Listed under “Müller”, because it comes before the comma."],
    [{ name: "DUPOND Étienne" }, "Listed under “DUPOND”, because it is in capitals."],
    [{ name: "Ada King", sort_name: "Ada" }, "Listed under “Ada”, as you chose."],
    [
      { name: "The Weir", kind: "organisation" },
      "Listed under “Weir”, leaving out the article before it.",
    ],
  ] as const) {
    const answer = await sign(world, { ...PERSON, ...fields, email: "" });
    expect(await answer.text()).toContain(`>${sentence}</p>`);
  }
});
