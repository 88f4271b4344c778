import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { hcaptchaCaptcha } from "../../src/captcha/hcaptcha.ts";
import { readConfig } from "../../src/config.ts";
import { openDatabase } from "../../src/runtime/database.ts";
import { openNodeDeps } from "../../src/runtime/node.ts";
import { openSiteverify, type Reply, type Siteverify } from "../support/servers/siteverify.ts";
import { openWorld, type World } from "../support/world.ts";

const ENV = { HCAPTCHA_SITE_KEY: "6a4b8d3c-site-key", HCAPTCHA_SECRET: "0x6a4b8d3c-secret" };
const ANSWER = "P1_eyJ0eXAiOiJKV1QifQ.answer+/=&";

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

const verify = async (answer: string | undefined) => {
  const verdict = await world.deps.captcha.verify("rivers", answer);
  if (typeof verdict === "string") return verdict;
  return (await verdict.spend()) ? "solved" : "spent";
};
const unavailable = () => world.log.filter(({ event }) => event === "captcha.unavailable");

describe("hCaptcha", () => {
  it("takes an answer that the provider says is good, after one question without the client's address", async () => {
    expect(await verify(ANSWER)).toBe("solved");
    expect(siteverify.asked).toEqual([
      { secret: ENV.HCAPTCHA_SECRET, sitekey: ENV.HCAPTCHA_SITE_KEY, response: ANSWER },
    ]);
    expect(unavailable()).toEqual([]);
  });

  it("asks nobody where the form brought no answer, or an endless one", async () => {
    expect(await verify(undefined)).toBe("missing");
    expect(await verify("")).toBe("missing");
    expect(await verify("a".repeat(16_385))).toBe("refused");
    expect(siteverify.asked).toEqual([]);
    expect(await verify("a".repeat(16_384))).toBe("solved");
  });

  const answersFault = [
    "missing-input-response",
    "invalid-input-response",
    "expired-input-response",
    "already-seen-response",
    "invalid-or-already-seen-response",
    "not-using-dummy-secret",
  ];
  it.each(answersFault)("refuses an answer with the fault %s, after one question", async (code) => {
    siteverify.answerWith({ success: false, "error-codes": [code] });
    expect(await verify(ANSWER)).toBe("refused");
    expect(siteverify.asked).toHaveLength(1);
    expect(unavailable()).toEqual([]);
  });

  const ourFault = [
    "missing-input-secret",
    "invalid-input-secret",
    "sitekey-secret-mismatch",
    "not-using-dummy-passcode",
    "bad-request",
    "missing-remoteip",
    "invalid-remoteip",
    "invalid-sitekey",
    "a-code-of-tomorrow",
  ];
  it.each(ourFault)("blames nobody who signs for %s, and logs it", async (code) => {
    const codes = ["invalid-input-response", code];
    siteverify.answerWith({ success: false, "error-codes": codes });
    expect(await verify(ANSWER)).toBe("unavailable");
    expect(siteverify.asked).toHaveLength(1);
    expect(unavailable()).toEqual([
      { level: "warn", event: "captcha.unavailable", fields: { code } },
    ]);
  });

  const oddReplies: [string, Reply, string][] = [
    ["an error page", { status: 500, body: "<html>Sorry</html>" }, "not-json"],
    ["a redirect", { status: 307, body: "", location: "/siteverify" }, "not-json"],
    ["half of a JSON", { status: 200, body: '{"success":true' }, "not-json"],
    ["nothing at all", { status: 200, body: "" }, "not-json"],
    ["null", { status: 200, body: "null" }, "odd-reply"],
    ["an empty object", {}, "odd-reply"],
    ["a list", [], "odd-reply"],
    ["success as a word", { success: "true" }, "odd-reply"],
    ["success as a number", { success: 1 }, "odd-reply"],
    ["success with an error", { success: true, "error-codes": ["bad-request"] }, "bad-request"],
    [
      "success with a spent answer",
      { success: true, "error-codes": ["already-seen-response"] },
      "odd-reply",
    ],
    ["a failure without a reason", { success: false }, "odd-reply"],
    ["codes that are none", { success: false, "error-codes": ["ada@example.org"] }, "odd-reply"],
  ];
  it.each(oddReplies)("never takes %s for success", async (_, reply, code) => {
    siteverify.answerWith(reply);
    expect(await verify(ANSWER)).toBe("unavailable");
    expect(siteverify.asked).toHaveLength(1);
    expect(unavailable().map(({ fields }) => fields)).toEqual([{ code }]);
  });

  it("takes success without further fields, and with a score", async () => {
    siteverify.answerWith({ success: true });
    expect(await verify(ANSWER)).toBe("solved");
    siteverify.answerWith({ success: true, "error-codes": null, score: 0.9, score_reason: [] });
    expect(await verify(ANSWER)).toBe("solved");
  });

  it("waits for its time only, and lets go what comes later", async () => {
    siteverify.answerWith("nothing");
    const captcha = hcaptchaCaptcha(world.deps, { siteKey: "site", secret: "secret" }, 200);
    expect(await captcha.verify("rivers", ANSWER)).toBe("unavailable");
    const unhandled: unknown[] = [];
    const keep = (error: unknown) => unhandled.push(error);
    process.on("unhandledRejection", keep);
    await untilAsked(1);
    siteverify.answerLate("<html>too late</html>");
    await new Promise((resolve) => setTimeout(resolve, 200));
    process.off("unhandledRejection", keep);
    expect(unhandled).toEqual([]);
    expect(siteverify.asked).toHaveLength(1);
    expect(unavailable().map(({ fields }) => fields)).toEqual([{ code: "timeout" }]);
  });

  it("is unavailable where nobody answers or the line is cut", async () => {
    siteverify.answerWith("nothing");
    const cut = verify(ANSWER);
    await untilAsked(1);
    await siteverify.close();
    expect(await cut).toBe("unavailable");
    const gone = await openSiteverify();
    await gone.stopListening();
    expect(await verify(ANSWER)).toBe("unavailable");
    await gone.close();
    expect(unavailable().map(({ fields }) => fields)).toEqual([
      { code: "ECONNRESET" },
      { code: "ECONNREFUSED" },
    ]);
  });

  async function untilAsked(times: number): Promise<void> {
    for (let tries = 0; tries < 100 && siteverify.asked.length < times; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});

describe("the server", () => {
  it.each([
    ["hCaptcha where its keys are set", ENV, "h-captcha-response"],
    ["ALTCHA where they are not", {}, "altcha"],
  ])("checks forms with %s", async (_, env, field) => {
    const folder = mkdtempSync(join(tmpdir(), "undersigned-captcha-"));
    const config = readConfig({
      ...env,
      DATABASE_URL: `file:${join(folder, "undersigned.db")}`,
      SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
      SMTP_URL: "smtp://127.0.0.1:9",
      LOG_LEVEL: "silent",
    });
    copyFileSync(inject("templates").sqlite, join(folder, "undersigned.db"));
    const { deps, close } = await openNodeDeps(config, await openDatabase(config.databaseUrl));
    expect(deps.captcha.field).toBe(field);
    await close();
    rmSync(folder, { recursive: true });
  });
});
