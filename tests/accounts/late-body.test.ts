import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSignIn } from "../../src/accounts/sign-in.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { authenticator } from "../support/browser/authenticator.ts";
import { postLate } from "../support/browser/late-body.ts";
import { addPasskey, optionsFrom } from "../support/browser/passkeys.ts";
import { addApp, appCode } from "../support/totp.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

type Browser = Awaited<ReturnType<typeof signInAs>>;

async function anotherOf({ accountId }: Browser) {
  const { token } = await createSignIn(world.deps, accountId, "sign-in", { byMail: false });
  const browser = browserIn(world);
  await browser.post(paths.signInLink(token));
  return browser;
}

/** What a form sends that would add an app or a passkey. */
const FORMS = {
  app: async (browser: Browser) => {
    const page = await (await browser.get(paths.authenticator)).text();
    const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(page)?.[1] ?? "";
    const fields = { secret, totp: appCode(secret, world.clock.now()) };
    return { path: paths.authenticator, fields };
  },
  passkey: async (browser: Browser) => {
    const response = authenticator().register(await optionsFrom(browser, paths.passkeyOptions));
    return { path: paths.passkeys, fields: { response, label: "Mine" } };
  },
};

const factors = async () => ({
  apps: await world.db.account.count({ where: { totpSecret: { not: null } } }),
  passkeys: await world.db.passkey.count(),
});

describe.each(["app", "passkey"] as const)("the form that adds an %s", (kind) => {
  it("adds it, however late its body comes", async () => {
    const ada = await signInAs(world, "moderator");
    const { path, fields } = await FORMS[kind](ada);
    expect((await postLate(ada, path, fields, async () => undefined)).status).toBe(200);
    expect(await factors()).toEqual({ apps: 0, passkeys: 0, [`${kind}s`]: 1 });
  });

  it("adds none if its session has ended by then", async () => {
    const ada = await signInAs(world, "moderator");
    const { path, fields } = await FORMS[kind](ada);
    const late = await postLate(ada, path, fields, async () => await world.db.session.deleteMany());
    expect(late.status).toBe(403);
    expect(await factors()).toEqual({ apps: 0, passkeys: 0 });
  });

  it("adds none if the account has another by then, which its session has not used", async () => {
    const ada = await signInAs(world, "moderator");
    const owner = await anotherOf(ada);
    const { path, fields } = await FORMS[kind](ada);
    const addOther = () => (kind === "app" ? addPasskey(owner) : addApp(world, owner));
    expect((await postLate(ada, path, fields, addOther)).status).toBe(403);
    expect(await factors()).toEqual(
      kind === "app" ? { apps: 0, passkeys: 1 } : { apps: 1, passkeys: 0 },
    );
  });
});
