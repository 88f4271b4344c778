import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../../prisma/builders.ts";
import { runJobs } from "../../../../src/runtime/jobs.ts";
import { DAY_MS } from "../../../../src/shared/clock.ts";
import { signOwnPageToken } from "../../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../../src/shared/pages/paths.ts";
import { runAskings } from "../../../../src/signatures/questions/reaffirm/run.ts";
import { linkIn } from "../../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../../support/world.ts";

let world: World;
let campaigner: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  campaigner = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const BODY = "We ask for clean rivers.\n\n1. Measure them.\n2. Mend them.";
const PAGE = paths.reaffirm("rivers");
const build = (given: GivenEntry = {}) => buildEntry(world.deps, world.letter, given);
const rowOf = (id: string) => world.db.signature.findUniqueOrThrow({ where: { id } });

/** Gives the letter another text, a minute later. */
async function changeText(body: string): Promise<void> {
  world.clock.advance(60_000);
  await buildLetter(world.deps, { body, changeReason: "A promise was missing" });
}

/** Presses the button of the desk's page as it is, and lets the job ask. */
async function askAll(): Promise<string> {
  const page = await (await campaigner.get(PAGE)).text();
  const about = /name="about" value="(\d+)"/.exec(page)?.[1];
  const response = await campaigner.post(PAGE, { about });
  await runAskings(world.deps, () => true);
  return await (await campaigner.get(response.headers.get("location") ?? "")).text();
}

const factIn = (page: string, label: string) =>
  new RegExp(`<dt>${label}</dt><dd>(?:<[^>]*>)*([\\d,]+)<`).exec(page)?.[1];
const ownPage = async (id: string) => {
  const { tokenVersion: version } = await rowOf(id);
  return paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version }));
};
const read = async (path: string) => await (await browserIn(world).get(path)).text();
const shownIn = (page: string) => /name="shown" value="([^"]+)"/.exec(page)?.[1] ?? "";

describe("asking earlier signatories", () => {
  it("mails each once, with the difference, and tells the campaigner how far it came", async () => {
    const ada = await build({ name: "Ada Lovelace", email: "ada@example.org" });
    await build({ name: "Grace Hopper", state: "pending", email: "grace@example.org" });
    await build({ state: "withdrawn" });
    await build({ state: "rejected", email: "no@example.org" });
    const imported = await build({ name: "Imported" });
    await world.db.signature.updateMany({ where: { id: imported }, data: { email: null } });
    const stopped = await build({ email: "stopped@example.org" });
    const { addressLimitKey } = await rowOf(stopped);
    const since = { createdAt: world.clock.now() };
    await world.db.suppression.create({
      data: { addressLimitKey: addressLimitKey ?? "", ...since },
    });
    await changeText(BODY.replace("Mend them", "Mend all of them by 2030"));
    const letter = await buildLetter(world.deps, {
      body: BODY.replace("Mend them", "Mend all of them by 2030"),
    });
    await buildEntry(world.deps, letter, { name: "New", email: "new@example.org" });

    const before = await (await campaigner.get(PAGE)).text();
    expect(factIn(before, "Signed only an earlier text")).toBe("4");
    expect(factIn(before, "Still to ask")).toBe("2");
    expect(factIn(before, "Without an address: not asked")).toBe("1");
    expect(factIn(before, "Have stopped mail from this site: not asked")).toBe("1");
    expect(before).toContain("Ask 2 signatories");
    expect(before).toContain("+ Mend all of them by 2030.");

    const after = await askAll();
    expect(factIn(after, "Asked")).toBe("2");
    await world.deliver();
    const to = world.mailbox.mails.map((mail) => mail.to[0]).sort();
    expect(to).toEqual(["ada@example.org", "grace@example.org"]);
    const mail = world.mailbox.mails.find((one) => one.to[0] === "ada@example.org");
    expect(mail?.subject).toBe("The text that you signed has changed: A letter about rivers");
    expect(mail?.text).toContain("- 2. Mend them.");
    expect(mail?.text).toContain("+ Mend all of them by 2030.");
    expect(mail?.text).toContain("Do you sign the new text too?");
    const page = await read(linkIn(mail, "signature"));
    expect(page).toContain("The text that you signed has changed");
    expect(page).toContain("in the list of signatories, with the text that you signed");
    expect(page).toContain("A promise was missing");

    // A second press asks nobody: each is asked once about one text.
    await askAll();
    await runJobs(world.deps, () => true);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(2);
    expect(await (await campaigner.get(PAGE)).text()).toContain("There is nobody left to ask");

    await browserIn(world).post(await ownPage(ada), { action: "reaffirm", shown: shownIn(page) });
    await browserIn(world).post(linkIn(world.mailbox.mails[1], "signature"), {});
    const end = await (await campaigner.get(PAGE)).text();
    expect([factIn(end, "Mailed"), factIn(end, "Signed the new text")]).toEqual(["2", "1"]);
    expect(factIn(end, "Signed the current text")).toBe("2");
  });

  it("stops when the letter closes, and asks nobody about a text that is gone", async () => {
    const id = await build();
    await changeText("Another text altogether, and a longer one.");
    await askAll();
    await changeText("A third text.");
    expect(await world.deliver()).toBe(1);
    expect(world.mailbox.mails).toEqual([]);
    const again = await askAll();
    expect(factIn(again, "Asked")).toBe("1");
    await world.db.letter.updateMany({ data: { state: "closed" } });
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    const response = await campaigner.post(PAGE, { about: "3" });
    expect(response.headers.get("location")).toContain("done=closed");
    expect(await (await campaigner.get(PAGE)).text()).toContain("The letter is closed");
    expect(await read(await ownPage(id))).toContain("you can no longer sign the new text");
  });

  it("mails an address no more than three times a day, and keeps what is above waiting", async () => {
    await build({ email: "ada@example.org" });
    for (let text = 2; text <= 5; text += 1) {
      await changeText(`Text number ${text}: ${"again ".repeat(text)}`);
      await askAll();
      await world.deliver();
    }
    expect(world.mailbox.mails).toHaveLength(3);
    expect(await world.db.outbox.count({ where: { state: "due" } })).toBe(1);
    world.clock.advance(DAY_MS);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(4);
    expect(world.mailbox.mails.at(-1)?.text).toContain("Text number 5");
  });
});

describe("the own page of who signed an earlier text", () => {
  it("takes one press to sign the new one, whether asked or not, and is silent otherwise", async () => {
    const id = await build({ name: "Ada Lovelace" });
    const page = await ownPage(id);
    expect(await read(page)).not.toContain("has changed");
    await changeText(BODY.replace("Measure", "Do not measure"));
    const shown = await read(page);
    expect(shown).toContain("Sign the new text too");
    expect(shown).toContain("Do not measure");
    expect(shown).toContain('name="action" value="withdraw"');
    const response = await browserIn(world).post(page, {
      action: "reaffirm",
      shown: shownIn(shown),
    });
    expect(await read(response.headers.get("location") ?? "")).toContain(
      "You have now signed the new text",
    );
    const row = await rowOf(id);
    expect([row.textNumber, row.consentAt]).toEqual([2, world.clock.now()]);
    const events = await world.db.event.findMany({ where: { signatureId: id } });
    expect(events.map(({ code }) => code)).toEqual(["published", "reaffirmed"]);
    const again = await browserIn(world).post(page, { action: "reaffirm", shown: shownIn(shown) });
    expect(again.headers.get("location")).toContain("news=reaffirmed");
  });

  it("writes nothing if another text came after it was shown, and shows that one", async () => {
    const id = await build();
    const page = await ownPage(id);
    await changeText("The second text.");
    const shown = shownIn(await read(page));
    await changeText("The third text, which says the opposite.");
    const response = await browserIn(world).post(page, { action: "reaffirm", shown });
    const next = await read(response.headers.get("location") ?? "");
    expect(next).toContain("because the letter has a new text");
    expect(next).toContain("which says the opposite");
    expect((await rowOf(id)).textNumber).toBe(1);
    for (const other of ["", "nonsense", world.letter.version.id]) {
      await browserIn(world).post(page, { action: "reaffirm", shown: other });
      expect((await rowOf(id)).textNumber).toBe(1);
    }
  });

  it("of an organisation shows its contact, who says again that they may sign for it", async () => {
    const id = await build({ kind: "organisation", contactName: "Sam Officer" });
    const page = await ownPage(id);
    await changeText("The second text.");
    const shown = await read(page);
    expect(shown).toContain("Sam Officer, Director");
    const fields = { action: "reaffirm", shown: shownIn(shown) };
    const refused = await browserIn(world).post(page, fields);
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('aria-invalid="true"'),
    ]);
    expect((await rowOf(id)).textNumber).toBe(1);
    await browserIn(world).post(page, { ...fields, authority: "on" });
    const row = await rowOf(id);
    expect(row.textNumber).toBe(2);
    const hash = row.authorityHash ?? "";
    expect(await world.db.wording.findUnique({ where: { hash } })).not.toBeNull();
  });

  it("cannot sign the new text of a closed letter, or anything once withdrawn", async () => {
    const id = await build();
    const page = await ownPage(id);
    await changeText("The second text.");
    const shown = shownIn(await read(page));
    for (const data of [{ closesAt: world.clock.now() }, { state: "closed" }, { state: "draft" }]) {
      await world.db.letter.updateMany({ data });
      const response = await browserIn(world).post(page, { action: "reaffirm", shown });
      expect(response.headers.get("location")).toContain("news=impossible");
      expect((await rowOf(id)).textNumber).toBe(1);
      await world.db.letter.updateMany({ data: { closesAt: null, state: "open" } });
    }
    await browserIn(world).post(page, { action: "withdraw", confirm: "on" });
    await browserIn(world).post(page, { action: "reaffirm", shown });
    expect(await rowOf(id)).toMatchObject({ state: "withdrawn", textNumber: 1 });
  });

  it("tells of a correction that a second person saw, and asks nothing", async () => {
    const id = await build();
    const { version } = await world.letter;
    world.clock.advance(60_000);
    await world.db.letterVersion.create({
      data: {
        ...{ letterId: world.letter.id, language: "en", title: version.title, closing: "" },
        ...{ id: crypto.randomUUID(), number: 2, textNumber: 1, textHash: "hash" },
        body: BODY.replace("Measure", "Mesure").replace("clean", "cleen"),
        approvedBy: "ben",
        createdAt: world.clock.now(),
      },
    });
    const { id: currentVersionId } = await world.db.letterVersion.findFirstOrThrow({
      where: { number: 2 },
    });
    await world.db.letter.updateMany({ data: { currentVersionId } });
    const page = await read(await ownPage(id));
    expect(page).toContain("2 words of it changed on");
    expect(page).toContain("A second person checked");
    expect(page).not.toContain("Sign the new text");
    expect(factIn(await (await campaigner.get(PAGE)).text(), "Still to ask")).toBe("0");
  });
});

describe("what was signed", () => {
  it("is told by its hash in the first mail, before confirming, and on the own page", async () => {
    const { signedId, mail, confirm } = await signedAnew();
    const { textHash } = await world.db.letterVersion.findFirstOrThrow();
    expect(mail).toContain(textHash);
    expect(mail).toContain("/letters/rivers/versions/1.txt");
    expect(confirm).toContain(textHash);
    const page = await read(await ownPage(signedId));
    expect(page).toContain(textHash);
    expect(page).toContain("/letters/rivers/versions/1.txt");
  });
});

async function signedAnew() {
  const signedId = await build({ state: "unverified", email: "ada@example.org" });
  await world.db.outbox.updateMany({ data: { dueAt: world.clock.now() } });
  await world.deliver();
  const [mail] = world.mailbox.mails;
  const link = linkIn(mail, "verification");
  const confirm = await read(link);
  await browserIn(world).post(link, { decision: "confirm" });
  return { signedId, mail: mail?.text ?? "", confirm };
}
