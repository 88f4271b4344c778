import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { readsAsAppeal } from "../../../src/signatures/signing/appeal.ts";
import { parseEntryForm } from "../../../src/signatures/signing/entry-fields.ts";
import { remindUnconfirmed } from "../../../src/signatures/signing/remind.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const rows = () => world.db.signature.findMany({ orderBy: { id: "asc" } });
const mailed = () => world.mailbox.mails.map(({ subject, text, html }) => subject + text + html);

const APPEAL = "Your mailbox is full. Confirm now to keep it";

describe("mail that a stranger can cause", () => {
  it("repeats the name and nothing else that was typed, reminders and answers included", async () => {
    const typed = { title: "Typed title", affiliation: "Typed affiliation", country: "PG" };
    await sign(world, { ...PERSON, ...typed, name: "Typed name" });
    const asOffice = { website: "https://typed.example", contact_name: "Typed Contact" };
    const role = { contact_role: "Typed Role" };
    await sign(world, { ...ORGANISATION, ...asOffice, ...role, name: "Typed by an office" });
    await world.deliver();
    world.clock.advance(49 * HOUR_MS);
    await remindUnconfirmed(world.deps);
    await world.deliver();
    expect(mailed()).toHaveLength(4);
    for (const mail of mailed()) {
      expect(mail).toMatch(/Typed name|Typed by an office/);
      expect(mail).not.toMatch(/Typed title|Typed affiliation|typed\.example|Contact|Role|Papua/);
    }
  });
});

describe("a form with contact details", () => {
  const fields = [
    ["name", PERSON],
    ["title", PERSON],
    ["affiliation", PERSON],
    ["sort_name", PERSON],
    ["name", ORGANISATION],
    ["contact_name", ORGANISATION],
    ["contact_role", ORGANISATION],
  ] as const;
  it.each(fields)("in its field %s comes back with a sentence beside it", async (field, form) => {
    for (const [typed, sentence] of [
      ["Ada at evil.com/x", "Remove the web address from this field"],
      ["Ada, ada@evil.com", "Remove the email address from this field"],
      ["Ada, call +1 900 123 4567", "Remove the telephone number from this field"],
    ] as const) {
      const answer = await sign(world, { ...form, [field]: typed });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(sentence);
    }
    expect(await rows()).toEqual([]);
  });

  it("is taken with a website, which is a link", async () => {
    const website = "https://www.society.example/contact/+1-900-123-4567";
    expect((await sign(world, { ...ORGANISATION, website })).status).toBe(303);
    expect((await rows())[0]?.state).toBe("unverified");
  });
});

describe("a text that reads as an appeal", () => {
  it("gets the same answer, to the byte, and is held for a moderator, who sees why", async () => {
    const usual = await sign(world, PERSON);
    const held = await sign(world, { ...PERSON, name: APPEAL, email: "victim@example.org" });
    expect(held.status).toBe(usual.status);
    expect([...held.headers]).toEqual([...usual.headers]);
    expect(await held.text()).toBe(await usual.text());
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([["ada@example.org"]]);
    expect((await rows())[1]).toMatchObject({ state: "held", heldReason: "message" });

    const moderator = await signInAs(world, "moderator");
    const queue = await moderator.get("/admin/letters/rivers/queue?state=held&signal=message");
    expect(await queue.text()).toContain("reads like a message to the person who gets the mail");
    const json = await moderator.get("/admin/letters/rivers/queue.json?state=held");
    expect(await json.json()).toMatchObject({ held: [{ name: APPEAL, evidence: ["message"] }] });
  });

  it("comes into no mail by a repeat of an entry that is mailed already", async () => {
    await sign(world, PERSON);
    await sign(world, { ...PERSON, name: APPEAL });
    await world.deliver();
    world.clock.advance(49 * HOUR_MS);
    await remindUnconfirmed(world.deps);
    await world.deliver();
    expect(mailed()).toHaveLength(2);
    for (const mail of mailed()) expect(mail).not.toContain("mailbox is full");
    expect((await rows()).map(({ name, state }) => [name, state])).toEqual([
      ["Ada Lovelace", "unverified"],
    ]);
  });

  it("is mailed once somebody types a name instead, and stays held while it is one", async () => {
    await sign(world, { ...PERSON, altcha: undefined });
    await sign(world, { ...PERSON, name: APPEAL });
    expect(await rows()).toMatchObject([{ state: "held", heldReason: "message", name: APPEAL }]);
    world.clock.advance(11 * MINUTE_MS);
    await sign(world, PERSON);
    await world.deliver();
    expect(await rows()).toMatchObject([{ state: "unverified", heldReason: null }]);
    expect(mailed()).toHaveLength(1);
    expect(mailed()[0]).toContain("Ada Lovelace");
  });

  const appeals = [
    APPEAL,
    "Your mailbox is full! Confirm now",
    "URGENT!!!",
    "Ihr Postfach ist voll. Bitte melden Sie sich an",
    "Votre boîte est pleine. Confirmez",
    "Ваш ящик переполнен. Подтвердите",
    "صندوقك ممتلئ الآن! تأكيد",
    "आपका मेलबॉक्स भरा है। अभी पुष्टि करें",
    "您的邮箱已满。请确认",
    "メールボックスがいっぱいです。ご確認ください",
    "Account 12345678 is closed",
    "x".repeat(160),
  ];
  it.each(appeals)("is one in whatever field and language: %s", (text) => {
    for (const form of [entry(text), entry("Ada", text), entry("Ada", null, text), office(text)])
      expect(readsAsAppeal(form)).toBe(true);
  });

  it("is one if it would do for an organisation's name or a title, but for nobody's name", () => {
    const texts = [
      "Log in again at evil.com",
      "Please contact the support of your provider before your mail is lost",
    ];
    expect(texts.map((text) => readsAsAppeal(entry(text)))).toEqual([true, true]);
    expect(readsAsAppeal(office("Log in again at evil.com"))).toBe(true);
    expect(readsAsAppeal(office("350.org Germany"))).toBe(false);
  });

  it("is none of the names and titles that people have", () => {
    const titles = [
      "Professor of Law, University of Lyon",
      "Univ.-Prof. Dr. med. Dr. h.c. mult.",
      "Visiting Research Assoc. Prof. Hydrology",
      "Dept. of Civil Eng. Lyon",
      "M.A., Ph.D. (Oxon.)",
      "Chef de service, hôpital St. Louis",
      "vice president for research etc. Yale",
      "Campaigner at 350.org",
      "Who Cares? Foundation",
    ];
    const held = [...GENUINE_NAMES, ...titles].filter((text) =>
      [office(text), entry("Ada", text, text)].some(readsAsAppeal),
    );
    expect(held).toEqual([]);
    expect(GENUINE_NAMES.filter((name) => readsAsAppeal(entry(name)))).toEqual([
      // As people's names these would be odd indeed.
      "350.org",
      "Save the Bees!",
      "¿Y ahora qué?",
    ]);
  });
});

function entry(name: string, title: string | null = null, affiliation: string | null = null) {
  const typed = { name, title: title ?? "", affiliation: affiliation ?? "" };
  return formOf("individual", typed);
}

function office(name: string) {
  return formOf("organisation", {
    name,
    website: "society.example",
    contact_name: "Ada",
    contact_role: "Director",
  });
}

function formOf(kind: "individual" | "organisation", typed: Record<string, string>) {
  const parsed = parseEntryForm(kind, typed);
  if (!parsed.ok) throw new Error(JSON.stringify([typed, parsed.errors]));
  return parsed.form;
}
