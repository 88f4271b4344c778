import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { authenticator, type Misbehaviour } from "../support/browser/authenticator.ts";
import { addPasskey, optionsFrom, usePasskey } from "../support/browser/passkeys.ts";
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

const NOT_ACCEPTED = expect.stringContaining("We could not accept this passkey");

describe("a stolen table", () => {
  it("of sessions, devices, challenges, passkeys or codes opens nothing", async () => {
    const ada = await signInAs(world, "moderator");
    await addPasskey(ada);
    await optionsFrom(ada, paths.passkeyOptions);
    const tables = [
      await world.db.session.findMany(),
      await world.db.device.findMany(),
      await world.db.passkey.findMany(),
      await world.db.recoveryCode.findMany(),
      await world.db.passkeyChallenge.findMany(),
    ];
    const values = tables.flat().flatMap((row) => Object.values(row).map(String));
    for (const [index, value] of values.entries()) {
      const thief = browserIn(world, `198.51.100.${index}`);
      thief.cookies.set("session", encodeURIComponent(value));
      thief.cookies.set("device", encodeURIComponent(value));
      expect((await thief.get("/admin")).headers.get("location")).toBe("/admin/sign-in");
      expect((await thief.post(`/admin/sign-in/${encodeURIComponent(value)}`)).status).toBe(404);
    }
    const codes = await world.db.recoveryCode.findMany();
    const half = await signInAgain(ada.accountId);
    for (const { id } of codes.slice(0, 3)) {
      expect((await half.post(paths.secondStepRecovery, { code: id })).status).toBe(422);
    }
  });
});

describe("a passkey's answer", () => {
  it("is refused in words when it is forged, foreign, malformed or oversized", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const mal = await signInAs(world, "moderator");
    const { passkey: foreign } = await addPasskey(mal);
    const browser = await signInAgain(ada.accountId);

    const lies: Misbehaviour[] = [
      { origin: "https://evil.example" },
      { origin: "http://localhost:3000.evil.example" },
      { rpID: "evil.example" },
      { type: "webauthn.create" },
      { isVerified: false },
      { challenge: "A".repeat(43) },
      { challenge: "" },
      { id: foreign.id },
    ];
    for (const lie of lies) {
      const answer = await usePasskey(browser, passkey, lie);
      expect([answer.status, await answer.text()], JSON.stringify(lie)).toEqual([
        422,
        NOT_ACCEPTED,
      ]);
    }
    // A key that signs under the id of a known one.
    expect((await usePasskey(browser, authenticator(), { id: passkey.id })).status).toBe(422);
    expect((await usePasskey(browser, foreign)).status).toBe(422);
    await refusesNonsense(browser, paths.secondStep, (options) => passkey.use(options));
    expect((await browser.get("/admin")).headers.get("location")).toBe(paths.secondStep);
    expect((await usePasskey(browser, passkey)).status).toBe(303);
  });

  it("that makes one is refused in the same way, and adds nothing", async () => {
    const ada = await signInAs(world, "moderator");
    const made = authenticator();
    const lies: Misbehaviour[] = [
      { origin: "https://evil.example" },
      { rpID: "evil.example" },
      { type: "webauthn.get" },
      { isVerified: false },
      { id: "AAAA" },
      { challenge: "A".repeat(43) },
    ];
    for (const lie of lies) {
      const options = await optionsFrom(ada, paths.passkeyOptions);
      const answer = await ada.post(paths.passkeys, { response: made.register(options, lie) });
      expect([answer.status, await answer.text()], JSON.stringify(lie)).toEqual([
        422,
        NOT_ACCEPTED,
      ]);
    }
    await refusesNonsense(ada, paths.passkeys, (options) => made.register(options));
    expect(await world.db.passkey.count()).toBe(0);
    expect((await addPasskey(ada, made)).codes).toHaveLength(10);
  });

  it("is worth nothing a second time", async () => {
    const ada = await signInAs(world, "moderator");
    const { passkey } = await addPasskey(ada);
    const browser = await signInAgain(ada.accountId);
    const options = await optionsFrom(browser, paths.secondStepOptions);
    const response = passkey.use(options, { counter: 0 });
    expect((await browser.post(paths.secondStep, { response })).status).toBe(303);
    await world.db.session.updateMany({ data: { secondStepAt: null } });
    expect((await browser.post(paths.secondStep, { response })).status).toBe(422);
  });
});

/** Sends what is no passkey's answer, and answers with one part of them broken. */
async function refusesNonsense(
  browser: ReturnType<typeof browserIn>,
  path: string,
  answer: (options: unknown) => string,
): Promise<void> {
  const nonsense = [
    "",
    "null",
    "[]",
    "{",
    '"text"',
    "{}",
    JSON.stringify({ id: 1 }),
    "[".repeat(20_000),
    "x".repeat(40_000),
    "\u0000\ud800",
  ];
  const whole = answer(await optionsFrom(browser, `${path}/options`));
  const parsed: { response: Record<string, string> } = JSON.parse(whole);
  const broken = await Promise.all(
    Object.keys(parsed.response).flatMap((key) =>
      ["AAAA", "", "!", "A".repeat(3000)].map(async (value) => {
        const options = await optionsFrom(browser, `${path}/options`);
        const one: typeof parsed = JSON.parse(answer(options));
        // Transports are only a hint: whatever they say is ignored.
        if (key === "transports") return "{}";
        return JSON.stringify({ ...one, response: { ...one.response, [key]: value } });
      }),
    ),
  );
  for (const response of [...nonsense, ...broken]) {
    const refused = await browser.post(path, { response });
    expect([refused.status, await refused.text()], response.slice(0, 80)).toEqual([
      422,
      NOT_ACCEPTED,
    ]);
  }
  expect((await browser.send(path, { method: "POST", body: "{}" })).status).toBe(400);
  const large = await browser.post(path, { response: "A".repeat(70_000) });
  expect(large.status).toBe(413);
}
