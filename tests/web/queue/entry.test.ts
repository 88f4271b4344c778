import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("the history of an entry", () => {
  it("tells what happened, who did it and what was mailed, in order", async () => {
    const moderator = await signInAs(world, "moderator");
    await sign(world, PERSON);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "verification");
    world.clock.advance(1_000);
    await browserIn(world).post(link, { decision: "confirm" });
    const { id } = await world.db.signature.findFirstOrThrow();
    world.clock.advance(1_000);
    await moderator.post("/admin/letters/rivers/decisions", {
      id,
      decision: "reject",
      reason: "duplicate",
      note: "Called twice.",
    });
    await world.deliver();
    const queue = await (await moderator.get("/admin/letters/rivers/queue?state=rejected")).text();
    expect(queue).toContain(`href="/admin/letters/rivers/entries/${id}"`);
    const page = await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
    const rows = [
      ...page.matchAll(/<tr><td><time[^>]*>.*?<\/time><\/td><td>(.*?)<\/td><td>(.*?)<\/td>/g),
    ];
    expect(rows.map(([, what, who]) => [what?.replace(/<[^>]*>/g, " ").trim(), who])).toEqual([
      ["Waiting to be confirmed", "The signatory"],
      ["Mail with the link to confirm: sent", "–"],
      ["Confirmed; waiting for a moderator", "The signatory"],
      ["Rejected  Already in the list", moderator.displayName],
      ["Note  Called twice.", moderator.displayName],
      ["Mail “your signature was not accepted”: sent", "–"],
    ]);
    expect(page).toContain("I sign this letter, and I agree that River Watch stores");
    expect(page).toContain(PERSON.email);
  });

  it("is for those who moderate the letter, and for entries of that letter", async () => {
    const id = await buildEntry(world.deps, world.letter, {
      kind: "organisation",
      contactName: "Charles Babbage",
      contactRole: "President",
      email: "charles@society.example",
    });
    const other = await buildLetter(world.deps, { slug: "other" });
    const theirs = await buildEntry(world.deps, other);
    const moderator = await signInAs(world, "moderator");
    const stranger = await signInAs(world, "moderator", other);
    const path = "/admin/letters/rivers/entries";
    const read = await moderator.get(`${path}/${id}`);
    expect(read.status).toBe(200);
    const page = await read.text();
    for (const held of ["charles@society.example", "Charles Babbage", "President"])
      expect(page).toContain(held);
    expect((await stranger.get(`${path}/${id}`)).status).toBe(403);
    expect((await browserIn(world).get(`${path}/${id}`)).status).toBe(303);
    for (const wrong of [theirs, "nonsense", "%ff"]) {
      expect((await moderator.get(`${path}/${wrong}`)).status).toBe(404);
    }
  });

  it("names the version that was signed, once the text has changed", async () => {
    const moderator = await signInAs(world, "moderator");
    const read = async (id: string) =>
      await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
    const before = await buildEntry(world.deps, world.letter, { name: "Ada" });
    expect(await read(before)).not.toContain("Text that they signed");
    const changed = await buildLetter(world.deps, { body: "Something else is asked for." });
    const after = await buildEntry(world.deps, changed, { name: "Bea" });
    expect(await read(before)).toContain("Version 1: an earlier text.");
    expect(await read(after)).toContain("Version 2: the current text of the letter");
  });

  it("of an entry that was erased shows codes and times alone", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { name: "Ada", state: "withdrawn" });
    const page = await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
    expect(page).toContain("An entry whose data we deleted");
    expect(page).toContain("Withdrawn; data deleted");
  });
});
