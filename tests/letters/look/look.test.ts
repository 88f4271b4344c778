import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { letterFile } from "../../../prisma/builders.ts";
import { saveLetter } from "../../../src/letters/edit.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { logoPng, photoJpeg, postForm, seenIn } from "../../support/uploads.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld({ MAIL_FROM: "Open Letters <letters@example.org>" });
});
afterEach(() => world.close());

const LOOK = "/admin/letters/rivers/look";
const FORM = {
  publisherUrl: "https://www.river-watch.example/",
  colour: "#8a1c4a",
  headerAlt: "A river at dawn",
  senderName: "River Watch",
};

async function save(fields: Record<string, string>, files = {}) {
  const staff = await signInAs(world, "campaigner");
  const seen = await seenIn(staff, LOOK);
  return { staff, response: await postForm(staff, LOOK, { ...fields, seen }, files) };
}

async function page(path: string): Promise<string> {
  return await (await browserIn(world).get(path)).text();
}

describe("the look of a letter", () => {
  it("is on its page: logo with link, header image that loads late, colour", async () => {
    const files = { logo: await logoPng(), header: await photoJpeg() };
    const { response } = await save(FORM, files);
    expect(response.headers.get("location")).toBe(`${LOOK}?done=saved`);
    const html = await page("/letters/rivers");
    expect(html).toMatch(
      /<img class="header-image wide" src="\/images\/\w+-1520x760\.webp" srcset="\/images\/\w+-760x380\.webp 760w, \/images\/\w+-1520x760\.webp 1520w" sizes="[^"]+" alt="A river at dawn" width="1520" height="760" loading="lazy" decoding="async" fetchpriority="low"\/>/,
    );
    expect(html).toMatch(
      /<a href="https:\/\/www\.river-watch\.example\/"><img class="logo" src="\/images\/\w+-120x120\.webp" alt="River Watch"/,
    );
    const places = ["/signatories", "/privacy", "/versions", "/versions/1", "/check-your-inbox"];
    for (const path of ["", ...places, "/lost-link"])
      expect(await page(`/letters/rivers${path}`)).toContain("/colours/page-8a1c4a-");
    expect(await page("/lost-link")).not.toContain("/colours/");
  });

  it("is in its colour where a signature is confirmed", async () => {
    await save(FORM);
    await sign(world, PERSON);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "verification");
    const colour = "/colours/page-8a1c4a-";
    expect(await page(link)).toContain(colour);
    const signer = browserIn(world);
    const confirmed = await (await signer.post(link, { answer: "confirm" })).text();
    expect(confirmed).toContain(colour);
  });

  it("raises the revision of the letter, and is recorded by the names of its fields", async () => {
    const before = await world.db.letter.findFirst();
    await save(FORM);
    const after = await world.db.letter.findFirst();
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0);
    const [event] = await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } });
    expect(event).toMatchObject({
      what: "letter-settings",
      detail: '{"changed":["publisherUrl","colour","headerAlt","senderName"]}',
    });
  });

  it("stays when the letter is saved from a file or by the command line", async () => {
    await save(FORM, { logo: await logoPng() });
    const before = await world.db.letter.findFirst();
    await saveLetter(world.deps, letterFile({ body: "A new text.", author: "Ada" }));
    const { publisherUrl, colour, logo, senderName } = before ?? {};
    expect(await world.db.letter.findFirst()).toMatchObject({
      ...{ publisherUrl, colour, logo, senderName },
      author: "Ada",
    });
  });

  it("has no header image without words for it, and keeps what was typed", async () => {
    const { response } = await save({ ...FORM, headerAlt: "" }, { header: await photoJpeg() });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("Say in a sentence what the image shows");
    expect(html).toContain('value="River Watch"');
    expect(await world.db.image.count()).toBe(0);
  });

  it("gives up its images with the tick beside them", async () => {
    const files = { logo: await logoPng(), header: await photoJpeg() };
    const { staff } = await save(FORM, files);
    expect(await world.db.image.count()).toBe(3);
    const ticks = { "logo-remove": "on", "header-remove": "on", seen: await seenIn(staff, LOOK) };
    await postForm(staff, LOOK, { ...FORM, headerAlt: "", ...ticks });
    expect(await world.db.image.count()).toBe(0);
    expect(await page("/letters/rivers")).not.toContain("/images/");
  });

  it.each([
    ["publisherUrl", "http://river-watch.example", "Enter an address that begins with https://"],
    ["colour", "#f2c230", "its contrast is 1.4:1"],
    ["senderName", "Rivers <ada@example.org>", "Write the name without"],
    ["senderName", "River Watch ada＠example.org", "Write the name without"],
    ["senderName", "Rivers\u202eWatch", "Remove the invisible control characters"],
    ["senderName", "=?utf-8?q?Rivers?=", "Write the name without"],
    ["senderName", "x".repeat(81), "Shorten the name to 80"],
  ])("keeps nothing of a form with a bad %s: %o", async (field, value, sentence) => {
    const { response } = await save({ ...FORM, [field]: value });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(sentence);
    expect(await world.db.letter.findFirst()).toMatchObject({ colour: null, senderName: null });
  });

  it("is not changed by moderators, nor by campaigners of other letters", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await postForm(moderator, LOOK, FORM)).status).toBe(403);
  });
});

describe("the sender of mails", () => {
  it("is the letter's name via the site's, at the same address, and pages say the same", async () => {
    await save({ ...FORM, senderName: "Rivers, “People” & Co" });
    const revision = { id: "site", revision: 1, updatedAt: world.clock.now() };
    await world.db.site.create({ data: { ...revision, name: "Letters of Europe" } });
    world.deps.site.doubt();
    await sign(world, PERSON);
    await world.deliver();
    const [mail] = world.mailbox.mails;
    expect(mail?.sender).toEqual({
      name: "Rivers, “People” & Co via Letters of Europe",
      address: "letters@example.org",
    });
    expect(await page("/letters/rivers/check-your-inbox")).toContain(
      "Rivers, “People” &amp; Co via Letters of Europe &lt;letters@example.org&gt;",
    );
  });

  it("is the site's own without one", async () => {
    await sign(world, PERSON);
    await world.deliver();
    expect(world.mailbox.mails[0]?.sender.name).toBe("Open Letters");
  });
});
