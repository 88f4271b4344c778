import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { MAILS_PER_ADDRESS } from "../../../src/limits.ts";
import { spendAllowance } from "../../../src/mail/allowance.ts";
import { claimDueMail } from "../../../src/mail/outbox.ts";
import { countWithin } from "../../../src/rate-limit.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/shared/clock.ts";
import { signAddressToken, signToken } from "../../../src/shared/keys/signed-token.ts";
import { parseEmailAddress } from "../../../src/shared/text/email-address.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { clientKeys } from "../../../src/signatures/signing/client.ts";
import type { SignForm } from "../../../src/signatures/signing/form.ts";
import { requestOwnLink } from "../../../src/signatures/signing/lost-link.ts";
import { signLetter } from "../../../src/signatures/signing/sign.ts";
import { answerSuppression } from "../../../src/signatures/signing/suppress.ts";
import { answerVerification } from "../../../src/signatures/signing/verify.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, solveCaptcha, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

const RACERS = 8;
const WORDINGS = {
  publication: { hash: "consent", text: "I agree.", language: "en" },
  news: { hash: "updates", text: "Tell me.", language: "en" },
  authority: { hash: "authority", text: "I may.", language: "en" },
};

function personalForm(name: string, typed: string): SignForm {
  const email = parseEmailAddress(typed);
  if (email === null) throw new Error(`${typed} is no address.`);
  return {
    kind: "individual",
    name,
    email,
    sort_name: null,
    title: null,
    affiliation: null,
    capacity: null,
    country: "GB",
    visibility: "full",
    updates: false,
    consent: "on",
  };
}

const events = async () =>
  (await world.db.event.findMany({ orderBy: { id: "asc" } })).map(({ code }) => code);
const mails = async () =>
  (await world.db.outbox.findMany()).map(({ kind, state }) => [kind, state]);

async function expiringToken(id: string) {
  const expiresAt = new Date(world.clock.now().getTime() + DAY_MS);
  return await signToken(world.deps.keys, "verification", { id, expiresAt });
}

describe("signing", () => {
  it("makes one entry and one mail of one address that signs many times at once", async () => {
    const answers = await Promise.all(Array.from({ length: RACERS }, () => solveCaptcha(world)));
    const outcomes = await race(RACERS, async (deps, racer) => {
      const submission = {
        form: personalForm(`Ada ${racer}`, "ada@example.org"),
        captchaAnswer: answers[racer],
        clientAddress: "192.0.2.1",
        source: null,
        wordings: WORDINGS,
      };
      return (await signLetter(deps, world.letter, submission)).outcome;
    });
    expect(countOf(outcomes, "accepted")).toBe(RACERS);
    expect(await world.db.signature.count()).toBe(1);
    expect(await events()).toEqual(["unverified"]);
    expect(await mails()).toEqual([["confirm", "due"]]);
  });

  it("takes one solved captcha once, and counts who brings it again against nobody", async () => {
    const captchaAnswer = await solveCaptcha(world);
    const outcomes = await race(RACERS, async (deps, racer) => {
      const form = personalForm(`Ada ${racer}`, `ada${racer}@example.org`);
      const rest = { captchaAnswer, clientAddress: "192.0.2.1", wordings: WORDINGS, source: null };
      return (await signLetter(deps, world.letter, { form, ...rest })).outcome;
    });
    expect(countOf(outcomes, "accepted")).toBe(1);
    expect(countOf(outcomes, "captcha-refused")).toBe(RACERS - 1);
    expect(await world.db.signature.count()).toBe(1);
    expect((await world.db.rateCount.findFirstOrThrow()).count).toBe(1);
  });

  it("signs anew once if an unconfirmed entry has expired", async () => {
    await buildEntry(world.deps, world.letter, { state: "unverified", email: "ada@example.org" });
    world.clock.advance(8 * DAY_MS);
    const answers = await Promise.all(Array.from({ length: RACERS }, () => solveCaptcha(world)));
    await race(RACERS, async (deps, racer) => {
      const form = personalForm("Ada Anew", "ada@example.org");
      const rest = { clientAddress: "192.0.2.1", wordings: WORDINGS, source: null };
      await forgetExpired(deps);
      await signLetter(deps, world.letter, { form, captchaAnswer: answers[racer], ...rest });
    });
    const rows = await world.db.signature.findMany({ select: { name: true, state: true } });
    expect(rows).toEqual([{ name: "Ada Anew", state: "unverified" }]);
  });

  it("counts every submission against its limit, also in one moment", async () => {
    const within = await race(20, (deps) =>
      countWithin(deps, "somebody", { max: 7, windowMs: MINUTE_MS }),
    );
    expect(countOf(within, true)).toBe(7);
    expect((await world.db.rateCount.findFirstOrThrow()).count).toBe(20);
  });

  it("hashes the clients of a day under one key, whoever makes it", async () => {
    const keys = await race(RACERS, (deps) => clientKeys(deps, "192.0.2.1"));
    expect(new Set(keys.map(({ clientKey }) => clientKey)).size).toBe(1);
    expect(await world.db.clientKey.count()).toBe(1);
  });
});

describe("the answer to a confirmation", () => {
  it("is one, if a link is confirmed and refused at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
      const token = await expiringToken(id);
      await race(RACERS, (deps, racer) =>
        answerVerification(deps, token, racer % 3 === 0 ? "refuse" : "confirm", null),
      );
      const { state } = await world.db.signature.findUniqueOrThrow({ where: { id } });
      expect(["pending", "refused"]).toContain(state);
      const history = await world.db.event.findMany({ where: { signatureId: id } });
      expect(history.map(({ code }) => code)).toEqual(["unverified", state]);
    }
  });

  it("does not bring back what was forgotten in the same moment", async () => {
    const id = await buildEntry(world.deps, world.letter, { state: "unverified" });
    const token = await expiringToken(id);
    world.clock.advance(7 * DAY_MS + MINUTE_MS);
    await race(RACERS, async (deps, racer) => {
      if (racer % 2 === 0) await forgetExpired(deps);
      else await answerVerification(deps, token, "confirm", null);
    });
    expect(await world.db.signature.count()).toBe(0);
    expect(await events()).toEqual(["unverified"]);
  });
});

describe("mail that a stranger can cause", () => {
  it("is asked for once, by many at once", async () => {
    await buildEntry(world.deps, world.letter, { state: "pending", email: "ada@example.org" });
    await race(RACERS, (deps) =>
      requestOwnLink(deps, world.letter, {
        typedAddress: "ada@example.org",
        clientAddress: "192.0.2.1",
      }),
    );
    expect(await mails()).toEqual([["own-link", "due"]]);
  });

  it("counts each that leaves in the same moment against its address", async () => {
    const due = { kind: "own-link", createdAt: world.clock.now(), dueAt: world.clock.now() };
    await world.db.outbox.createMany({ data: Array.from({ length: RACERS }, () => due) });
    const mails = await claimDueMail(world.deps, RACERS);
    const counted = { as: "own-link", networkKey: null } as const;
    const spend = (deps: typeof world.deps, racer: number) => {
      const mail = mails[racer];
      if (mail === undefined) throw new Error("Too few mails were due.");
      const about = { ...mail, signatureId: `${racer}` };
      return spendAllowance(deps, about, "somebody", counted);
    };
    const untils = await race(RACERS, spend);
    expect(countOf(untils, null)).toBe(MAILS_PER_ADDRESS["own-link"].max);
    // One that is tried again is counted already.
    const left = untils.indexOf(null);
    expect(await spend(world.deps, left)).toBeNull();
    await world.db.outbox.updateMany({
      where: { id: mails[left]?.id ?? 0 },
      data: { state: "dropped" },
    });
    const waits = untils.findIndex((until) => until !== null);
    expect(await spend(world.deps, waits)).toBeNull();
  });

  it("is stopped for good by many presses of one link", async () => {
    const keys = await world.deps.keys.hashes("address-limit", "ada@example.org");
    const token = await signAddressToken(world.deps.keys, keys);
    const views = await race(RACERS, (deps) => answerSuppression(deps, token, "suppress"));
    expect(views).toEqual(views.map(() => ({ outcome: "found", isSuppressed: true })));
    expect(await world.db.suppression.count()).toBe(1);
  });
});
