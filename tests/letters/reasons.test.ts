import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../prisma/builders.ts";
import type { Letter } from "../../src/letters/letter.ts";
import { choosableReasons, editableReasons } from "../../src/letters/reasons.ts";
import { signOwnPageToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { REASONS } from "../../src/shared/reasons.ts";
import { englishWords } from "../../views/page/words.ts";
import { PERSON, sign } from "../support/forms.ts";
import { browserIn, type FormFields, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;
let campaigner: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  campaigner = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const REASONS_PATH = paths.letterReasons("rivers");
const OWN = { label: "Not a river", "sentence-en": "your entry is not about a river." };

const post = (fields: FormFields) => campaigner.post(REASONS_PATH, fields);
const listOf = async (letter: Letter = world.letter) =>
  choosableReasons(await editableReasons(world.deps, letter.id), englishWords);
const codes = async () => (await listOf()).map(({ code }) => code);
const build = (given: GivenEntry = {}) =>
  buildEntry(world.deps, world.letter, { state: "pending", ...given });
const decide = (id: string, fields: Record<string, string>) =>
  campaigner.post(paths.decisions("rivers"), { id, ...fields });
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

/** Adds a reason and gives its code. */
async function add(fields: Record<string, string> = OWN): Promise<string> {
  expect((await post({ action: "add", ...fields })).status).toBe(303);
  return (await codes()).at(-1) ?? "";
}

/** What a signatory's own page says. */
async function ownPage(id: string): Promise<string> {
  const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
  return await (await browserIn(world).get(paths.ownPage(token))).text();
}

describe("the reasons of a letter", () => {
  it("are the standard ones until somebody edits them, and those of one letter only", async () => {
    expect(await codes()).toEqual([...REASONS]);
    const other = await buildLetter(world.deps, { slug: "other" });
    await add();
    expect(await codes()).toHaveLength(REASONS.length + 1);
    expect((await listOf(other)).map(({ code }) => code)).toEqual([...REASONS]);
    expect(
      await world.db.staffEvent.findMany({ where: { letterId: world.letter.id } }),
    ).toMatchObject([
      { letterId: world.letter.id, what: "reasons-changed", by: campaigner.accountId },
    ]);
  });

  it("is edited in place: added to, reworded, put in another order, retired and used again", async () => {
    const own = await add();
    await post({ action: "up", code: own });
    expect((await codes()).slice(-2)).toEqual([own, "other"]);
    await post({ action: "down", code: "not-genuine" });
    expect((await codes()).slice(0, 2)).toEqual(["no-authority", "not-genuine"]);
    await post({ action: "save", code: "duplicate", label: "Twice", silent: "on" });
    expect((await listOf()).find(({ code }) => code === "duplicate")).toEqual({
      code: "duplicate",
      label: "Twice",
      silent: true,
    });
    await post({ action: "retire", code: "offensive" });
    expect(await codes()).not.toContain("offensive");
    await post({ action: "restore", code: "offensive" });
    expect((await codes()).at(-1)).toBe("offensive");
    expect((await post({ action: "reset" })).status).toBe(303);
    expect((await listOf()).map(({ label }) => label).slice(0, 3)).toEqual([
      "Not genuine",
      "No authority to sign for the organisation",
      "Already in the list",
    ]);
    expect(await codes()).toEqual([...REASONS]);
  });

  it("keep the product's own words where the form left them as they were", async () => {
    const page = await (await campaigner.get(REASONS_PATH)).text();
    expect(page).toContain("the same person or organisation is already in the list.");
    const sentence = "the same person or organisation is already in the list.";
    const same = { label: "Already in the list", "sentence-en": sentence };
    await post({ action: "save", code: "duplicate", ...same });
    const row = await world.db.letterReason.findFirst({ where: { code: "duplicate" } });
    expect(row).toMatchObject({ label: null, sentences: null });
  });

  it.each([
    [{ action: "add", label: "" }, "Enter the name that moderators choose it by"],
    [{ action: "add", label: "x".repeat(81) }, "80 characters or fewer"],
    [{ action: "add", label: "Spam" }, "or make the reason silent"],
    [{ action: "add", ...OWN, "sentence-en": "x".repeat(501) }, "500 characters or fewer"],
    [
      { action: "add", ...OWN, label: "Turned \u202e round" },
      "Enter the name that moderators choose",
    ],
    [{ action: "save", ...OWN, code: "no-such" }, "This letter has no such reason"],
    [{ action: "retire", code: "no-such" }, "This letter has no such reason"],
    [{ action: "explode" }, "This letter has no such reason"],
  ])("are not changed by %o, and the page says why", async (fields, why) => {
    const response = await post(fields);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(why);
    expect(await codes()).toEqual([...REASONS]);
  });

  it("keep one in use, and are forty at most", async () => {
    for (const code of REASONS.slice(1)) await post({ action: "retire", code });
    const refused = await post({ action: "retire", code: "not-genuine" });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining("Keep at least one reason in use"),
    ]);
    for (let count = REASONS.length; count < 40; count += 1) await add();
    expect(await (await post({ action: "add", ...OWN })).text()).toContain("at most 40 reasons");
  });

  it("are written in the letter's language and in English", async () => {
    await buildLetter(world.deps, { slug: "fleuves", language: "fr" });
    const editor = await signInAs(world, "campaigner", null);
    const path = paths.letterReasons("fleuves");
    const page = await (await editor.get(path)).text();
    expect(page).toContain("What we mail to the signatory (French)");
    expect(page).toContain("What we mail to the signatory (English)");
    const english = { label: "Hors sujet", "sentence-en": "it is about something else." };
    expect((await editor.post(path, { action: "add", ...english })).status).toBe(422);
    const both = { ...english, "sentence-fr": "elle parle d'autre chose." };
    expect((await editor.post(path, { action: "add", ...both })).status).toBe(303);
  });

  it("are edited by those who may edit the letter", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await moderator.get(REASONS_PATH)).status).toBe(403);
    expect((await moderator.post(REASONS_PATH, { action: "add", ...OWN })).status).toBe(403);
    expect(await world.db.letterReason.count()).toBe(0);
  });
});

describe("a decision for a reason of the letter", () => {
  it("is offered in the queue, mailed in the letter's words, and shown by its label", async () => {
    const code = await add();
    const id = await build({ name: "Ada", email: PERSON.email });
    const queue = await (await campaigner.get(paths.queue("rivers"))).text();
    expect(queue).toContain(`<option value="${code}">Not a river</option>`);
    await decide(id, { decision: "reject", reason: code });
    await world.deliver();
    expect(world.mailbox.mails[0]?.text).toContain(
      "Their reason: your entry is not about a river.",
    );
    await sign(world, PERSON);
    await world.deliver();
    expect(world.mailbox.mails[1]?.text).toContain("your entry is not about a river.");
    expect(await ownPage(id)).toContain("your entry is not about a river.");

    await post({ action: "retire", code });
    const rejected = await campaigner.get(`${paths.queue("rivers")}?state=rejected`);
    const entry = await campaigner.get(paths.entry("rivers", id));
    for (const page of [rejected, entry]) expect(await page.text()).toContain("Not a river");
    const fields = { format: "csv", states: "rejected" };
    const csv = await (await campaigner.post(paths.exports("rivers"), fields)).text();
    expect(csv).toMatch(/,Not a river,,,\r\n$/);
  });

  it("is mailed to nobody where the reason is silent, now and on a repeat", async () => {
    const code = await add({ label: "Spam", silent: "on" });
    const id = await build({ email: PERSON.email });
    await decide(id, { decision: "reject", reason: code });
    await sign(world, PERSON);
    const changed = await build({ state: "published", proposal: { name: "New" } });
    await decide(changed, { decision: "reject", reason: code });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: "rejected", reason: code, silent: true });
    const page = await ownPage(id);
    expect(page).toContain("not accepted");
    expect(page).not.toMatch(/Spam|reason/i);

    await decide(id, { decision: "approve", state: "rejected" });
    await world.deliver();
    expect(await rowOf(id)).toMatchObject({ state: "published", silent: false });
    expect(world.mailbox.mails[0]?.subject).toBe(
      "Your signature is published: A letter about rivers",
    );
  });

  it("turns words of one's own into another reason, kept for staff", async () => {
    await add();
    const id = await build();
    await decide(id, { decision: "reject", reason: "They shouted" });
    await world.deliver();
    expect(await rowOf(id)).toMatchObject({ reason: "other", reasonWords: "They shouted" });
    expect(world.mailbox.mails[0]?.text).toContain("their reason is not one of the standard ones.");
    const fields = { format: "csv", states: "rejected" };
    const csv = await (await campaigner.post(paths.exports("rivers"), fields)).text();
    expect(csv).toContain(",They shouted");
  });

  it("falls back to the letter's language, then to the standard words", async () => {
    const letter = await buildLetter(world.deps, { slug: "fleuves", language: "fr" });
    const editor = await signInAs(world, "campaigner", null);
    const reason = { label: "Hors sujet", "sentence-fr": "elle parle d'autre chose." };
    await editor.post(paths.letterReasons("fleuves"), { action: "add", ...reason });
    const code = (await listOf(letter)).at(-1)?.code ?? "";
    const id = await buildEntry(world.deps, letter, { state: "pending" });
    await world.db.signature.update({ where: { id }, data: { language: "de" } });
    await editor.post(paths.decisions("fleuves"), { id, decision: "reject", reason: code });
    await world.deliver();
    expect(world.mailbox.mails[0]?.text).toContain("elle parle d'autre chose.");
    await world.db.letterReason.updateMany({ where: { code }, data: { sentences: null } });
    const other = await buildEntry(world.deps, letter, { state: "pending" });
    await editor.post(paths.decisions("fleuves"), { id: other, decision: "reject", reason: code });
    await world.deliver();
    expect(world.mailbox.mails[1]?.text).toContain("ce motif n’est pas l’un des motifs habituels.");
  });
});
