import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const isIn = async (browser: { get: (path: string) => Promise<Response> }) =>
  (await browser.get("/admin")).status === 200;

async function linkFor(accountId: string): Promise<string> {
  const { token } = await createSignIn(world.deps, accountId, "sign-in", { byMail: false });
  return `/admin/sign-in/${token}`;
}

describe("a sign-in link", () => {
  it("is mailed to staff, and the answer is the same for everybody", async () => {
    const { displayName } = await signInAs(world, "moderator");
    const answers = [];
    for (const email of [`${displayName}@STAFF.example`, "stranger@example.org"]) {
      const response = await browserIn(world).post("/admin/sign-in", { email });
      answers.push([response.status, await response.text(), [...response.headers]]);
    }
    expect(answers[0]).toEqual(answers[1]);
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([[`${displayName}@staff.example`]]);
    const browser = browserIn(world);
    await browser.post(linkIn(world.mailbox.mails[0], "admin/sign-in"));
    expect(await isIn(browser)).toBe(true);
  });

  it("signs nobody in by being opened, and one person once by its button", async () => {
    const { accountId } = await signInAs(world, "moderator");
    const link = await linkFor(accountId);
    const scanner = browserIn(world);
    expect(await (await scanner.get(link)).text()).toContain("Press the button to sign in.");
    expect(scanner.cookies.size).toBe(0);
    const browsers = Array.from({ length: 10 }, () => browserIn(world));
    const statuses = await Promise.all(
      browsers.map(async (browser) => (await browser.post(link)).status),
    );
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    const again = await browserIn(world).post(link);
    expect([again.status, await again.text()]).toEqual([
      410,
      expect.stringContaining("This link has already been used"),
    ]);
  });

  it("lives fifteen minutes, an invitation seven days", async () => {
    const { accountId } = await signInAs(world, "moderator");
    const link = await linkFor(accountId);
    const { token } = await createSignIn(world.deps, accountId, "invitation", { byMail: false });
    world.clock.advance(15 * MINUTE_MS);
    const late = await browserIn(world).post(link);
    expect([late.status, await late.text()]).toEqual([
      410,
      expect.stringContaining("This link has expired"),
    ]);
    world.clock.advance(7 * DAY_MS - 16 * MINUTE_MS);
    expect((await browserIn(world).post(`/admin/sign-in/${token}`)).status).toBe(303);
  });

  it("is mailed at most five times an hour", async () => {
    const { displayName } = await signInAs(world, "moderator");
    const ask = () =>
      browserIn(world).post("/admin/sign-in", { email: `${displayName}@staff.example` });
    for (let index = 0; index < 8; index += 1) await ask();
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(5);
    world.clock.advance(HOUR_MS);
    await ask();
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(6);
  });

  it("reaches its owner's browser while a stranger asks for more than are given", async () => {
    const owner = await signInAs(world, "moderator");
    const email = `${owner.displayName}@staff.example`;
    for (let index = 0; index < 8; index += 1) {
      await browserIn(world, "198.51.100.7").post("/admin/sign-in", { email });
    }
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(5);
    await owner.post("/admin/sign-in", { email });
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(6);
  });

  it("is not asked for or guessed without end by one client, which keeps nobody else out", async () => {
    const { displayName } = await signInAs(world, "moderator");
    const guesser = browserIn(world, "198.51.100.7");
    for (let index = 0; index < 15; index += 1) {
      expect((await guesser.post("/admin/sign-in", { email: "a@example.org" })).status).toBe(200);
      expect((await guesser.post("/admin/sign-in/nonsense")).status).toBe(404);
    }
    for (const path of ["/admin/sign-in", "/admin/sign-in/nonsense"]) {
      const refused = await guesser.post(path, { email: "a@example.org" });
      expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "600"]);
    }
    const email = `${displayName}@staff.example`;
    expect((await browserIn(world).post("/admin/sign-in", { email })).status).toBe(200);
    expect(JSON.stringify(await world.db.rateCount.findMany())).not.toContain("198.51.100");
  });

  it("tells by mail of a browser that is new to the account, and of no other", async () => {
    const owner = await signInAs(world, "moderator");
    await owner.post(await linkFor(owner.accountId));
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    world.clock.advance(MINUTE_MS);
    const phone = browserIn(world);
    const agent =
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36";
    await phone.post(await linkFor(owner.accountId), {}, { "User-Agent": agent });
    await phone.post(await linkFor(owner.accountId));
    await world.deliver();
    expect(world.mailbox.mails.map(({ to, subject }) => [to, subject])).toEqual([
      [[`${owner.displayName}@staff.example`], "A new sign-in to localhost:3000"],
    ]);
    expect(world.mailbox.mails[0]?.text).toContain("Chrome on Android");
    const secrets = [...owner.cookies.values(), ...phone.cookies.values()];
    const rows = JSON.stringify(await world.db.device.findMany());
    for (const secret of secrets) expect(rows).not.toContain(secret);
  });

  it("is not given for what is no address, in words", async () => {
    const response = await browserIn(world).post("/admin/sign-in", { email: "ada@@" });
    const page = await response.text();
    expect([response.status, page]).toEqual([
      422,
      expect.stringContaining("Enter an address like"),
    ]);
    expect(page).toContain('value="ada@@"');
  });
});

describe("a session", () => {
  it("ends with signing out, and its cookie is worth nothing then", async () => {
    const browser = await signInAs(world, "moderator");
    const secret = [...browser.cookies.values()][0] ?? "";
    await browser.post("/admin/sign-out");
    expect([...browser.cookies.keys()]).toEqual(["device"]);
    browser.cookies.set("session", secret);
    expect(await isIn(browser)).toBe(false);
  });

  it("takes the place of the one that the browser had", async () => {
    const browser = await signInAs(world, "moderator");
    const former = browser.cookies.get("session") ?? "";
    await browser.post(await linkFor(browser.accountId));
    expect(await isIn(browser)).toBe(true);
    const thief = browserIn(world);
    thief.cookies.set("session", former);
    expect(await isIn(thief)).toBe(false);
  });

  it("is kept as a hash, so that a stolen table signs nobody in", async () => {
    const browser = await signInAs(world, "moderator");
    const secret = [...browser.cookies.values()][0] ?? "";
    const [row] = await world.db.session.findMany();
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(row?.id).not.toContain(secret);
    const thief = browserIn(world);
    thief.cookies.set("session", row?.id ?? "");
    expect(await isIn(thief)).toBe(false);
  });

  it("ends at once when its account is disabled or loses its role", async () => {
    const browser = await signInAs(world, "moderator");
    await world.db.role.deleteMany({ where: { accountId: browser.accountId } });
    expect((await browser.get("/admin/letters/rivers/queue")).status).toBe(403);
    await world.db.account.update({
      where: { id: browser.accountId },
      data: { disabledAt: new Date() },
    });
    expect(await isIn(browser)).toBe(false);
    expect((await browserIn(world).post(await linkFor(browser.accountId))).status).toBe(410);
  });

  it("has a cookie for this host alone, which no script can read", async () => {
    const { accountId } = await signInAs(world, "moderator");
    const response = await browserIn(world).post(await linkFor(accountId));
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      expect.stringMatching(
        /^device=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const secure = await openWorld({
      NODE_ENV: "production",
      BASE_URL: "https://letters.example",
      MAIL_FROM: "letters@letters.example",
    });
    const page = await browserIn(secure).get("/letters/rivers");
    expect(page.headers.get("strict-transport-security")).toBe(
      "max-age=31536000; includeSubDomains",
    );
    const moderator = await signInAs(secure, "moderator");
    expect([...moderator.cookies.keys()]).toEqual(["__Host-session", "__Host-device"]);
    await secure.close();
  });

  it("survives no malformed cookie, and answers it like none", async () => {
    for (const cookie of [
      "session=",
      "session=%",
      "session=a;b;;=;",
      "=;session",
      "session=\u00ff",
      `session=${"a".repeat(9000)}`,
    ]) {
      const response = await world.app.request("/admin", { headers: { Cookie: cookie } });
      expect(response.status).toBe(303);
    }
  });
});
