import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSignIn } from "../../../src/accounts/sign-in.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { authenticator } from "../../support/browser/authenticator.ts";
import { addPasskey, optionsFrom, usePasskey } from "../../support/browser/passkeys.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const PRODUCTION = {
  NODE_ENV: "production",
  BASE_URL: "https://letters.example",
  MAIL_FROM: "letters@letters.example",
};

async function signInAgain(accountId: string, at = world) {
  const { token } = await createSignIn(at.deps, accountId, "sign-in", { byMail: false });
  const browser = browserIn(at);
  const response = await browser.post(paths.signInLink(token));
  return { ...browser, location: response.headers.get("location") };
}

const locationOf = (response: Response) => response.headers.get("location");

describe("a passkey", () => {
  it("is the second step from then on, before anything else answers", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    expect((await ada.get("/admin")).status).toBe(200);

    const again = await signInAgain(ada.accountId);
    expect(again.location).toBe("/admin/second-step");
    for (const path of [
      "/admin",
      "/admin/account",
      "/admin/letters/rivers/queue",
      "/admin/step-up",
    ])
      expect(locationOf(await again.get(path)), path).toBe("/admin/second-step");
    expect(locationOf(await again.post("/admin/account/sessions", { others: "on" }))).toBe(
      "/admin/second-step",
    );
    const asked = await again.get("/admin/letters/rivers/queue.json", {
      Accept: "application/json",
    });
    expect([asked.status, await asked.json()]).toEqual([403, { error: "second-step" }]);

    expect(locationOf(await usePasskey(again, passkey))).toBe("/admin");
    expect((await again.get("/admin")).status).toBe(200);
    expect(locationOf(await again.get("/admin/second-step"))).toBe("/admin");
  });

  it("is shown with its name and when it was used, and can be removed", async () => {
    const ada = await signInAs(world, "moderator");
    await addPasskey(ada);
    expect(await (await ada.get("/admin/account")).text()).toContain("Key in the drawer");
    const [row] = await world.db.passkey.findMany();
    expect(row?.accountId).toBe(ada.accountId);
    const removed = await ada.post("/admin/account/passkeys/remove", { id: row?.id });
    expect(locationOf(removed)).toBe("/admin/account");
    expect(await world.db.passkey.count()).toBe(0);
    expect(await world.db.recoveryCode.count()).toBe(0);
    const again = await ada.post("/admin/account/passkeys/remove", { id: row?.id });
    expect([again.status, await again.text()]).toEqual([
      409,
      expect.stringContaining("You have already removed"),
    ]);
    const events = await world.db.staffEvent.findMany({ orderBy: { id: "asc" } });
    expect(events.map(({ what }) => what)).toEqual([
      "signed-in",
      "passkey-added",
      "passkey-removed",
    ]);
  });

  it("stays with whoever has it: nobody removes another's", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const mal = await signInAs(world, "administrator", null);
    await mal.post("/admin/account/passkeys/remove", { id: passkey.id });
    expect(await world.db.passkey.count()).toBe(1);
  });

  it("is refused when its counter goes back or stands, as a copy's does", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const again = await signInAgain(ada.accountId);
    expect((await usePasskey(again, passkey, { counter: 7 })).status).toBe(303);
    for (const counter of [7, 3, 0]) {
      const copy = await signInAgain(ada.accountId);
      expect((await usePasskey(copy, passkey, { counter })).status, `${counter}`).toBe(422);
    }
    const [row] = await world.db.passkey.findMany();
    expect(row?.counter).toBe(7);
  });

  it("that counts nothing, as a synchronised one, works again and again", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    for (let times = 0; times < 3; times += 1) {
      const again = await signInAgain(ada.accountId);
      expect((await usePasskey(again, passkey, { counter: 0 })).status).toBe(303);
    }
  });

  it("is added once, and at most twenty times", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const twice = await addPasskey(ada, passkey);
    expect([twice.response.status, twice.page]).toEqual([
      409,
      expect.stringContaining("You already have this passkey"),
    ]);
    for (let index = 1; index < 20; index += 1) await addPasskey(ada);
    const more = await addPasskey(ada);
    expect([more.response.status, more.page]).toEqual([
      409,
      expect.stringContaining("cannot hold any more passkeys"),
    ]);
  });
});

describe("an administrator without a passkey", () => {
  it("may put it off outside production while no administrator has one", async () => {
    const ada = await signInAs(world, "administrator", null);
    const page = await (await ada.get("/admin")).text();
    expect(page).toContain("You look after letters without a second factor");
    expect((await ada.get("/admin/letters/rivers/queue")).status).toBe(200);
    expect(await (await ada.get("/admin/account/passkeys/new")).text()).toContain(">Later<");
    const ben = await signInAs(world, "administrator", null);
    await addPasskey(ben);
    expect(locationOf(await ada.get("/admin"))).toBe("/admin/account/passkeys/new");
  });

  it("adds one before anything else in production, and keeps one", async () => {
    const production = await openWorld(PRODUCTION);
    const ada = await signInAs(production, "administrator", null);
    expect(locationOf(await ada.get("/admin"))).toBe("/admin/account/passkeys/new");
    expect(locationOf(await ada.get("/admin/people"))).toBe("/admin/account/passkeys/new");
    const page = await (await ada.get("/admin/account/passkeys/new")).text();
    expect(page).toContain("a link by mail is not enough");
    expect(page).not.toContain(">Later<");
    const { passkey } = await addPasskey(ada, authenticator("https://letters.example"));
    expect((await ada.get("/admin/people")).status).toBe(200);

    const last = await ada.post("/admin/account/passkeys/remove", { id: passkey.id });
    expect([last.status, await last.text()]).toEqual([
      409,
      expect.stringContaining("your role needs one"),
    ]);
    await addPasskey(ada, authenticator("https://letters.example"));
    const removed = await ada.post("/admin/account/passkeys/remove", { id: passkey.id });
    expect(locationOf(removed)).toBe("/admin/account");
    const moderator = await signInAs(production, "moderator");
    expect((await moderator.get("/admin")).status).toBe(200);
    await production.close();
  });
});

describe("a challenge", () => {
  it("is good for five minutes, once, in one session and for one purpose", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const again = await signInAgain(ada.accountId);
    const elsewhere = await signInAgain(ada.accountId);

    const options = await optionsFrom(again, "/admin/second-step/options");
    const foreign = await elsewhere.post("/admin/second-step", { response: passkey.use(options) });
    expect(foreign.status).toBe(422);

    world.clock.advance(5 * MINUTE_MS);
    const late = await again.post("/admin/second-step", { response: passkey.use(options) });
    expect([late.status, await late.text()]).toEqual([
      422,
      expect.stringContaining("We could not accept this passkey"),
    ]);

    const fresh = passkey.use(await optionsFrom(again, "/admin/second-step/options"));
    const both = await Promise.all(
      [1, 2].map(async () => await again.post("/admin/second-step", { response: fresh })),
    );
    expect(both.filter((answer) => locationOf(answer) === "/admin").length).toBeGreaterThan(0);
    expect(await world.db.passkeyChallenge.count({ where: { sessionId: { not: "" } } })).toBe(1);

    world.clock.advance(6 * MINUTE_MS);
    const forStepUp = await optionsFrom(again, "/admin/step-up/options");
    const third = await signInAgain(ada.accountId);
    const wrongUse = await third.post("/admin/second-step", { response: passkey.use(forStepUp) });
    expect(wrongUse.status).toBe(422);
  });
});
