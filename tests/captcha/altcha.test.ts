import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildLetter } from "../../prisma/builders.ts";
import { altchaCaptcha } from "../../src/captcha/altcha.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { PERSON } from "../support/forms.ts";
import { browserIn, openWorld, solveCaptcha, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const verify = async (answer: string | undefined, slug = "rivers") => {
  const verdict = await world.deps.captcha.verify(slug, answer);
  if (typeof verdict === "string") return verdict;
  return (await verdict.spend()) ? "solved" : "spent";
};

describe("ALTCHA", () => {
  it("takes a solved challenge once", async () => {
    const answer = await solveCaptcha(world);
    expect(await verify(answer)).toBe("solved");
    expect(await verify(answer)).toBe("spent");
  });

  it("lets one of twenty through that bring the same answer at once", async () => {
    const answer = await solveCaptcha(world);
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => verify(answer)));
    expect(verdicts.filter((verdict) => verdict === "solved")).toHaveLength(1);
    expect(await world.db.spentChallenge.count()).toBe(1);
  });

  it("calls it missing, not wrong, where the form brought none", async () => {
    expect(await verify(undefined)).toBe("missing");
    expect(await verify("")).toBe("missing");
  });

  it("refuses an answer for another letter, an expired one and a forged one, and spends none", async () => {
    await buildLetter(world.deps, { slug: "other" });
    expect(await verify(await solveCaptcha(world, "other"))).toBe("refused");
    const solved = JSON.parse(atob(await solveCaptcha(world)));
    const forgeries: ((copy: typeof solved) => void)[] = [
      (copy) => (copy.challenge.parameters.data.letter = "other"),
      (copy) => (copy.challenge.parameters.expiresAt += 3600),
      (copy) => (copy.challenge.parameters.cost = 1),
      (copy) => (copy.challenge.parameters.nonce = "00".repeat(16)),
      (copy) => (copy.challenge.parameters.salt = "00".repeat(16)),
      (copy) => (copy.challenge.parameters.keyPrefix = "00"),
      (copy) => (copy.challenge.parameters.keySignature = "00".repeat(32)),
      (copy) => delete copy.challenge.parameters.keySignature,
      (copy) => delete copy.challenge.parameters.expiresAt,
      (copy) => (copy.challenge.signature = "00"),
      (copy) => (copy.solution.derivedKey = "00".repeat(32)),
      (copy) => (copy.solution.derivedKey = "none"),
      (copy) => delete copy.challenge.parameters.data,
      (copy) => delete copy.solution,
    ];
    for (const forge of forgeries) {
      const copy = structuredClone(solved);
      forge(copy);
      expect(await verify(btoa(JSON.stringify(copy)))).toBe("refused");
    }
    for (const nonsense of ["x", "%%%", btoa("null"), btoa("[]"), "a".repeat(10_000)]) {
      expect(await verify(nonsense)).toBe("refused");
    }
    const answer = await solveCaptcha(world);
    world.clock.advance(2 * HOUR_MS);
    expect(await verify(answer)).toBe("refused");
    expect(await world.db.spentChallenge.count()).toBe(0);
  });

  it("takes an answer whatever the order of its names, and none given out under another key", async () => {
    const answer = await solveCaptcha(world);
    const { challenge, solution } = JSON.parse(atob(answer));
    const parameters = Object.fromEntries(Object.entries(challenge.parameters).reverse());
    const turned = { solution, challenge: { signature: challenge.signature, parameters } };
    const other = await altchaCaptcha({
      ...world.deps,
      keys: await deriveKeys(btoa("k".repeat(32))),
    });
    expect(await other.verify("rivers", answer)).toBe("refused");
    expect(await verify(btoa(JSON.stringify(turned)))).toBe("solved");
  });

  it("gives a fresh challenge for public letters only, stored by nobody", async () => {
    const challenge = await world.app.request("/captcha/challenge?letter=rivers");
    expect(challenge.headers.get("cache-control")).toBe("no-store");
    expect(await challenge.json()).toMatchObject({
      parameters: { algorithm: "PBKDF2/SHA-256", data: { letter: "rivers", purpose: "sign" } },
      signature: expect.any(String),
    });
    expect((await world.app.request("/captcha/challenge?letter=none")).status).toBe(404);
    expect((await world.app.request("/captcha/challenge")).status).toBe(404);
  });
});

describe("a client that asks for hundreds of challenges", () => {
  it("gets no more for a minute; its form goes on without, is held, and others are not", async () => {
    const flooder = browserIn(world, "198.51.100.9");
    const ask = () => flooder.get(paths.challenge("rivers"));
    for (let count = 0; count < 300; count += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, await refused.text()]).toEqual([
      429,
      expect.stringContaining("Wait a minute"),
    ]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await flooder.get("/letters/rivers")).status).toBe(200);
    expect((await flooder.post(paths.sign("rivers"), PERSON)).status).toBe(303);
    expect(await world.db.signature.findMany()).toMatchObject([
      { state: "held", heldReason: "captcha" },
    ]);
    expect((await browserIn(world, "198.51.100.10").get(paths.challenge("rivers"))).status).toBe(
      200,
    );
    world.clock.advance(MINUTE_MS);
    expect((await ask()).status).toBe(200);
  });
});
