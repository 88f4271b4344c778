import { afterEach, beforeEach, expect, it } from "vitest";
import { buildEntry } from "../../prisma/builders.ts";
import { countWithin } from "../../src/rate-limit.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/shared/clock.ts";
import { fromBase64Url } from "../../src/shared/keys/base64url.ts";
import { hmacUnder } from "../../src/shared/keys/hash.ts";
import { deriveKeys } from "../../src/shared/keys/keys.ts";
import { signOwnPageToken } from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { STATES } from "../../src/signatures/lifecycle.ts";
import { askOrganisation } from "../../src/signatures/questions/second/ask.ts";
import { clientKeys } from "../../src/signatures/signing/client.ts";
import { optionsFrom } from "../support/browser/passkeys.ts";
import { PERSON, sign } from "../support/forms.ts";
import { browserIn, openWorld, signInAs, solveCaptcha, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Something that is kept for a time: makes it, and gives how often it is there. */
type Kept = { forMs: number; begin: () => Promise<() => Promise<number>> };

const KEPT: Record<string, Kept> = {
  "the key under which the clients of a day are hashed": {
    forMs: 30 * DAY_MS,
    begin: async () => {
      const { clientKey } = await clientKeys(world.deps, "192.0.2.7");
      const day = clientKey.slice(0, 10);
      // From the end of the day on.
      world.clock.advance(DAY_MS - (world.clock.now().getTime() % DAY_MS));
      return () => world.db.clientKey.count({ where: { day } });
    },
  },
  "an entry that nobody confirmed": {
    forMs: 7 * DAY_MS,
    begin: async () => {
      await sign(world, PERSON);
      return () => world.db.signature.count();
    },
  },
  "an entry that nobody released": {
    forMs: 30 * DAY_MS,
    begin: async () => {
      await sign(world, { ...PERSON, altcha: undefined });
      return () => world.db.signature.count({ where: { state: "held" } });
    },
  },
  "an entry that was released and not confirmed": {
    forMs: 7 * DAY_MS,
    begin: async () => {
      await sign(world, { ...PERSON, altcha: undefined });
      const { id } = await world.db.signature.findFirstOrThrow();
      world.clock.advance(20 * DAY_MS);
      const moderator = await signInAs(world, "moderator");
      await moderator.post("/admin/letters/rivers/decisions", { id, decision: "release" });
      return () => world.db.signature.count({ where: { state: "unverified" } });
    },
  },
  "the address at which an organisation was asked": {
    forMs: 14 * DAY_MS,
    begin: async () => {
      const given = { kind: "organisation", state: "pending" } as const;
      const id = await buildEntry(world.deps, world.letter, given);
      const wording = { language: "en", text: "Is it yours?" };
      const question = { address: "board@example.org", wording, askedBy: "ben" };
      await askOrganisation(world.deps, { letterId: world.letter.id, id }, question);
      return () => world.db.question.count({ where: { email: { not: null } } });
    },
  },
  "a new address, and the contact person named with it": {
    forMs: 7 * DAY_MS,
    begin: async () => {
      const id = await buildEntry(world.deps, world.letter, { kind: "organisation" });
      const page = paths.ownPage(await signOwnPageToken(world.deps.keys, { id, version: 1 }));
      const contact = { new_contact_name: "Ada Lovelace", new_contact_role: "Secretary" };
      const asked = { action: "change-address", new_email: "ada@example.org", ...contact };
      await browserIn(world).post(page, asked);
      const held = { OR: [{ email: { not: null } }, { contactName: { not: null } }] };
      return () => world.db.question.count({ where: held });
    },
  },
  "a captcha that was solved": {
    forMs: HOUR_MS,
    begin: async () => {
      world.clock.advance(1_000 - (world.clock.now().getTime() % 1_000));
      await sign(world, { ...PERSON, altcha: await solveCaptcha(world) });
      return () => world.db.spentChallenge.count();
    },
  },
  "a count": {
    forMs: 2 * HOUR_MS,
    begin: async () => {
      world.clock.advance(HOUR_MS - (world.clock.now().getTime() % HOUR_MS));
      await countWithin(world.deps, "something", { max: 1, windowMs: HOUR_MS });
      return () => world.db.rateCount.count();
    },
  },
  "what an address was mailed": {
    forMs: DAY_MS,
    begin: async () => {
      await sign(world, PERSON);
      await world.deliver();
      return () => world.db.mailAllowance.count();
    },
  },
  "who is at a queue": {
    forMs: MINUTE_MS,
    begin: async () => {
      const moderator = await signInAs(world, "moderator");
      await moderator.post("/admin/letters/rivers/presence");
      return () => world.db.presence.count();
    },
  },
  "a session": {
    forMs: 30 * MINUTE_MS,
    begin: async () => {
      await signInAs(world, "moderator");
      return () => world.db.session.count();
    },
  },
  "a session that is busy": {
    forMs: 12 * HOUR_MS,
    begin: async () => {
      const moderator = await signInAs(world, "moderator");
      for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
        await moderator.get("/admin");
        world.clock.advance(20 * MINUTE_MS);
      }
      world.clock.advance(-12 * HOUR_MS);
      return () => world.db.session.count();
    },
  },
  "a challenge for a passkey": {
    forMs: 5 * MINUTE_MS,
    begin: async () => {
      const moderator = await signInAs(world, "moderator");
      await optionsFrom(moderator, paths.passkeyOptions);
      return () => world.db.passkeyChallenge.count();
    },
  },
};

it.each(Object.entries(KEPT))("%s is kept for its time", async (_, { forMs, begin }) => {
  const count = await begin();
  expect(await count()).toBe(1);
  world.clock.advance(forMs - 1);
  await runJobs(world.deps, () => true);
  expect(await count()).toBe(1);
});

it.each(Object.entries(KEPT))("%s is gone after its time", async (_, { forMs, begin }) => {
  const count = await begin();
  world.clock.advance(forMs);
  await runJobs(world.deps, () => true);
  expect(await count()).toBe(0);
});

it.each(STATES)("an entry that is %s is forgotten by that state alone", async (state) => {
  const id = await buildEntry(world.deps, world.letter, { state });
  await world.db.signature.update({ where: { id }, data: { expiresAt: world.clock.now() } });
  await runJobs(world.deps, () => true);
  const isForgotten = state === "unverified" || state === "held";
  expect(await world.db.signature.count()).toBe(isForgotten ? 0 : 1);
});

it("tells no address of a client to whoever has the database alone", async () => {
  await sign(world, PERSON, "198.51.100.7");
  const entry = await world.db.signature.findFirstOrThrow();
  const { day, key } = await world.db.clientKey.findFirstOrThrow();
  expect(entry.clientKey).toMatch(new RegExp(`^${day}\\.`));
  // All that stands in the file, tried on the right address.
  for (const bytes of [new TextEncoder().encode(key), fromBase64Url(key)]) {
    const hmac = hmacUnder(bytes);
    expect(`${day}.${hmac("client 198.51.100.7")}`).not.toBe(entry.clientKey);
    expect(`${day}.${hmac("network 198.51.100")}`).not.toBe(entry.networkKey);
  }
  const other = { ...world.deps, keys: await deriveKeys(Buffer.alloc(32, 9).toString("base64")) };
  const { clientKey } = await clientKeys(other, "198.51.100.7");
  expect(clientKey).not.toBe(entry.clientKey);
  expect((await clientKeys(world.deps, "198.51.100.7")).clientKey).toBe(entry.clientKey);
});

it("links no entry to a client once the key of its day is gone", async () => {
  await sign(world, PERSON, "198.51.100.7");
  const before = await world.db.signature.findFirstOrThrow();
  const keyOfThen = await world.db.clientKey.findFirstOrThrow();
  world.clock.advance(32 * DAY_MS);
  await runJobs(world.deps, () => true);
  await browserIn(world, "198.51.100.7").post("/letters/rivers/lost-link", {
    email: "a@b.example",
  });
  await sign(world, { ...PERSON, email: "ben@example.org" }, "198.51.100.7");
  const after = await world.db.signature.findFirstOrThrow({ where: { id: { not: before.id } } });
  expect(after.clientKey?.slice(11)).not.toBe(before.clientKey?.slice(11));
  const keys = await world.db.clientKey.findMany();
  expect(keys.map(({ key }) => key)).not.toContain(keyOfThen.key);
});

it("is decided for everything that has an end of its own", async () => {
  const ends = await world.db.$queryRaw<{ found: string }[]>`
    SELECT sqlite_master.name || '.' || columns.name AS found
    FROM sqlite_master, pragma_table_info(sqlite_master.name) AS columns
    WHERE sqlite_master.type = 'table' AND columns.name IN ('expires_at', 'ends_at', 'until')
    ORDER BY found`;
  expect(ends.map(({ found }) => found)).toEqual([
    // The holder of a job, a process.
    "job_lease.until",
    "mail_allowance.expires_at",
    // Kept without its ids and names, as the record of who asked for how many.
    "mass_act.expires_at",
    "passkey_challenge.expires_at",
    "question.expires_at",
    "rate_count.expires_at",
    // That of earlier versions, which copy it to the one above.
    "second_confirmation.expires_at",
    "session.ends_at",
    "session.expires_at",
    // Kept, as the record that a link was given out: ids and times.
    "sign_in.expires_at",
    "signature.expires_at",
    "spent_challenge.expires_at",
  ]);
});
