import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { rekeyAccounts } from "../../src/accounts/rekey.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { AUTHENTICATOR_TRIES } from "../../src/limits.ts";
import { HOUR_MS, later, MINUTE_MS } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { addPasskey, usePasskey } from "../support/browser/passkeys.ts";
import { addApp as addAppTo, appCode } from "../support/totp.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

type Browser = ReturnType<typeof browserIn>;
const STEP_MS = 30_000;
const PRODUCTION = {
  NODE_ENV: "production",
  BASE_URL: "https://letters.example.org",
  MAIL_FROM: "Letters <letters@letters.example.org>",
};
const locationOf = (response: Response) => response.headers.get("location");
const codeNow = (secret: string, shiftMs = 0) => appCode(secret, later(world.clock.now(), shiftMs));

async function secretFor(browser: Browser): Promise<string> {
  const page = await (await browser.get(paths.authenticator)).text();
  return page.match(/name="secret" value="([A-Z2-7]{32})"/)?.[1] ?? "";
}

const addApp = async (browser: Browser) => {
  const { secret, added } = await addAppTo(world, browser);
  return { secret, status: added.status, page: await added.text() };
};

async function signInAgain(accountId: string): Promise<Browser> {
  const { token } = await createSignIn(world.deps, accountId, "sign-in", { byMail: false });
  const browser = browserIn(world);
  await browser.post(paths.signInLink(token));
  return browser;
}

const tryCode = async (browser: Browser, totp: string) =>
  await browser.post(paths.secondStepCode, { totp });

describe("an authenticator app", () => {
  it("makes the codes of the standard's own examples", () => {
    const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    const codes = [59, 1_111_111_109, 2_000_000_000].map((s) =>
      appCode(secret, new Date(s * 1e3), 8),
    );
    expect(codes).toEqual(["94287082", "07081804", "69279037"]);
  });

  it("is added by a code that it shows, with ten recovery codes, and kept encrypted", async () => {
    const ada = await signInAs(world, "moderator");
    const page = await (await ada.get(paths.authenticator)).text();
    expect(page).toContain("<svg");
    const { secret, status, page: codes } = await addApp(ada);
    expect(status).toBe(200);
    expect(codes.match(/<li><code>/g)).toHaveLength(10);
    const account = await world.db.account.findFirstOrThrow({ where: { id: ada.accountId } });
    expect(account.totpSecret).not.toBeNull();
    expect(JSON.stringify(account)).not.toContain(secret);
    const event = { what: "authenticator-added", by: ada.accountId };
    expect(await world.db.staffEvent.count({ where: event })).toBe(1);
    expect(await (await ada.get(paths.account)).text()).toContain("You have 10 codes left.");
  });

  it("is not added by a wrong code: the same secret stays to be tried again", async () => {
    const ada = await signInAs(world, "moderator");
    const secret = await secretFor(ada);
    for (const totp of ["000000", "", "12345", "1234567", codeNow(secret, 10 * MINUTE_MS)]) {
      const answer = await ada.post(paths.authenticator, { secret, totp });
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(secret)]);
    }
    const forged = await ada.post(paths.authenticator, { secret: "A", totp: "000000" });
    expect(forged.status).toBe(422);
    expect(await world.db.account.count({ where: { totpSecret: { not: null } } })).toBe(0);
    const typed = codeNow(secret);
    const spaced = { secret, totp: ` ${typed.slice(0, 3)} ${typed.slice(3)}` };
    expect((await ada.post(paths.authenticator, spaced)).status).toBe(200);
  });

  it("is the second step from then on: nothing else answers before its code", async () => {
    const ada = await signInAs(world, "moderator");
    const { secret } = await addApp(ada);
    world.clock.advance(STEP_MS);
    const again = await signInAgain(ada.accountId);
    expect(locationOf(await again.get("/admin"))).toBe(paths.secondStep);
    const page = await (await again.get(paths.secondStep)).text();
    expect(page).toContain('autocomplete="one-time-code"');
    expect(page).not.toContain("data-passkey");
    expect((await tryCode(again, "000000")).status).toBe(422);
    expect(locationOf(await again.get("/admin"))).toBe(paths.secondStep);
    expect(locationOf(await tryCode(again, codeNow(secret)))).toBe(paths.staff);
    expect((await again.get("/admin")).status).toBe(200);
  });

  it("counts each code once, two browsers at the same moment included", async () => {
    const ada = await signInAs(world, "moderator");
    const { secret } = await addApp(ada);
    const used = codeNow(secret);
    expect((await tryCode(await signInAgain(ada.accountId), used)).status).toBe(422);
    world.clock.advance(STEP_MS);
    const browsers = await Promise.all([1, 2, 3].map(() => signInAgain(ada.accountId)));
    const answers = await Promise.all(browsers.map((one) => tryCode(one, codeNow(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422]);
    // Nor does an earlier one, once a later one was used.
    expect((await tryCode(await signInAgain(ada.accountId), used)).status).toBe(422);
  });

  it("may be half a minute early or late, and not more", async () => {
    const ada = await signInAs(world, "moderator");
    const { secret } = await addApp(ada);
    for (const [shiftMs, status] of [
      [-2 * STEP_MS, 422],
      [2 * STEP_MS, 422],
      [-STEP_MS, 303],
      [STEP_MS, 303],
    ] as const) {
      world.clock.advance(5 * STEP_MS);
      const again = await signInAgain(ada.accountId);
      expect((await tryCode(again, codeNow(secret, shiftMs))).status, `${shiftMs}`).toBe(status);
    }
  });

  it("takes only some tries an hour, right ones too; a recovery code still opens", async () => {
    const ada = await signInAs(world, "moderator");
    const { secret, page } = await addApp(ada);
    world.clock.advance(HOUR_MS);
    const again = await signInAgain(ada.accountId);
    for (let count = 0; count < AUTHENTICATOR_TRIES.max; count += 1) await tryCode(again, "000000");
    expect((await tryCode(again, codeNow(secret))).status).toBe(429);
    const code = page.match(/<li><code>([^<]+)/)?.[1] ?? "";
    expect((await again.post(paths.secondStepRecovery, { code })).status).toBe(303);
  });

  it("shows once more that it is them, in place of a mailed link", async () => {
    await buildEntry(world.deps, world.letter);
    const cleo = await signInAs(world, "campaigner");
    const { secret } = await addApp(cleo);
    const exports = "/admin/letters/rivers/exports";
    world.clock.advance(16 * MINUTE_MS);
    const contacts = { format: "csv", contacts: "on", purpose: "Us", states: "published" };
    expect((await cleo.post(exports, contacts)).status).toBe(403);
    expect((await cleo.post("/admin/step-up/mail")).status).toBe(403);
    expect((await cleo.post(paths.stepUpCode, { totp: "000000" })).status).toBe(422);
    expect((await cleo.post(exports, contacts)).status).toBe(403);
    expect((await cleo.post(paths.stepUpCode, { totp: codeNow(secret) })).status).toBe(303);
    expect((await cleo.post(exports, contacts)).status).toBe(200);
  });

  it("stands beside a passkey: either is enough, and the codes end with the last one", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey: made } = await addPasskey(ada);
    const { secret, status } = await addApp(ada);
    expect(status).toBe(303);
    world.clock.advance(STEP_MS);
    const byCode = await signInAgain(ada.accountId);
    expect((await tryCode(byCode, codeNow(secret))).status).toBe(303);
    const byPasskey = await signInAgain(ada.accountId);
    expect((await usePasskey(byPasskey, made)).status).toBe(303);
    await ada.post(paths.removeAuthenticator, {});
    expect(await world.db.recoveryCode.count()).toBe(10);
    const [passkey] = await world.db.passkey.findMany();
    await ada.post(paths.removePasskey, { id: passkey?.id ?? "" });
    expect(await world.db.recoveryCode.count()).toBe(0);
  });

  it("outlives a new secret key", async () => {
    const ada = await signInAs(world, "moderator");
    const { secret } = await addApp(ada);
    const to = await deriveKeys(Buffer.alloc(32, 9).toString("base64"));
    await rekeyAccounts(world.db, { from: world.deps.keys, to });
    const { totpSecret } = await world.db.account.findFirstOrThrow({
      where: { id: ada.accountId },
    });
    expect(await to.decrypt(totpSecret ?? "", "authenticator")).toBe(secret);
  });
});

describe("a second factor in production", () => {
  it("is asked of campaigners and administrators, not of moderators", async () => {
    await world.close();
    world = await openWorld(PRODUCTION);
    for (const role of ["campaigner", "administrator"] as const) {
      const staff = await signInAs(world, role);
      expect(locationOf(await staff.get("/admin")), role).toBe(paths.newPasskey);
      await addApp(staff);
      expect((await staff.get("/admin")).status, role).toBe(200);
      const kept = await staff.post(paths.removeAuthenticator, {});
      expect([kept.status, await kept.text()]).toEqual([
        409,
        expect.stringContaining("only second"),
      ]);
    }
    const moderator = await signInAs(world, "moderator");
    expect((await moderator.get("/admin")).status).toBe(200);
  });

  it("stays, whichever of two is removed, and if both are at the same moment", async () => {
    await world.close();
    world = await openWorld(PRODUCTION);
    const cleo = await signInAs(world, "campaigner");
    await addApp(cleo);
    await addPasskey(cleo);
    const [passkey] = await world.db.passkey.findMany();
    await Promise.all([
      cleo.post(paths.removeAuthenticator, {}),
      cleo.post(paths.removePasskey, { id: passkey?.id ?? "" }),
    ]);
    const account = await world.db.account.findFirstOrThrow({ where: { id: cleo.accountId } });
    const factors = [account.totpSecret, ...(await world.db.passkey.findMany())];
    expect(factors.some((one) => one !== null)).toBe(true);
  });
});
