import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeLetterState } from "../../src/letters/edit.ts";
import { PERSON } from "../support/forms.ts";
import { openSiteverify, type Siteverify } from "../support/servers/siteverify.ts";
import { browserIn, openWorld, type World } from "../support/world.ts";

const ENV = { HCAPTCHA_SITE_KEY: "6a4b8d3c-site-key", HCAPTCHA_SECRET: "0x6a4b8d3c-secret" };
const ANSWER = "P1_eyJ0eXAiOiJKV1QifQ.answer";
const SIGN = "/letters/rivers/signatures";
const HOSTS = "https://hcaptcha.com https://*.hcaptcha.com";
/** As it was before hCaptcha could be chosen. */
const ALTCHA_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

let world: World;
let siteverify: Siteverify;

beforeEach(async () => {
  siteverify = await openSiteverify();
  world = await openWorld(ENV);
});
afterEach(async () => {
  await siteverify.close();
  await world.close();
});

const unavailable = () => world.log.filter(({ event }) => event === "captcha.unavailable");

describe("a form with hCaptcha", () => {
  const sign = (answer?: string, fields: Record<string, string> = PERSON) =>
    browserIn(world).post(SIGN, { ...fields, "h-captcha-response": answer });
  const states = async () =>
    (await world.db.signature.findMany()).map(({ state, heldReason }) => [state, heldReason]);

  it("is taken and mailed with a good answer", async () => {
    expect((await sign(ANSWER)).status).toBe(303);
    expect(await states()).toEqual([["unverified", null]]);
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    expect(siteverify.asked).toHaveLength(1);
  });

  it("is held, with the same answer, where hCaptcha is out of order or was not asked", async () => {
    siteverify.answerWith({ status: 503, body: "<html>" });
    const response = await sign(ANSWER);
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      "/letters/rivers/check-your-inbox",
    ]);
    expect((await sign(undefined, { ...PERSON, email: "bea@example.org" })).status).toBe(303);
    expect(await states()).toEqual([
      ["held", "captcha"],
      ["held", "captcha"],
    ]);
    await world.deliver();
    expect(world.mailbox.mails).toEqual([]);
    expect(unavailable()).toHaveLength(1);
    expect(JSON.stringify(world.log)).not.toMatch(/ada@|Lovelace|192\.0\.2|P1_|0x6a4b/i);
  });

  it("comes back with what was typed where the answer is refused, and stores nothing", async () => {
    siteverify.answerWith({ success: false, "error-codes": ["already-seen-response"] });
    const response = await sign(ANSWER);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain('value="Ada Lovelace"');
    expect(page).toContain("The check that you are a person did not work");
    expect(page).not.toContain("P1_");
    expect(await world.db.signature.count()).toBe(0);
  });

  it("is not asked about where a field is wrong, so that its answer is not spent", async () => {
    expect((await sign(ANSWER, { ...PERSON, name: "" })).status).toBe(422);
    expect(siteverify.asked).toEqual([]);
  });

  it("has no challenge of this server's", async () => {
    const response = await world.app.request("/captcha/challenge?letter=rivers");
    expect(response.status).toBe(404);
  });
});

describe("the page of a form with hCaptcha", () => {
  it("lets hCaptcha's hosts in where the form is, and nowhere else", async () => {
    const policyOf = async (answer: Promise<Response> | Response) =>
      (await answer).headers.get("content-security-policy") ?? "";
    const browser = browserIn(world);
    const withForm = [
      await policyOf(browser.get("/letters/rivers")),
      await policyOf(browser.post(SIGN, { ...PERSON, name: "" })),
    ];
    for (const policy of withForm) {
      expect(policy.split("; ")).toEqual([
        "default-src 'none'",
        `script-src 'self' ${HOSTS}`,
        `style-src 'self' ${HOSTS}`,
        "img-src 'self'",
        "font-src 'self'",
        `connect-src 'self' ${HOSTS}`,
        "worker-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        `frame-src ${HOSTS}`,
      ]);
    }
    const without = [
      await policyOf(browser.post(SIGN, PERSON)),
      await policyOf(browser.post(SIGN, PERSON, { "Sec-Fetch-Site": "cross-site" })),
    ];
    for (const path of ["privacy", "signatories", "check-your-inbox"]) {
      without.push(await policyOf(browser.get(`/letters/rivers/${path}`)));
    }
    for (const path of ["/letters/none", "/letters/rivers.json", "/admin/sign-in", "/healthz"]) {
      without.push(await policyOf(browser.get(path)));
    }
    await changeLetterState(world.deps, "rivers", "closed");
    without.push(await policyOf(browser.get("/letters/rivers")));
    without.push(await policyOf(browser.post(SIGN, PERSON)));
    expect(new Set(without)).toEqual(new Set([ALTCHA_POLICY]));
  });

  it("says before anything loads who is asked, and what that means", async () => {
    const page = await (await browserIn(world).get("/letters/rivers")).text();
    const form = page.slice(page.indexOf('class="sign-form"'));
    expect(form.indexOf("hCaptcha (Intuition Machines, Inc.)")).toBeGreaterThan(0);
    expect(form.indexOf("hCaptcha (Intuition")).toBeLessThan(form.indexOf("Who signs?"));
    expect(page).toContain('data-site-key="6a4b8d3c-site-key"');
    expect(page).not.toMatch(/0x6a4b|(src|href)="https:\/\/[a-z.]*hcaptcha/);
    const privacy = await (await browserIn(world).get("/letters/rivers/privacy")).text();
    expect(privacy).toContain("Intuition Machines, Inc.");
    expect(privacy).toContain("As long as you only read, no other company sees");
    expect(privacy).not.toContain("We do not set any cookies, and no other company");
  });

  it("is without all of it where ALTCHA is used", async () => {
    const plain = await openWorld();
    for (const path of ["/letters/rivers", "/letters/rivers/privacy"]) {
      const response = await browserIn(plain).get(path);
      expect(response.headers.get("content-security-policy")).toBe(ALTCHA_POLICY);
      expect(await response.text()).not.toMatch(/hcaptcha/i);
    }
    const refused = await browserIn(plain).post(SIGN, { ...PERSON, name: "" });
    expect(refused.headers.get("content-security-policy")).toBe(ALTCHA_POLICY);
    const privacy = await (await browserIn(plain).get("/letters/rivers/privacy")).text();
    expect(privacy).toContain(
      "from one place. We do not set any cookies, and no other company sees that you were here.",
    );
    await plain.close();
  });
});
