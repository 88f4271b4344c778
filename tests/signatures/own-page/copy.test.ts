import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("a copy of what is held", () => {
  const copyOf = async (id: string) => {
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    return await browserIn(world).get(paths.ownCopy(token));
  };

  it("holds everything but what moderators noted and whoever else it is about", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, {
      kind: "organisation",
      name: "River Friends",
      website: "https://friends.example",
      contactName: "Bea Contact",
      contactRole: "Director",
      email: "bea@friends.example",
      state: "pending",
    });
    const decisions = "/admin/letters/rivers/decisions";
    await moderator.post(decisions, { id, decision: "note", note: "Called Cleo about it." });
    await moderator.post(decisions, { id, decision: "approve" });
    const refused = { letterId: world.letter.id, signatureId: id, code: "address-refused" };
    const at = world.clock.now();
    await world.db.event.create({ data: { ...refused, by: "new-address", at } });
    const answer = await copyOf(id);
    expect(answer.headers.get("Content-Disposition")).toContain("attachment");
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      letter: "rivers",
      entry: {
        name: "River Friends",
        email: "bea@friends.example",
        contactName: "Bea Contact",
        contactRole: "Director",
        state: "published",
        version: 1,
      },
      agreedTo: [{ purpose: "publication" }, { purpose: "news", holds: false }],
      notesOfStaff: 1,
    });
    expect(JSON.parse(text).history.at(-1)).toMatchObject({ what: "mail", mail: "published" });
    const told = { what: "address-refused", by: "new-address" };
    expect(JSON.parse(text).history).toContainEqual(expect.objectContaining(told));
    for (const theirs of ["Cleo", moderator.displayName, moderator.accountId])
      expect(text).not.toContain(theirs);
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    const page = await (await browserIn(world).get(paths.ownPage(token))).text();
    expect(page).toContain(`href="${paths.ownCopy(token)}"`);
  });

  it("holds a change of address that waits, as far as the own page shows it", async () => {
    const id = await buildEntry(world.deps, world.letter, { kind: "organisation" });
    expect(await (await copyOf(id)).json()).toMatchObject({ changeOfAddress: null });
    const page = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
    const contact = { new_contact_name: "Cleo Next", new_contact_role: "Secretary" };
    const asked = { action: "change-address", new_email: "cleo@next.example", ...contact };
    await browserIn(world).post(page, asked);
    const text = await (await copyOf(id)).text();
    expect(JSON.parse(text)).toMatchObject({
      changeOfAddress: { newEmail: "c•••@next.example", contactName: "Cleo Next" },
    });
    expect(text).not.toContain("cleo@next.example");
    await browserIn(world).post(page, { action: "cancel-address" });
    expect(await (await copyOf(id)).json()).toMatchObject({ changeOfAddress: null });
  });

  it("is there for the link alone, and of nobody who has left", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "withdrawn" });
    expect((await copyOf(id)).status).toBe(404);
    expect((await browserIn(world).get("/signature/nonsense/copy")).status).toBe(404);
    const other = await buildEntry(world.deps, world.letter, { state: "published" });
    await world.db.signature.updateMany({ where: { id: other }, data: { tokenVersion: 2 } });
    expect((await copyOf(other)).status).toBe(410);
  });
});
