import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { addPasskey, optionsFrom, usePasskey } from "../support/browser/passkeys.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { addApp, appCode } from "../support/totp.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EXPORTS = "/admin/letters/rivers/exports";
const FROM_EXPORTS = { Referer: `http://localhost:3000${EXPORTS}` };
const CONTACTS = { format: "csv", contacts: "on", purpose: "The handover" };
const ASKED = `/admin/step-up?then=${encodeURIComponent(EXPORTS)}&sent=on`;
const AIM = ASKED.split("?")[1];
/** What the page says that keeps a form until its sender has shown who they are. */
const KEPT = "This page keeps it";
/** The form of a page with this action, as a browser would send it: its address and its fields. */
function formIn(page: string, action: string) {
  const form = new RegExp(`<form[^>]*action="(${action}[^"]*)".*?</form>`, "s").exec(page);
  const fields = [...(form?.[0] ?? "").matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  const areas = [...(form?.[0] ?? "").matchAll(/name="([^"]+)" hidden="">\n([^<]*)</g)];
  const all = [...fields, ...areas].map(([, name = "", value = ""]) => [name, value] as const);
  return { path: (form?.[1] ?? "").replaceAll("&amp;", "&"), fields: Object.fromEntries(all) };
}
const locationOf = (response: Response) => response.headers.get("location");

describe("a serious act", () => {
  it("asks again whoever signed in more than a quarter of an hour ago, and only then", async () => {
    await buildEntry(world.deps, world.letter);
    const cleo = await signInAs(world, "campaigner");
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(200);
    world.clock.advance(15 * MINUTE_MS);
    expect((await cleo.post(EXPORTS, { format: "csv" })).status).toBe(200);
    const asked = await cleo.post(EXPORTS, CONTACTS, FROM_EXPORTS);
    expect([asked.status, await asked.text()]).toEqual([403, expect.stringContaining(KEPT)]);
    const json = await cleo.post(EXPORTS, CONTACTS, { Accept: "application/json" });
    expect([json.status, await json.json()]).toEqual([403, { error: "step-up" }]);
    expect(await world.db.exportRecord.count({ where: { withContacts: true } })).toBe(1);
  });

  it("is every change of people, second factors and recovery codes", async () => {
    const ada = await signInAs(world, "administrator", null);
    world.clock.advance(16 * MINUTE_MS);
    for (const path of [
      "/admin/people",
      `/admin/people/${ada.accountId}`,
      "/admin/letters/rivers/people",
      "/admin/account/passkeys",
      "/admin/account/passkeys/remove",
      "/admin/account/authenticator",
      "/admin/account/authenticator/remove",
      "/admin/account/recovery-codes",
    ])
      expect(await (await ada.post(path, { action: "disable" })).text(), path).toContain(KEPT);
    const page = await ada.get("/admin/account/passkeys/new");
    expect(locationOf(page)).toBe("/admin/step-up?then=%2Fadmin%2Faccount%2Fpasskeys%2Fnew");
  });

  it("takes a mailed link from whoever has no passkey, in their session, once", async () => {
    const cleo = await signInAs(world, "campaigner");
    const mal = await signInAs(world, "campaigner");
    world.clock.advance(16 * MINUTE_MS);
    const page = await (await cleo.get(ASKED)).text();
    expect(page).toContain("We have not done what you asked yet");
    await cleo.post(`/admin/step-up/mail?${AIM}`);
    await world.deliver();
    const link = linkIn(world.mailbox.mails[0], "admin/step-up");
    expect(await (await cleo.get(link)).text()).toContain("Yes, it is me");
    expect((await mal.post(link)).status).toBe(410);
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(403);
    expect(locationOf(await cleo.post(link))).toBe(ASKED);
    const back = await (await cleo.get(ASKED)).text();
    expect(back).toContain("We have not yet done what you asked");
    expect(back).toContain(`href="${EXPORTS}"`);
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(200);
    // It vouches for the session in which it was opened, and for no other.
    expect((await mal.post(EXPORTS, CONTACTS, FROM_EXPORTS)).status).toBe(403);
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
    world.clock.advance(16 * MINUTE_MS);
    const mail = await cleo.post("/admin/step-up/mail");
    expect([mail.status, await mail.text()]).toEqual([
      403,
      expect.stringContaining("so you must use that here"),
    ]);
    expect((await usePasskey(cleo, passkey, { isVerified: false }, "/admin/step-up")).status).toBe(
      422,
    );
    expect((await cleo.post(EXPORTS, CONTACTS)).status).toBe(403);
    const options = await optionsFrom(cleo, "/admin/step-up/options");
    const to = `/admin/step-up?then=${encodeURIComponent(EXPORTS)}`;
    const passed = await cleo.post(to, { response: passkey.use(options) });
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

  it("is done by the step itself: what a form said is kept, and sent on", async () => {
    const cleo = await signInAs(world, "campaigner");
    const { passkey } = await addPasskey(cleo);
    const { secret } = await addApp(world, cleo);
    const edit = "/admin/letters/rivers/edit";
    const form = await (await cleo.get(edit)).text();
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(form)?.[1] ?? "";
    const body = "Two “lines” & <more>\r\nof an angry letter.";
    const text = { title: "Rivers", body, closing: "", language: "en", publisher: "River Watch" };
    const sent = { ...text, published: "2026-05-01", tags: "", seen, change_reason: "Anger" };
    world.clock.advance(16 * MINUTE_MS);
    expect(locationOf(await cleo.get(edit))).toMatch(/^\/admin\/step-up\?then=/);

    const asked = await (await cleo.post(edit, sent)).text();
    const { path, fields } = formIn(asked, "/admin/step-up/code");
    expect(path).toContain(`to=${encodeURIComponent(edit)}`);
    const wrong = await cleo.post(path, { ...sent, totp: "000000" });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("angry")]);
    const decoded = fields["body"]?.replaceAll("&quot;", '"').replaceAll("&lt;", "<");
    expect(decoded?.replaceAll("&gt;", ">").replaceAll("&amp;", "&")).toBe(body);
    expect(await world.db.letterVersion.count()).toBe(1);

    // The browser sends the same form on by itself (RFC 9110, 307).
    const code = { ...sent, totp: appCode(secret, world.clock.now()) };
    const passed = await cleo.post(path, code);
    expect([passed.status, locationOf(passed)]).toEqual([307, edit]);
    expect((await cleo.post(locationOf(passed) ?? "", code)).status).toBe(303);
    const { body: saved } = await world.db.letterVersion.findFirstOrThrow({ where: { number: 2 } });
    expect(saved).toBe(body.replaceAll("\r\n", "\n"));

    world.clock.advance(16 * MINUTE_MS);
    const byKey = formIn(await (await cleo.post(edit, sent)).text(), "/admin/step-up\\?");
    const options = await optionsFrom(cleo, "/admin/step-up/options");
    const shown = await cleo.post(byKey.path, { ...byKey.fields, response: passkey.use(options) });
    expect([shown.status, locationOf(shown)]).toEqual([307, edit]);
  });

  it("waits on the page while a link is in the mail", async () => {
    const cleo = await signInAs(world, "campaigner");
    world.clock.advance(16 * MINUTE_MS);
    const asked = formIn(await (await cleo.post(EXPORTS, CONTACTS)).text(), "/admin/step-up/mail");
    const waits = formIn(await (await cleo.post(asked.path, asked.fields)).text(), EXPORTS);
    expect(waits).toEqual({ path: EXPORTS, fields: CONTACTS });
    expect((await cleo.post(waits.path, waits.fields)).status).toBe(403);
    await world.deliver();
    await cleo.post(linkIn(world.mailbox.mails[0], "admin/step-up"));
    expect((await cleo.post(waits.path, waits.fields)).status).toBe(200);
  });

  it("asks for a file again, in words, as it cannot be kept", async () => {
    const cleo = await signInAs(world, "campaigner");
    const path = "/admin/letters/rivers/import";
    world.clock.advance(16 * MINUTE_MS);
    expect(locationOf(await cleo.get(path))).toMatch(/step-up/);
    const form = new FormData();
    form.set("file", new File(["kind,name\nindividual,Ada"], "names.csv"));
    const refused = await cleo.send(path, { method: "POST", body: form });
    expect(refused.status).toBe(303);
    const page = await (await cleo.get(locationOf(refused) ?? "")).text();
    expect(page).toContain("If you chose a file, choose it again");
    expect(await world.db.signature.count()).toBe(0);
  });

  it("is opening a letter, changing its text or whom people write to, its end, an import and mail to all", async () => {
    const cleo = await signInAs(world, "campaigner");
    world.clock.advance(16 * MINUTE_MS);
    const at = "/admin/letters/rivers";
    for (const [path, fields] of [
      [`${at}/edit`, { title: "Rivers" }],
      [`${at}/proposed-text`, { act: "approve" }],
      [`${at}/state`, { from: "open", to: "closed", confirm: "on" }],
      // As a draft its text could be changed, and it could be opened again.
      [`${at}/state`, { from: "open", to: "draft", confirm: "on" }],
      [`${at}/settings`, { closesAt: "2020-01-01T00:00", submissionsPerClientMax: "30" }],
      // Signatories would write to somebody else.
      [`${at}/settings`, { replyTo: "mal@evil.example", submissionsPerClientMax: "30" }],
      [`${at}/settings`, { contact: "mal@evil.example", submissionsPerClientMax: "30" }],
      [`${at}/settings`, { controller: "Mal", submissionsPerClientMax: "30" }],
      [`${at}/reaffirm`, { about: "1" }],
      [`${at}/import`, { text: "kind,name\nindividual,Ada" }],
    ] as const) {
      const answer = await cleo.post(path, fields);
      expect([answer.status, await answer.text()], path).toEqual([
        403,
        expect.stringContaining(KEPT),
      ]);
    }
    const unchanged = { state: "open", closesAt: null, replyTo: null, contact: null };
    expect(await world.db.letter.findFirst()).toMatchObject(unchanged);
    const harmless = { controller: "", listed: "on", submissionsPerClientMax: "30" };
    expect((await cleo.post(`${at}/settings`, harmless)).status).not.toBe(403);
    await world.db.letter.updateMany({ data: { state: "draft" } });
    expect((await cleo.get(`${at}/edit`)).status).toBe(200);
    expect((await cleo.post(`${at}/state`, { from: "draft", to: "open" })).status).toBe(403);
  });

  it("leads on to pages of this site alone", async () => {
    const cleo = await signInAs(world, "campaigner");
    const { secret } = await addApp(world, cleo);
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
      world.clock.advance(MINUTE_MS);
      const totp = appCode(secret, world.clock.now());
      const to = `/admin/step-up/code?to=${encodeURIComponent(then)}`;
      const sentOn = await cleo.post(to, { totp });
      expect(new URL(locationOf(sentOn) ?? "", "http://a").host, then).toBe("a");
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
