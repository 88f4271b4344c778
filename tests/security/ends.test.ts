import { expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { createSignIn, type SignInPurpose } from "../../src/accounts/sign-in.ts";
import { turnSwitch } from "../../src/accounts/switches.ts";
import { claimDueMail } from "../../src/mail/outbox.ts";
import { leaseFor } from "../../src/runtime/lease.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/shared/clock.ts";
import { signToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { askOrganisation } from "../../src/signatures/questions/second/ask.ts";
import { authenticator } from "../support/browser/authenticator.ts";
import { addPasskey, optionsFrom } from "../support/browser/passkeys.ts";
import { PERSON, sign } from "../support/forms.ts";
import { linkIn, mailSaying } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, solveCaptcha, type World } from "../support/world.ts";

/** Something that is good for a time: asks whether it still is, and keeps other limits away. */
type Begun = { isGood: () => Promise<boolean>; keepBusy?: () => Promise<unknown> };

/** What ends, when, and the finest time that it tells apart. */
type End = { afterMs: number; stepMs?: number; begin: (world: World) => Promise<Begun> };

const EXPORTS = "/admin/letters/rivers/exports";
const CONTACTS = { format: "csv", contacts: "on", purpose: "Us" };
/** No limit other than a session's idle end is near while something is done so often. */
const BUSY_EVERY_MS = 20 * MINUTE_MS;

type Staff = Awaited<ReturnType<typeof signInAs>>;

const isIn = async (staff: Pick<Staff, "get">) => (await staff.get("/admin")).status === 200;
const isSteppedUp = async (staff: Pick<Staff, "post">) =>
  (await staff.post(EXPORTS, CONTACTS)).status === 200;

async function linkOf(world: World, accountId: string, purpose: SignInPurpose): Promise<string> {
  const { token } = await createSignIn(world.deps, accountId, purpose, { byMail: false });
  return purpose === "step-up" ? paths.stepUpLink(token) : paths.signInLink(token);
}

const signInLink = (purpose: "sign-in" | "invitation") => async (world: World) => {
  const { accountId } = await signInAs(world, "moderator");
  const link = await linkOf(world, accountId, purpose);
  return { isGood: async () => (await browserIn(world).post(link)).status === 303 };
};

/** A session that began long enough ago to count for nothing. */
async function oldSession(world: World): Promise<Staff> {
  const staff = await signInAs(world, "campaigner");
  world.clock.advance(16 * MINUTE_MS);
  // A page keeps the session from ending by idleness.
  await staff.get("/admin");
  return staff;
}

async function stepUp(world: World, staff: Staff): Promise<void> {
  await staff.post(await linkOf(world, staff.accountId, "step-up"));
}

/** A session of somebody who has a passkey, before the second step. */
async function withPasskey(world: World) {
  const staff = await signInAs(world, "campaigner");
  const { passkey } = await addPasskey(staff);
  const browser = browserIn(world);
  await browser.post(await linkOf(world, staff.accountId, "sign-in"));
  return { staff, passkey, browser };
}

const confirmLink = async (world: World) => {
  await sign(world, PERSON);
  await world.deliver();
  const link = linkIn(mailSaying(world.mailbox, "Ada Lovelace"), "verification");
  world.clock.advance(-12 * SECOND_MS);
  return {
    isGood: async () => {
      await browserIn(world).post(link, { decision: "confirm" });
      return (await world.db.signature.count({ where: { state: "pending" } })) === 1;
    },
  };
};

const ENDS: Record<string, End> = {
  "a sign-in link": { afterMs: 15 * MINUTE_MS, begin: signInLink("sign-in") },
  "an invitation": { afterMs: 7 * DAY_MS, begin: signInLink("invitation") },
  "a step-up link": {
    afterMs: 15 * MINUTE_MS,
    begin: async (world) => {
      const staff = await oldSession(world);
      const link = await linkOf(world, staff.accountId, "step-up");
      return { isGood: async () => (await staff.post(link)).status === 303 };
    },
  },
  "the proof that signing in is": {
    afterMs: 15 * MINUTE_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "campaigner");
      return { isGood: () => isSteppedUp(staff) };
    },
  },
  "the proof that a step-up link is": {
    afterMs: 15 * MINUTE_MS,
    begin: async (world) => {
      const staff = await oldSession(world);
      await stepUp(world, staff);
      return { isGood: () => isSteppedUp(staff) };
    },
  },
  "the proof that a second step is": {
    afterMs: 15 * MINUTE_MS,
    begin: async (world) => {
      const { passkey, browser } = await withPasskey(world);
      world.clock.advance(20 * MINUTE_MS);
      const options = await optionsFrom(browser, "/admin/second-step/options");
      await browser.post("/admin/second-step", { response: passkey.use(options) });
      return { isGood: () => isSteppedUp(browser) };
    },
  },
  "the proof that a passkey is": {
    afterMs: 15 * MINUTE_MS,
    begin: async (world) => {
      const { staff, passkey } = await withPasskey(world);
      world.clock.advance(20 * MINUTE_MS);
      const options = await optionsFrom(staff, "/admin/step-up/options");
      await staff.post("/admin/step-up", { response: passkey.use(options) });
      return { isGood: () => isSteppedUp(staff) };
    },
  },
  "a challenge to make the second step": {
    afterMs: 5 * MINUTE_MS,
    begin: async (world) => {
      const { passkey, browser } = await withPasskey(world);
      const options = await optionsFrom(browser, "/admin/second-step/options");
      const response = passkey.use(options);
      return {
        isGood: async () => {
          await browser.post("/admin/second-step", { response });
          return await isIn(browser);
        },
      };
    },
  },
  "a challenge to step up": {
    afterMs: 5 * MINUTE_MS,
    begin: async (world) => {
      const { staff, passkey } = await withPasskey(world);
      world.clock.advance(20 * MINUTE_MS);
      const response = passkey.use(await optionsFrom(staff, "/admin/step-up/options"));
      return {
        isGood: async () => {
          await staff.post("/admin/step-up", { response });
          return await isSteppedUp(staff);
        },
      };
    },
  },
  "a challenge to add a passkey": {
    afterMs: 5 * MINUTE_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "campaigner");
      const response = authenticator().register(await optionsFrom(staff, paths.passkeyOptions));
      // The proof that this takes too is given when it is used, so that it is not what ends.
      return {
        isGood: async () => {
          await stepUp(world, staff);
          await staff.post(paths.passkeys, { response, label: "Key" });
          return (await world.db.passkey.count()) === 1;
        },
      };
    },
  },
  "a session that nobody uses": {
    afterMs: 30 * MINUTE_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "moderator");
      return { isGood: () => isIn(staff) };
    },
  },
  "a session that was used": {
    afterMs: 30 * MINUTE_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "moderator");
      world.clock.advance(20 * MINUTE_MS);
      await isIn(staff);
      return { isGood: () => isIn(staff) };
    },
  },
  "a session that is busy": {
    afterMs: 12 * HOUR_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "moderator");
      return { isGood: () => isIn(staff), keepBusy: () => isIn(staff) };
    },
  },
  "a session while the site is read-only": {
    afterMs: 12 * HOUR_MS,
    begin: async (world) => {
      const staff = await signInAs(world, "moderator");
      await turnSwitch(world.deps, { name: "read-only", isOn: true, by: "command" });
      return { isGood: () => isIn(staff) };
    },
  },
  "a link to confirm": { afterMs: 7 * DAY_MS, begin: confirmLink },
  "a link to confirm, once the letter has closed": {
    afterMs: DAY_MS,
    begin: async (world) => {
      const begun = await confirmLink(world);
      const closed = { state: "closed", closedAt: world.clock.now() };
      await world.db.letter.updateMany({ data: closed });
      return begun;
    },
  },
  "a question to an organisation": {
    afterMs: 14 * DAY_MS,
    begin: async (world) => {
      const given = { kind: "organisation", state: "pending" } as const;
      const id = await buildEntry(world.deps, world.letter, given);
      const wording = { language: "en", text: "Is it yours?" };
      const question = { address: "board@example.org", wording, askedBy: "ben" };
      expect(await askOrganisation(world.deps, { letterId: world.letter.id, id }, question)).toBe(
        "asked",
      );
      const { id: questionId, expiresAt } = await world.db.question.findFirstOrThrow();
      if (expiresAt === null) throw new Error("A question to an organisation has an end.");
      const token = await signToken(world.deps.keys, "question", { id: questionId, expiresAt });
      return {
        isGood: async () => {
          const link = paths.question(token);
          await browserIn(world).post(link, { decision: "confirm" });
          return (await world.db.question.findFirst())?.answer === "confirmed";
        },
      };
    },
  },
  "a captcha": {
    afterMs: HOUR_MS,
    stepMs: SECOND_MS,
    begin: async (world) => {
      world.clock.advance(SECOND_MS - (world.clock.now().getTime() % SECOND_MS));
      const altcha = await solveCaptcha(world);
      return { isGood: async () => (await sign(world, { ...PERSON, altcha })).status === 303 };
    },
  },
  "the time to undo a decision": {
    afterMs: 10 * SECOND_MS,
    begin: async (world) => {
      const id = await buildEntry(world.deps, world.letter, { state: "pending" });
      const staff = await signInAs(world, "moderator");
      await staff.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
      return {
        isGood: async () => {
          await staff.post("/admin/letters/rivers/decisions", { id, decision: "undo" });
          return (await world.db.signature.count({ where: { state: "pending" } })) === 1;
        },
      };
    },
  },
  "a claim of mail": {
    afterMs: 3 * MINUTE_MS,
    begin: async (world) => {
      await buildEntry(world.deps, world.letter, { state: "unverified" });
      expect(await claimDueMail(world.deps, 5)).toHaveLength(1);
      return { isGood: async () => (await claimDueMail(world.deps, 5)).length === 0 };
    },
  },
  "the lease of a job": {
    afterMs: 10 * SECOND_MS,
    begin: async (world) => {
      expect(await leaseFor(world.deps, "work", "one").take()).toBe(true);
      return { isGood: async () => !(await leaseFor(world.deps, "work", "other").take()) };
    },
  },
};

it.each(Object.entries(ENDS))("%s is good until its end, and not from then on", async (_, end) => {
  const { afterMs, stepMs = 1, begin } = end;
  for (const [passed, isGood] of [
    [afterMs - stepMs, true],
    [afterMs, false],
  ] as const) {
    const world = await openWorld();
    const begun = await begin(world);
    let left = passed;
    for (; left > BUSY_EVERY_MS && begun.keepBusy; left -= BUSY_EVERY_MS) {
      world.clock.advance(BUSY_EVERY_MS);
      await begun.keepBusy();
    }
    world.clock.advance(left);
    expect(await begun.isGood(), `after ${passed} ms`).toBe(isGood);
    await world.close();
  }
});
