import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import type { State } from "../../../src/signatures/lifecycle.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, solveCaptcha, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const rows = () => world.db.signature.findMany({ orderBy: { id: "asc" } });

describe("signing", () => {
  it("takes one person and one organisation from one address as two entries", async () => {
    await sign(world, ORGANISATION);
    await sign(world, { ...PERSON, email: ORGANISATION.email });
    expect((await rows()).map(({ kind, state }) => [kind, state])).toEqual([
      ["organisation", "unverified"],
      ["individual", "unverified"],
    ]);
  });

  it("keeps the address encrypted and hashed, the letter's version and the wording agreed to", async () => {
    await sign(world, { ...PERSON, email: "Ada@Example.ORG" });
    const [row] = await rows();
    expect(JSON.stringify(row)).not.toMatch(/ada@/i);
    expect(row?.letterVersionId).toBe(world.letter.version.id);
    const wording = await world.db.wording.findUnique({ where: { hash: row?.consentHash ?? "" } });
    expect(wording?.text).toContain("River Watch");
    await world.deliver();
    expect(world.mailbox.mails[0]?.to).toEqual(["Ada@example.org"]);
  });

  it("makes one row and sends one mail for fifty submissions at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => sign(world, PERSON, `192.0.2.${index}`)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(await world.db.signature.count()).toBe(1);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect(await world.db.outbox.count()).toBe(1);
  });

  it("never takes a captcha twice, not even when both arrive together", async () => {
    const altcha = await solveCaptcha(world);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        sign(world, { ...PERSON, email: `p${index}@example.org`, altcha }),
      ),
    );
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(19);
    expect(await world.db.signature.count()).toBe(1);
  });
});

describe("a repeat", () => {
  it("replaces what was typed while the entry is unconfirmed, and mails the link again after a while", async () => {
    await sign(world, { ...PERSON, name: "Ada Lovelac" });
    await world.deliver();
    await sign(world, PERSON);
    await world.deliver();
    expect((await rows()).map(({ name }) => name)).toEqual(["Ada Lovelace"]);
    expect(world.mailbox.mails).toHaveLength(1);

    world.clock.advance(11 * MINUTE_MS);
    await sign(world, PERSON);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(2);
    const [first, second] = world.mailbox.mails;
    expect(linkIn(second, "verification")).toBe(linkIn(first, "verification"));
    expect(second?.text).toContain("Ada Lovelace");
  });

  it("after its week is over is a first signature, with a link that works", async () => {
    await sign(world, PERSON);
    await world.deliver();
    world.clock.advance(7 * DAY_MS + MINUTE_MS);
    await sign(world, { ...PERSON, name: "Ada Anew" });
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(2);
    const page = await browserIn(world).get(linkIn(world.mailbox.mails[1], "verification"));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Ada Anew")]);
  });

  it("is mailed again ten minutes after the last mail, once, however often they repeat it", async () => {
    await sign(world, PERSON);
    await world.deliver();
    for (let repeat = 0; repeat < 3; repeat += 1) await sign(world, PERSON);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    for (let round = 0; round < 3; round += 1) {
      world.clock.advance(10 * MINUTE_MS);
      await world.deliver();
      expect(world.mailbox.mails).toHaveLength(2);
    }
  });

  const told: [State, string][] = [
    ["pending", "is waiting for a moderator"],
    ["published", "is published in the list"],
    ["rejected", "did not add it to the list"],
  ];
  it.each(told)(
    "of a %s entry changes nothing and says by mail where it stands",
    async (state, sentence) => {
      await buildEntry(world.deps, world.letter, { state, email: PERSON.email, name: "Ada L." });
      expect((await sign(world, PERSON)).status).toBe(303);
      await world.deliver();
      expect((await rows()).map((row) => [row.state, row.name])).toEqual([[state, "Ada L."]]);
      expect(world.mailbox.mails.at(-1)?.text).toContain(sentence);
    },
  );

  it("of an invalidated entry does nothing at all", async () => {
    await buildEntry(world.deps, world.letter, { state: "invalidated", email: PERSON.email });
    expect((await sign(world, PERSON)).status).toBe(303);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
  });

  const ended: State[] = ["withdrawn", "refused", "takendown"];
  it.each(ended)("after a %s entry is a first signature", async (state) => {
    await buildEntry(world.deps, world.letter, { state, email: PERSON.email });
    await sign(world, PERSON);
    expect((await rows()).map((row) => row.state)).toEqual([state, "unverified"]);
  });

  it("gets the same answer as a first signature, byte for byte", async () => {
    await buildEntry(world.deps, world.letter, { state: "published", email: PERSON.email });
    const first = await sign(world, { ...PERSON, email: "new@example.org" });
    const repeat = await sign(world, PERSON);
    expect(await describeAnswer(repeat)).toEqual(await describeAnswer(first));
  });

  it("of a held entry, with a captcha solved, is confirmed by mail like a first one", async () => {
    await sign(world, { ...PERSON, name: "Ada L.", altcha: undefined });
    await sign(world, PERSON);
    await world.deliver();
    expect((await rows()).map((row) => [row.state, row.name])).toEqual([
      ["unverified", "Ada Lovelace"],
    ]);
    expect(world.mailbox.mails).toHaveLength(1);
  });

  it("without a captcha causes no mail, whatever the state", async () => {
    await buildEntry(world.deps, world.letter, { state: "published", email: PERSON.email });
    await sign(world, { ...PERSON, altcha: undefined });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
  });
});

describe("limits", () => {
  it("holds what a client sends beyond thirty entries in ten minutes, and nobody else's", async () => {
    for (let index = 0; index < 31; index += 1) {
      await sign(world, { ...PERSON, email: `p${index}@example.org` }, "198.51.100.7");
    }
    await sign(world, { ...PERSON, email: "other@example.org" }, "198.51.100.8");
    const states = (await rows()).map(({ state }) => state);
    expect(states.filter((state) => state === "held")).toHaveLength(1);
    expect(states.at(-1)).toBe("unverified");
    world.clock.advance(10 * MINUTE_MS);
    await sign(world, { ...PERSON, email: "later@example.org" }, "198.51.100.7");
    expect((await rows()).at(-1)?.state).toBe("unverified");
  });

  it("sends one address at most six mails a day, over all letters and spellings, and the rest later", async () => {
    for (let index = 0; index < 9; index += 1) {
      const letter = await buildLetter(world.deps, { slug: `letter-${index}` });
      const altcha = await solveCaptcha(world, letter.slug);
      const email = index % 2 === 0 ? `v.i.ctim+${index}@gmail.com` : `Victim@googlemail.com`;
      const browser = browserIn(world, `198.51.${index}.7`);
      await browser.post(`/letters/${letter.slug}/signatures`, { ...PERSON, email, altcha });
    }
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(6);
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(9);
  });

  it("lets one network cause three of them, whichever clients it has, and others the rest", async () => {
    for (let index = 0; index < 5; index += 1) {
      await sign(world, { ...PERSON, email: `ada+${index}@example.org` }, `192.0.2.${index}`);
    }
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(3);
    await sign(world, { ...PERSON, email: "ada+own@example.org" }, "198.51.100.7");
    await world.deliver();
    expect(world.mailbox.mails.at(-1)?.to).toEqual(["ada+own@example.org"]);
  });

  it("keeps of a client only two hashes under a key that is destroyed after thirty days", async () => {
    await sign(world, PERSON, "2001:db8:1:2:3:4:5:6");
    await sign(world, { ...PERSON, email: "b@example.org" }, "2001:db8:1:2:ffff::1");
    await sign(world, { ...PERSON, email: "c@example.org" }, "2001:db8:1:3::1");
    const [first, sameSubnet, sameNetwork] = await rows();
    expect(sameSubnet?.clientKey).toBe(first?.clientKey);
    expect(sameNetwork?.clientKey).not.toBe(first?.clientKey);
    expect(sameNetwork?.networkKey).toBe(first?.networkKey);
    expect(JSON.stringify(await rows())).not.toContain("2001:db8");
    const code = /^\d{4}-\d\d-\d\d\.[\w-]{43}$/;
    for (const key of [first?.clientKey, first?.networkKey]) expect(key).toMatch(code);
  });
});

describe("a form that is not right", () => {
  const bad: [string, Record<string, string | undefined>, string, string][] = [
    ["no kind", { kind: undefined }, "kind", "Choose whether you sign"],
    ["no name", { name: "  " }, "name", "Enter the name as it should appear in the list"],
    [
      "an over-long name",
      { name: "a".repeat(201) },
      "name",
      "Shorten this to 200 characters or fewer",
    ],
    [
      "an over-long title",
      { title: "a".repeat(201) },
      "title",
      "Shorten this to 200 characters or fewer",
    ],
    ["a web address as name", { name: "https://spam.example" }, "name", "Remove the web address"],
    [
      "a domain with a path as name",
      { name: "spam.example/buy" },
      "name",
      "Remove the web address",
    ],
    [
      "a name that starts with www.",
      { name: "www.spam.example" },
      "name",
      "Remove the web address",
    ],
    [
      "bidi characters",
      { name: "Ada \u202Eecalevol" },
      "name",
      "Remove the invisible control characters",
    ],
    [
      "a line break in the name",
      { name: "Ada\nLovelace" },
      "name",
      "Remove the invisible control characters",
    ],
    ["a name without letters", { name: "???" }, "name", "Enter a name with at least one letter"],
    ["no address", { email: "" }, "email", "Enter your email address"],
    [
      "an address with a comma",
      { email: "a@example.org,b@example.org" },
      "email",
      "Enter one address only",
    ],
    [
      "an address with a line break",
      { email: "a@example.org\r\nBcc: b@example.org" },
      "email",
      "Enter one address only",
    ],
    ["no address at all", { email: "ada" }, "email", "Enter an address like name@example.org"],
    ["an unknown country", { country: "QQ" }, "country", "Choose a country from the list"],
    ["no consent", { consent: undefined }, "consent", "Agree that your entry is stored"],
    ["an unknown visibility", { visibility: "secret" }, "visibility", "Choose how you appear"],
  ];
  it.each(bad)("says what to mend: %s", async (_, given, field, sentence) => {
    const fields = { ...PERSON, affiliation: "Kept “as typed” <b>", ...given };
    await expectRefusal(fields, field, sentence, ["Kept “as typed” &lt;b&gt;"]);
  });

  const badOrganisation: [string, Record<string, string | undefined>, string, string][] = [
    [
      "no authority",
      { authority: undefined },
      "authority",
      "Confirm that you are entitled to sign",
    ],
    ["no website", { website: "" }, "website", "Enter the organisation&#39;s website"],
    [
      "a script as website",
      { website: "javascript:alert(1)" },
      "website",
      "Enter a web address like",
    ],
    ["no contact person", { contact_name: "" }, "contact_name", "Enter your own name"],
    ["no role", { contact_role: "" }, "contact_role", "Enter your role"],
  ];
  it.each(badOrganisation)(
    "says what an organisation has to mend: %s",
    async (_, given, field, sentence) => {
      await expectRefusal({ ...ORGANISATION, ...given }, field, sentence, [
        "The Analytical Society",
      ]);
    },
  );

  const captchas: [string, () => Promise<string>][] = [
    ["wrong", async () => btoa(JSON.stringify({ challenge: {}, solution: {} }))],
    ["no base64", async () => "%%%"],
    [
      "spent",
      async () => {
        const altcha = await solveCaptcha(world);
        await sign(world, { ...PERSON, email: "first@example.org", altcha });
        return altcha;
      },
    ],
    [
      "made for another letter",
      async () => {
        await buildLetter(world.deps, { slug: "other" });
        return await solveCaptcha(world, "other");
      },
    ],
    [
      "expired",
      async () => {
        const altcha = await solveCaptcha(world);
        world.clock.advance(2 * HOUR_MS);
        return altcha;
      },
    ],
    [
      "forged for another letter",
      async () => {
        const solved = JSON.parse(atob(await solveCaptcha(world)));
        solved.challenge.parameters.nonce = "00".repeat(16);
        return btoa(JSON.stringify(solved));
      },
    ],
  ];
  it.each(captchas)("offers a fresh check for a captcha that is %s", async (_, make) => {
    const altcha = await make();
    const before = await world.db.signature.count();
    const response = await sign(world, { ...PERSON, altcha });
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain("The check that you are a person did not work");
    expect(page).toContain('value="Ada Lovelace"');
    expect(page).toContain('data-challenge="/captcha/challenge?letter=rivers"');
    expect(await world.db.signature.count()).toBe(before);
  });

  it("shows bytes that are no UTF-8 as a damaged field, and loses nothing else", async () => {
    const body = "kind=individual&name=%FF%FE&email=ada%40example.org&consent=on&title=Countess";
    const response = await postRaw(body, "application/x-www-form-urlencoded");
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain("Some characters were damaged on the way");
    expect(page).toContain('value="Countess"');
  });

  it("refuses in words what is no form, or larger than any form", async () => {
    const large = await postRaw(`name=${"a".repeat(70_000)}`, "application/x-www-form-urlencoded");
    expect([large.status, await large.text()]).toEqual([
      413,
      expect.stringContaining("You sent too much"),
    ]);
    const json = await postRaw('{"name":"Ada"}', "application/json");
    expect([json.status, await json.text()]).toEqual([
      400,
      expect.stringContaining("We could not read that"),
    ]);
    const broken = await postRaw("--x\r\nnonsense", "multipart/form-data; boundary=x");
    expect(broken.status).toBe(400);
    const boundless = await postRaw("x", "multipart/form-data");
    expect(boundless.status).toBe(400);
  });

  it("comes back to be read again where the letter was changed meanwhile", async () => {
    const page = await (await browserIn(world).get("/letters/rivers")).text();
    const [, shown = ""] = /name="shown" value="([^"]+)"/.exec(page) ?? [];
    expect((await sign(world, { ...PERSON, shown })).status).toBe(303);
    await buildLetter(world.deps, { body: "We ask for something else." });
    const response = await sign(world, { ...PERSON, email: "b@example.org", shown });
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining("The letter or its terms changed while you were reading"),
    ]);
    expect(await world.db.signature.count()).toBe(1);
  });

  it("is refused with the letter where the letter is closed", async () => {
    await changeLetterState(world.deps, "rivers", "closed");
    const response = await sign(world, PERSON);
    expect([response.status, await response.text()]).toEqual([
      409,
      expect.stringContaining("This letter is closed"),
    ]);
    expect(await world.db.signature.count()).toBe(0);
  });

  it("is not there for drafts and letters that do not exist", async () => {
    await changeLetterState(world.deps, "rivers", "draft");
    expect((await browserIn(world).post("/letters/rivers/signatures", PERSON)).status).toBe(404);
    expect((await browserIn(world).post("/letters/none/signatures", PERSON)).status).toBe(404);
  });
});

async function expectRefusal(
  fields: Record<string, string | undefined>,
  field: string,
  sentence: string,
  kept: string[],
): Promise<void> {
  const response = await sign(world, fields);
  const page = await response.text();
  expect(response.status).toBe(422);
  expect(page).toContain(`href="#${field}">${sentence}`);
  expect(page).toContain(`id="${field}"`);
  for (const text of kept) expect(page).toContain(text);
  expect(await world.db.signature.count()).toBe(0);
}

async function postRaw(body: string, type: string): Promise<Response> {
  return await browserIn(world).send("/letters/rivers/signatures", {
    method: "POST",
    body,
    headers: { "Content-Type": type },
  });
}

async function describeAnswer(response: Response) {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
