import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { addPasskey, optionsFrom, usePasskey } from "../support/browser/passkeys.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EXPORTS = "/admin/letters/rivers/exports";
const FROM_EXPORTS = { Referer: `http://localhost:3000${EXPORTS}` };
const CONTACTS = { format: "csv", contacts: "on" };
const ASKED = `/admin/step-up?then=${encodeURIComponent(EXPORTS)}&sent=on`;
/** Where the form leads on to, as its hidden fields say. */
const AIM = Object.fromEntries(new URLSearchParams(ASKED.split("?")[1]));
const locationOf = (response: Response) => response.headers.get("location");

describe("a serious act", () => {
  it("asks again whoever signed in more than five minutes ago, and only then", async () => {
    await buildEntry(world.deps, world.letter);
    const cleo = await signInAs(world, "campaigner");
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(200);
    world.clock.advance(5 * MINUTE_MS);
    expect((await cleo.post(EXPORTS, { format: "csv" })).status).toBe(200);
    expect(locationOf(await cleo.post(EXPORTS, CONTACTS, FROM_EXPORTS))).toBe(ASKED);
    const json = await cleo.post(EXPORTS, CONTACTS, { Accept: "application/json" });
    expect([json.status, await json.json()]).toEqual([403, { error: "step-up" }]);
    expect(await world.db.exportRecord.count({ where: { withContacts: true } })).toBe(1);
  });

  it("is every change of people, passkeys and recovery codes", async () => {
    const ada = await signInAs(world, "administrator", null);
    world.clock.advance(6 * MINUTE_MS);
    for (const path of [
      "/admin/people",
      `/admin/people/${ada.accountId}`,
      "/admin/letters/rivers/people",
      "/admin/account/passkeys",
      "/admin/account/passkeys/remove",
      "/admin/account/recovery-codes",
    ])
      expect(locationOf(await ada.post(path, { action: "disable" })), path).toMatch(
        /step-up\?then=/,
      );
    const page = await ada.get("/admin/account/passkeys/new");
    expect(locationOf(page)).toBe("/admin/step-up?then=%2Fadmin%2Faccount%2Fpasskeys%2Fnew");
  });

  it("takes a mailed link from whoever has no passkey, in their session, once", async () => {
    const cleo = await signInAs(world, "campaigner");
    const mal = await signInAs(world, "campaigner");
    world.clock.advance(6 * MINUTE_MS);
    const page = await (await cleo.get(ASKED)).text();
    expect(page).toContain("What you sent has not been done yet");
    await cleo.post("/admin/step-up/mail", AIM);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "admin/step-up");
    expect(await (await cleo.get(link)).text()).toContain("Yes, it is me");
    expect((await mal.post(link)).status).toBe(410);
    expect(locationOf(await cleo.post(EXPORTS, CONTACTS))).toMatch(/step-up/);
    expect(locationOf(await cleo.post(link))).toBe(ASKED);
    const back = await (await cleo.get(ASKED)).text();
    expect(back).toContain("What you sent before was not done");
    expect(back).toContain(`href="${EXPORTS}"`);
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(200);
    // It vouches for the session in which it was opened, and for no other.
    expect(locationOf(await mal.post(EXPORTS, CONTACTS, FROM_EXPORTS))).toBe(ASKED);
    const again = await cleo.post(link);
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining("This link does not work"),
    ]);
  });

  it("mails at most five such links an hour, which sign nobody in", async () => {
    const cleo = await signInAs(world, "campaigner");
    for (let index = 0; index < 6; index += 1) await cleo.post("/admin/step-up/mail");
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(5);
    expect((await cleo.post("/admin/step-up/mail")).status).toBe(429);
    const token = linkIn(world.mailbox.mails[0], "admin/step-up").split("/").at(-1);
    expect((await cleo.post(`/admin/sign-in/${token}`)).status).toBe(404);
  });

  it("takes the passkey alone from whoever has one", async () => {
    const cleo = await signInAs(world, "campaigner");
    const { passkey } = await addPasskey(cleo);
    world.clock.advance(6 * MINUTE_MS);
    const mail = await cleo.post("/admin/step-up/mail");
    expect([mail.status, await mail.text()]).toEqual([
      403,
      expect.stringContaining("so only that counts here"),
    ]);
    expect((await usePasskey(cleo, passkey, { isVerified: false }, "/admin/step-up")).status).toBe(
      422,
    );
    expect(locationOf(await cleo.post(EXPORTS, CONTACTS))).toMatch(/step-up/);
    const options = await optionsFrom(cleo, "/admin/step-up/options");
    const fields = { response: passkey.use(options), ...AIM, sent: "" };
    const passed = await cleo.post("/admin/step-up", fields);
    expect(locationOf(await cleo.get(locationOf(passed) ?? ""))).toBe(EXPORTS);
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(200);
  });

  it("opens with the passkey the session that used it, and no other of the same person", async () => {
    const cleo = await signInAs(world, "campaigner");
    const { passkey } = await addPasskey(cleo);
    const sessions = [];
    for (let index = 0; index < 2; index += 1) {
      await cleo.post("/admin/sign-in", { email: `${cleo.displayName}@staff.example` });
      await world.deliver();
      sessions.push(await signInFromMail({}));
    }
    const [used, other] = sessions;
    if (used) expect((await usePasskey(used, passkey)).status).toBe(303);
    expect((await used?.get("/admin"))?.status).toBe(200);
    expect((await other?.get("/admin"))?.headers.get("location")).toBe("/admin/second-step");
  });

  it("leads on to pages of this site alone", async () => {
    const cleo = await signInAs(world, "campaigner");
    for (const then of [
      "https://evil.example/admin/",
      "//evil.example/admin/",
      "/admin/../../letters/rivers",
      "/\\evil.example",
      "/adminevil",
      "javascript:alert(1)",
      `/admin/${"a".repeat(600)}`,
      "/admin/\u0000",
    ]) {
      const response = await cleo.get(`/admin/step-up?then=${encodeURIComponent(then)}`);
      expect(locationOf(response) ?? "", then).toMatch(/^\/admin\/(account|%00)?$/);
    }
  });
});

describe("one's own sessions", () => {
  it("are listed by browser, and end one by one or all but this", async () => {
    const ben = await signInAs(world, "moderator");
    const [row] = await world.db.session.findMany();
    const agent = {
      "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    };
    for (let index = 0; index < 3; index += 1) {
      await ben.post("/admin/sign-in", { email: `${ben.displayName}@staff.example` });
      await world.deliver();
      await signInFromMail(agent);
    }
    const page = await (await ben.get("/admin/account")).text();
    expect(page.match(/Firefox on Linux/g)?.length).toBeGreaterThanOrEqual(3);
    expect(page).toContain("this one");
    const ids = (await world.db.session.findMany({ orderBy: { createdAt: "asc" } })).map(
      ({ id }) => id,
    );
    const victim = ids.find((id) => id !== row?.id) ?? "";
    await ben.post("/admin/account/sessions", { id: victim });
    expect(await world.db.session.count()).toBe(3);
    await ben.post("/admin/account/sessions", { others: "on" });
    expect((await world.db.session.findMany()).map(({ id }) => id)).toEqual([row?.id]);
    expect((await ben.get("/admin")).status).toBe(200);
  });

  it("of others cannot be ended", async () => {
    await signInAs(world, "moderator");
    const [row] = await world.db.session.findMany();
    const mal = await signInAs(world, "administrator", null);
    await mal.post("/admin/account/sessions", { id: row?.id });
    expect(await world.db.session.count({ where: { id: row?.id ?? "" } })).toBe(1);
  });

  it("tell the page when they end, and stay for whoever asks", async () => {
    const ben = await signInAs(world, "moderator");
    world.clock.advance(20 * MINUTE_MS);
    const page = await (await ben.get("/admin")).text();
    expect(page).toContain(`data-idle-ms="${30 * MINUTE_MS}"`);
    expect(page).toContain(`data-ends-ms="${12 * HOUR_MS - 20 * MINUTE_MS}"`);
    world.clock.advance(29 * MINUTE_MS);
    const stay = await ben.post("/admin/session", {}, { Accept: "application/json" });
    expect(await stay.json()).toMatchObject({ idleMs: 30 * MINUTE_MS });
    expect(locationOf(await ben.post("/admin/session"))).toBe("/admin");
    world.clock.advance(29 * MINUTE_MS);
    expect((await ben.get("/admin")).status).toBe(200);
    expect(await (await ben.get("/letters/rivers")).text()).not.toContain("data-idle-ms");
  });
});

async function signInFromMail(headers: Record<string, string>) {
  const browser = browserIn(world);
  const mails = world.mailbox.mails.filter(({ text }) => text.includes("/admin/sign-in/"));
  await browser.post(linkIn(mails.at(-1), "admin/sign-in"), {}, headers);
  return browser;
}
