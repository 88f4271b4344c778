import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rekeyAccounts } from "../../src/accounts/rekey.ts";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { HOUR_MS } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { addPasskey, usePasskey } from "../support/browser/passkeys.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function signInAgain(accountId: string) {
  const { token } = await createSignIn(world.deps, accountId, "sign-in", { byMail: false });
  const browser = browserIn(world);
  await browser.post(paths.signInLink(token));
  return browser;
}

const tryCode = async (browser: Awaited<ReturnType<typeof signInAgain>>, code: string) =>
  await browser.post("/admin/second-step/recovery", { code });

describe("recovery codes", () => {
  it("are ten, shown once with the first passkey, and kept as keyed hashes alone", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes, page } = await addPasskey(ada);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hj-km-np-tv-z]{4}(-[0-9a-z]{4}){2}$/);
    expect(page).toContain('download="recovery-codes.txt"');
    const rows = JSON.stringify(await world.db.recoveryCode.findMany());
    for (const code of codes) expect(rows).not.toContain(code.replaceAll("-", ""));
    expect((await addPasskey(ada)).codes).toEqual([]);
    expect(await (await ada.get("/admin/account")).text()).toContain("You have 10 codes left.");
  });

  it("stand in for the passkey, each once, however they are typed, and lead to a new one", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes } = await addPasskey(ada);
    const typed = ` ${codes[0]?.toUpperCase().replaceAll("-", " ").replaceAll("0", "O")} `;
    const again = await signInAgain(ada.accountId);
    const answer = await tryCode(again, typed);
    expect(answer.headers.get("location")).toBe("/admin/account/passkeys/new?recovered=on");
    const page = await (await again.get("/admin/account/passkeys/new?recovered=on")).text();
    expect(page).toContain("You have 9 recovery codes left");
    expect((await again.get("/admin")).status).toBe(200);
    const event = await world.db.staffEvent.findFirst({ where: { what: "recovery-used" } });
    expect(event?.detail).toBe('{"left":9}');

    const third = await signInAgain(ada.accountId);
    const spent = await tryCode(third, codes[0] ?? "");
    expect([spent.status, await spent.text()]).toEqual([
      422,
      expect.stringContaining("not one of your recovery codes, or you have used it"),
    ]);
  });

  it("open one of two that use the same code at once", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes } = await addPasskey(ada);
    const browsers = await Promise.all([1, 2, 3].map(async () => await signInAgain(ada.accountId)));
    const statuses = await Promise.all(
      browsers.map(async (browser) => (await tryCode(browser, codes[3] ?? "")).status),
    );
    expect(statuses.sort()).toEqual([303, 422, 422]);
  });

  it("can be tried five times an hour, while the passkey still opens", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes, passkey } = await addPasskey(ada);
    const again = await signInAgain(ada.accountId);
    for (const guess of ["", "nonsense", "0000-0000-0000", "\u202e", "a".repeat(5000)])
      expect((await tryCode(again, guess)).status).toBe(422);
    const limited = await tryCode(again, codes[0] ?? "");
    expect([limited.status, await limited.text()]).toEqual([
      429,
      expect.stringContaining("You have tried too many codes"),
    ]);
    expect((await usePasskey(again, passkey)).status).toBe(303);
    world.clock.advance(HOUR_MS);
    const later = await signInAgain(ada.accountId);
    expect((await tryCode(later, codes[0] ?? "")).status).toBe(303);
  });

  it("open nobody else's account", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes } = await addPasskey(ada);
    const mal = await signInAs(world, "moderator");
    await addPasskey(mal);
    const again = await signInAgain(mal.accountId);
    expect((await tryCode(again, codes[0] ?? "")).status).toBe(422);
  });

  it("end when new ones are made, and when SECRET_KEY is replaced", async () => {
    const ada = await signInAs(world, "moderator");
    const { codes } = await addPasskey(ada);
    const made = await (await ada.post("/admin/account/recovery-codes")).text();
    const [fresh] = [...made.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code]) => code ?? "");
    const again = await signInAgain(ada.accountId);
    expect((await tryCode(again, codes[1] ?? "")).status).toBe(422);
    expect((await tryCode(again, fresh ?? "")).status).toBe(303);

    const to = await deriveKeys(Buffer.alloc(32, 9).toString("base64"));
    await rekeyAccounts(world.db, { from: world.deps.keys, to });
    expect(await world.db.recoveryCode.count()).toBe(0);
  });

  it("are not made for whoever has no passkey", async () => {
    const ada = await signInAs(world, "moderator");
    const answer = await ada.post("/admin/account/recovery-codes");
    expect([answer.status, await answer.text()]).toEqual([
      409,
      expect.stringContaining("Recovery codes replace a passkey"),
    ]);
    expect(await world.db.recoveryCode.count()).toBe(0);
  });
});
