import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { addPasskey } from "../support/browser/passkeys.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const locationOf = (response: Response) => response.headers.get("location");
const roleId = (accountId: string, role: string, letter = "all") =>
  `${accountId} ${role} ${letter}`;
const HERE = "/admin/letters/rivers/people";
const events = async () =>
  (await world.db.staffEvent.findMany({ orderBy: { id: "asc" } }))
    .map(({ what }) => what)
    .filter((what) => what !== "signed-in");

describe("people", () => {
  it("are listed with their roles and passkeys, for administrators of all letters", async () => {
    const ada = await signInAs(world, "administrator", null);
    const ben = await signInAs(world, "moderator");
    await addPasskey(ben);
    const page = await (await ada.get("/admin/people")).text();
    expect(page).toContain(ben.displayName);
    expect(page).toContain("Moderator, rivers");
    expect(page).toContain("Administrator, all letters");
    expect(page).toMatch(/data-label="Second factor">Yes</);
    expect((await ben.get("/admin/people")).status).toBe(403);
  });

  it("are invited by mail, and come in with the role they were given", async () => {
    const ada = await signInAs(world, "administrator", null);
    const invited = {
      email: "cleo@staff.example",
      name: "Cleo",
      role: "campaigner",
      letter: "rivers",
    };
    expect(locationOf(await ada.post("/admin/people", invited))).toBe("/admin/people?invited=on");
    await world.deliver();
    const [mail] = world.mailbox.mails;
    expect(mail?.to).toEqual(["cleo@staff.example"]);
    const cleo = browserIn(world);
    await cleo.post(linkIn(mail, "admin/sign-in"));
    expect((await cleo.get("/admin/letters/rivers/exports")).status).toBe(200);
    expect(await events()).toEqual(["invited"]);
    const [event] = await world.db.staffEvent.findMany({ where: { what: "invited" } });
    expect([event?.letterId, event?.detail]).toEqual([world.letter.id, '{"role":"campaigner"}']);
  });

  it("are not invited by what is no address, role or letter, and at most thirty an hour", async () => {
    const ada = await signInAs(world, "administrator", null);
    const good = { email: "cleo@staff.example", role: "moderator" };
    for (const wrong of [
      { email: "cleo" },
      { role: "queen" },
      { letter: "none" },
      { name: "\u202e" },
    ]) {
      const answer = await ada.post("/admin/people", { ...good, ...wrong });
      expect([answer.status, await answer.text()]).toEqual([
        422,
        expect.stringContaining("Enter an address like"),
      ]);
    }
    for (let index = 0; index < 30; index += 1) await ada.post("/admin/people", good);
    expect((await ada.post("/admin/people", good)).status).toBe(429);
  });

  it("get and lose roles, from their next request on", async () => {
    const ada = await signInAs(world, "administrator", null);
    const ben = await signInAs(world, "moderator");
    const path = `/admin/people/${ben.accountId}`;
    await ada.post(path, { action: "grant", role: "campaigner", letter: "rivers" });
    expect((await ben.get("/admin/letters/rivers/exports")).status).toBe(200);
    for (const role of ["campaigner", "moderator"])
      await ada.post(path, {
        action: "revoke",
        role_id: roleId(ben.accountId, role, world.letter.id),
      });
    expect((await ben.get("/admin/letters/rivers/queue")).status).toBe(403);
    expect(await events()).toEqual(["role-granted", "role-revoked", "role-revoked"]);
    const again = await ada.post(path, { action: "revoke", role_id: "none" });
    expect(again.status).toBe(404);
  });

  it("who are disabled are out at once, with their links, and come back by a new link alone", async () => {
    const ada = await signInAs(world, "administrator", null);
    const ben = await signInAs(world, "moderator");
    const { deps } = world;
    const old = await createSignIn(deps, ben.accountId, "sign-in", { byMail: false });
    const path = `/admin/people/${ben.accountId}`;
    await ada.post(path, { action: "disable" });
    expect(locationOf(await ben.get("/admin"))).toBe("/admin/sign-in");
    expect(await world.db.session.count({ where: { accountId: ben.accountId } })).toBe(0);
    await ada.post(path, { action: "enable" });
    expect(locationOf(await ben.get("/admin"))).toBe("/admin/sign-in");
    expect((await browserIn(world).post(`/admin/sign-in/${old.token}`)).status).toBe(410);
    const fresh = await createSignIn(deps, ben.accountId, "sign-in", { byMail: false });
    expect((await browserIn(world).post(`/admin/sign-in/${fresh.token}`)).status).toBe(303);
    expect(await events()).toEqual(["account-disabled", "account-enabled"]);
  });

  it("always keep an administrator, who never disables themself", async () => {
    const ada = await signInAs(world, "administrator", null);
    const self = `/admin/people/${ada.accountId}`;
    const disabled = await ada.post(self, { action: "disable" });
    expect([disabled.status, await disabled.text()]).toEqual([
      409,
      expect.stringContaining("You cannot disable your own account"),
    ]);
    const role_id = roleId(ada.accountId, "administrator");
    const revoked = await ada.post(self, { action: "revoke", role_id });
    expect([revoked.status, await revoked.text()]).toEqual([
      409,
      expect.stringContaining("only administrator of all letters"),
    ]);
    expect((await ada.get("/admin/people")).status).toBe(200);
  });

  it("keep an administrator when two take each other's role, or disable each other, at once", async () => {
    const ada = await signInAs(world, "administrator", null);
    const ben = await signInAs(world, "administrator", null);
    const revoke = { action: "revoke" };
    await Promise.all([
      ada.post(`/admin/people/${ben.accountId}`, {
        ...revoke,
        role_id: roleId(ben.accountId, "administrator"),
      }),
      ben.post(`/admin/people/${ada.accountId}`, {
        ...revoke,
        role_id: roleId(ada.accountId, "administrator"),
      }),
    ]);
    expect(await world.db.role.count({ where: { role: "administrator" } })).toBeGreaterThan(0);
    await Promise.all([
      ada.post(`/admin/people/${ben.accountId}`, { action: "disable" }),
      ben.post(`/admin/people/${ada.accountId}`, { action: "disable" }),
    ]);
    const roles = { some: { role: "administrator" } };
    expect(await world.db.account.count({ where: { disabledAt: null, roles } })).toBeGreaterThan(0);
  });
});

describe("the people of a letter", () => {
  it("are its moderators, whom a campaigner invites and removes", async () => {
    const cleo = await signInAs(world, "campaigner");
    const ben = await signInAs(world, "moderator");
    expect(await (await cleo.get(HERE)).text()).toContain(ben.displayName);
    const invited = { action: "invite", email: "dan@staff.example", role: "moderator" };
    expect(locationOf(await cleo.post(HERE, invited))).toBe(`${HERE}?invited=on`);
    await world.deliver();
    expect(world.mailbox.mails[0]?.to).toEqual(["dan@staff.example"]);
    const role_id = roleId(ben.accountId, "moderator", world.letter.id);
    await cleo.post(HERE, { action: "remove", id: ben.accountId, role_id });
    expect((await ben.get("/admin/letters/rivers/queue")).status).toBe(403);
  });

  it("get nothing from a campaigner that is more than theirs, or elsewhere", async () => {
    const cleo = await signInAs(world, "campaigner");
    for (const role of ["campaigner", "administrator"]) {
      const wish = { action: "invite", email: "mal@staff.example", role };
      expect((await cleo.post(HERE, wish)).status, role).toBe(403);
    }
    const other = await buildLetter(world.deps, { slug: "other" });
    const far = await signInAs(world, "moderator", other);
    const everywhere = await signInAs(world, "moderator", null);
    const peer = await signInAs(world, "campaigner");
    for (const [id, role_id, status] of [
      [far.accountId, roleId(far.accountId, "moderator", other.id), 404],
      [everywhere.accountId, roleId(everywhere.accountId, "moderator"), 404],
      [peer.accountId, roleId(peer.accountId, "campaigner", world.letter.id), 403],
    ] as const) {
      const answer = await cleo.post(HERE, { action: "remove", id, role_id });
      expect(answer.status).toBe(status);
    }
    expect((await far.get("/admin/letters/other/queue")).status).toBe(200);
  });

  it("are appointed as campaigners by an administrator", async () => {
    const ada = await signInAs(world, "administrator", null);
    const wish = { action: "invite", email: "eve@staff.example", role: "campaigner" };
    expect((await ada.post(HERE, wish)).status).toBe(303);
    expect(await world.db.role.count({ where: { role: "campaigner" } })).toBe(1);
  });
});
