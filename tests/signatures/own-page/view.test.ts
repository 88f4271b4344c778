import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** An entry and the path of its signatory's own page. */
async function anEntry(given: GivenEntry = {}) {
  const id = await buildEntry(world.deps, world.letter, { name: "Ada Lovelace", ...given });
  return { id, page: paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 })) };
}

async function read(page: string): Promise<string> {
  return await (await browserIn(world).get(page)).text();
}

/** Presses a button and gives what the page says then. */
async function press(page: string, fields: Record<string, string>): Promise<string> {
  const response = await browserIn(world).post(page, fields);
  if (response.status !== 303) return await response.text();
  return await read(response.headers.get("location") ?? "");
}

async function listed(): Promise<string[]> {
  const response = await browserIn(world).get("/letters/rivers/signatories.json");
  const list: { signatories: { name: string }[] } = await response.json();
  return list.signatories.map(({ name }) => name);
}

async function rowOf(id: string) {
  return await world.db.signature.findUniqueOrThrow({ where: { id } });
}

async function eventsOf(signatureId: string): Promise<string[]> {
  const events = await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } });
  return events.map(({ code }) => code);
}

const CHANGE = {
  action: "edit",
  name: "Ada King",
  title: "Countess",
  affiliation: "Analytical Society",
  country: "GB",
  visibility: "full",
};

describe("a signatory's own page", () => {
  const states = [
    ["pending", "A moderator will read your entry"],
    ["published", "Your signature is published"],
    ["rejected", "Your signature was not accepted"],
    ["invalidated", "Your signature was not accepted"],
    ["withdrawn", "Your signature is withdrawn"],
    ["takendown", "This entry has been removed"],
  ] as const;
  it.each(states)("says where a %s entry stands", async (state, sentence) => {
    const { page } = await anEntry({ state });
    const response = await browserIn(world).get(page);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining(`<h1>${sentence}</h1>`),
    ]);
  });

  it("is linked from the page that confirms, and from the mail that it is published", async () => {
    const moderator = await signInAs(world, "moderator");
    await sign(world, PERSON);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "verification");
    const thanks = await press(link, { decision: "confirm" });
    const fromThanks = /href="(\/signature\/[^"]+)"/.exec(thanks)?.[1] ?? "";
    expect(await read(fromThanks)).toContain("A moderator will read your entry");
    const { id } = await world.db.signature.findFirstOrThrow();
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    await world.deliver();
    const fromMail = linkIn(world.mailbox.mails[1], "signature");
    expect(await read(fromMail)).toContain("Your signature is published");

    // A confirmation link whose time is over proves nothing any more.
    world.clock.advance(8 * 24 * 60 * MINUTE_MS);
    expect(await read(link)).not.toContain("/signature/");
  });

  it("changes nothing when it is opened, and shows nothing to a link that was altered", async () => {
    const { id, page } = await anEntry();
    const before = await rowOf(id);
    for (const method of ["GET", "HEAD"]) await browserIn(world).send(page, { method });
    expect(await rowOf(id)).toEqual(before);
    for (const wrong of [`${page.slice(0, -2)}xx`, "/signature/nonsense", "/signature/%ff"]) {
      const response = await browserIn(world).get(wrong);
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.not.stringContaining("Ada"),
      ]);
      const posted = await browserIn(world).post(wrong, { action: "withdraw", confirm: "on" });
      expect(posted.status).toBe(404);
    }
    expect(await listed()).toEqual(["Ada Lovelace"]);
  });

  it("refuses a press from another site, and a press that says nothing", async () => {
    const { page } = await anEntry();
    const evil = { "Sec-Fetch-Site": "cross-site" };
    const fields = { action: "withdraw", confirm: "on" };
    expect((await browserIn(world).post(page, fields, evil)).status).toBe(403);
    expect((await browserIn(world).post(page, {})).status).toBe(422);
    expect(await listed()).toEqual(["Ada Lovelace"]);
  });
});

describe("hiding", () => {
  it("takes an entry out of list, counts and search at once, and showing brings it back", async () => {
    const { id, page } = await anEntry();
    expect(await press(page, { action: "hide" })).toContain("Your signature is hidden");
    expect(await listed()).toEqual([]);
    const numbers = await (await browserIn(world).get("/letters/rivers.json")).json();
    expect(numbers.counts.total).toBe(0);
    expect(await read(`/letters/rivers/signatories?q=ada`)).toContain("Nobody in the list");
    expect(await press(page, { action: "hide" })).toContain("That is no longer possible");
    expect(await press(page, { action: "show" })).toContain("Your signature is published");
    expect(await listed()).toEqual(["Ada Lovelace"]);
    expect(await eventsOf(id)).toEqual(["published", "hidden", "shown"]);
  });

  it("is for published entries alone", async () => {
    const { id, page } = await anEntry({ state: "pending" });
    await press(page, { action: "hide" });
    expect((await rowOf(id)).hiddenAt).toBeNull();
  });
});

describe("withdrawing", () => {
  it("takes two presses, erases everything personal and leaves every public surface", async () => {
    const { id, page } = await anEntry({ email: PERSON.email });
    expect(await press(page, { action: "withdraw" })).toContain("Withdraw your signature?");
    expect(await listed()).toEqual(["Ada Lovelace"]);
    const said = await press(page, { action: "withdraw", confirm: "on" });
    expect(said).toContain("Your signature is withdrawn");
    expect(await listed()).toEqual([]);
    for (const path of ["", "/signatories", "/signatories.csv", ".json"]) {
      expect(await read(`/letters/rivers${path}`)).not.toContain("Lovelace");
    }
    expect(await rowOf(id)).toMatchObject({
      state: "withdrawn",
      name: "",
      nameKey: "",
      searchWords: "[]",
      email: null,
      addressKey: null,
      addressLimitKey: null,
      domainKey: null,
    });
    const row = JSON.stringify(await rowOf(id));
    // Hashes are random letters, which may well spell a short word.
    expect(row).not.toMatch(/lovelace|example\.org/i);
  });

  it.each(["pending", "published", "rejected"] as const)(
    "is possible for a %s entry, once, and for two presses at once it is one",
    async (state) => {
      const { id, page } = await anEntry({ state });
      const fields = { action: "withdraw", confirm: "on" };
      const both = await Promise.all([press(page, fields), press(page, fields)]);
      expect(both.filter((said) => said.includes("You have withdrawn"))).toHaveLength(1);
      expect((await eventsOf(id)).slice(-2)).toEqual([state, "withdrawn"]);
    },
  );

  it("is not possible for an entry that was taken out as fraud", async () => {
    const { id, page } = await anEntry({ state: "invalidated" });
    await press(page, { action: "withdraw", confirm: "on" });
    expect((await rowOf(id)).state).toBe("invalidated");
  });

  it("cancels the mail that is due", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry({ state: "pending" });
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    await press(page, { action: "withdraw", confirm: "on" });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
  });

  it("lets the same person sign anew, and is not undone by an import", async () => {
    const csv = "kind,name,title,affiliation\nindividual,Ada Lovelace,,\n";
    expect(await importSignatories(world.deps, world.letter, csv)).toMatchObject({ added: 1 });
    const { id } = await world.db.signature.findFirstOrThrow();
    const imported = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    await press(paths.ownPage(imported), { action: "withdraw", confirm: "on" });
    const own = await anEntry({ name: "Ada Byron", email: PERSON.email });
    await press(own.page, { action: "withdraw", confirm: "on" });
    const again = `${csv}individual,Ada Byron,,\n`;
    expect(await importSignatories(world.deps, world.letter, again)).toMatchObject({ added: 0 });
    expect(await listed()).toEqual([]);
    await sign(world, PERSON);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect(await world.db.signature.count({ where: { state: "unverified" } })).toBe(1);
  });
});

describe("changing", () => {
  it("does not let an import list somebody again under what they said before", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry();
    await press(page, CHANGE);
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    const header = "kind,name,title,affiliation\n";
    const before = `${header}individual,Ada Lovelace,,\n`;
    const after = `individual,Ada King,Countess,Analytical Society\n`;
    const importBoth = async () =>
      await importSignatories(world.deps, world.letter, before + after);
    expect(await importBoth()).toMatchObject({ added: 0, alreadyThere: 2 });
    await press(page, { action: "withdraw", confirm: "on" });
    expect(await importBoth()).toMatchObject({ added: 0, alreadyThere: 2 });
    expect(await listed()).toEqual([]);
  });

  it("comes back with what was typed and an error beside each bad field", async () => {
    const { id, page } = await anEntry({ state: "pending" });
    const response = await browserIn(world).post(page, { ...CHANGE, name: "www.spam.example/x" });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain("Remove the web address from this field");
    expect(html).toContain('value="www.spam.example/x"');
    expect((await rowOf(id)).name).toBe("Ada Lovelace");
  });

  it("holds at once for a pending entry, and a decision on what it said before does not", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry({ state: "pending" });
    const seen_at = String(world.clock.now().getTime());
    world.clock.advance(MINUTE_MS);
    expect(await press(page, CHANGE)).toContain("We have saved your change");
    const decision = { id, decision: "approve" };
    const headers = { Accept: "application/json" };
    const path = "/admin/letters/rivers/decisions";
    const early = await (await moderator.post(path, { ...decision, seen_at }, headers)).json();
    expect(early).toMatchObject({ decided: [], skipped: [{ id }] });
    expect(early.skipped[0].why).toContain("It has changed since you opened");
    const now = String(world.clock.now().getTime());
    await moderator.post(path, { ...decision, seen_at: now });
    expect(await listed()).toEqual(["Ada King"]);
    expect(await eventsOf(id)).toEqual(["pending", "edited", "published"]);
  });

  it("of a published entry waits for a moderator while the old one stays", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry();
    expect(await press(page, CHANGE)).toContain("A moderator will read it");
    expect(await read(page)).toContain("How you want it to appear");
    expect(await listed()).toEqual(["Ada Lovelace"]);
    const queue = await (await moderator.get("/admin/letters/rivers/queue.json")).json();
    expect(queue).toMatchObject({
      total: 1,
      pending: [{ id, name: "Ada King", state: "published" }],
    });
    const seen = await (await moderator.get("/admin/letters/rivers/queue")).text();
    expect(seen).toMatch(/<del><bdi>Ada Lovelace<\/bdi><\/del> <ins><bdi>Ada King/);
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await listed()).toEqual(["Ada King"]);
    expect(await read("/letters/rivers/signatories?q=king")).toContain("Ada King");
    await world.deliver();
    expect(world.mailbox.mails[0]?.subject).toBe("Your change is published: A letter about rivers");
    expect(await eventsOf(id)).toEqual(["published", "edit-proposed", "edit-accepted"]);
    expect(await (await moderator.get("/admin/letters/rivers/queue.json")).json()).toMatchObject({
      total: 0,
    });
  });

  it("that is rejected leaves the entry as it was, and its signatory is told why", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry();
    await press(page, CHANGE);
    await moderator.post("/admin/letters/rivers/decisions", {
      id,
      decision: "reject",
      reason: "incomplete",
    });
    expect(await listed()).toEqual(["Ada Lovelace"]);
    await world.deliver();
    const [mail] = world.mailbox.mails;
    expect(mail?.subject).toBe("Your change was not accepted: A letter about rivers");
    expect(mail?.text).toContain("something they need is missing from the entry");
    expect(await read(page)).toContain("Your last change was not accepted");
    expect((await rowOf(id)).state).toBe("published");
  });

  it("is decided as it was read: a change of the change is left for another look", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry();
    await press(page, CHANGE);
    const seen_at = String(world.clock.now().getTime());
    world.clock.advance(MINUTE_MS);
    await press(page, { ...CHANGE, name: "Mallory" });
    const headers = { Accept: "application/json" };
    for (const decision of ["approve", "reject"]) {
      const fields = { id, decision, seen_at, reason: "other" };
      const answer = await moderator.post("/admin/letters/rivers/decisions", fields, headers);
      expect((await answer.json()).skipped[0].why).toContain("It has changed since you opened");
    }
    expect(await listed()).toEqual(["Ada Lovelace"]);
  });

  it("to be named no more takes effect at once", async () => {
    const { id, page } = await anEntry({ title: "Countess", country: "GB" });
    const said = await press(page, {
      ...CHANGE,
      name: "Ada Lovelace",
      affiliation: "",
      visibility: "anonymous",
    });
    expect(said).toContain("We have saved your change");
    expect(await listed()).toEqual([]);
    expect((await rowOf(id)).proposedAt).toBeNull();
    const numbers = await (await browserIn(world).get("/letters/rivers.json")).json();
    expect(numbers.counts).toMatchObject({ individuals: 0, anonymous: 1 });
  });

  it("to be named no more while a change waits does two things, and says both", async () => {
    const { id, page } = await anEntry({ title: "Countess", country: "GB" });
    await press(page, CHANGE);
    const asListed = { ...CHANGE, name: "Ada Lovelace", affiliation: "" };
    const said = await press(page, { ...asListed, visibility: "anonymous" });
    expect(said).toContain("Your name is no longer in the list");
    expect(said).toContain("The change that was waiting is cancelled");
    expect(said).not.toContain("Your entry stays as it is");
    expect(await listed()).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ visibility: "anonymous", proposal: null });
    expect(await eventsOf(id)).toEqual(["published", "edit-proposed", "edit-discarded", "edited"]);
  });

  it("to be named no more and something else takes the name at once, and the rest waits", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry({ title: "Countess", country: "GB" });
    await press(page, CHANGE);
    const said = await press(page, { ...CHANGE, name: "Ada Byron", visibility: "anonymous" });
    expect(said).toContain("Your name is no longer in the list");
    expect(said).toContain("A moderator will read the rest of your change");
    expect(await listed()).toEqual([]);
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await rowOf(id)).toMatchObject({ visibility: "anonymous", name: "Ada Byron" });
    expect(await eventsOf(id)).toEqual([
      "published",
      "edit-proposed",
      "edit-proposed",
      "edited",
      "edit-accepted",
    ]);
  });

  it("back to what is published takes a waiting change back", async () => {
    const { id, page } = await anEntry({ title: "Countess", country: "GB" });
    await press(page, CHANGE);
    const said = await press(page, { ...CHANGE, name: "Ada Lovelace", affiliation: "" });
    expect(said).toContain("You have cancelled your change");
    expect((await rowOf(id)).proposal).toBeNull();
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    expect(await eventsOf(id)).toEqual(["published", "edit-proposed", "edit-discarded"]);
  });

  it.each(["rejected", "withdrawn", "takendown", "invalidated"] as const)(
    "is not possible for a %s entry",
    async (state) => {
      const { id, page } = await anEntry({ state });
      const before = await rowOf(id);
      expect(await press(page, CHANGE)).toContain("That is no longer possible");
      expect(await rowOf(id)).toEqual(before);
    },
  );

  it("is forgotten with an entry that is withdrawn, and no longer waits", async () => {
    const moderator = await signInAs(world, "moderator");
    const { id, page } = await anEntry();
    await press(page, CHANGE);
    await press(page, { action: "withdraw", confirm: "on" });
    expect((await rowOf(id)).proposal).toBeNull();
    const queue = await (await moderator.get("/admin/letters/rivers/queue.json")).json();
    expect(queue).toMatchObject({ total: 0, pending: [] });
  });
});
