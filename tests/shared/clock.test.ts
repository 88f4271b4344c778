import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { turnSwitch } from "../../src/accounts/switches.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { leaseFor } from "../../src/runtime/lease.ts";
import { HOUR_MS, SECOND_MS } from "../../src/shared/clock.ts";
import { floodGate } from "../../src/shared/flood-gate.ts";
import { knownVersions } from "../../src/shared/pages/known-versions.ts";
import { PERSON, sign } from "../support/forms.ts";
import { linkIn } from "../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const TWO_DAYS_MS = 48 * HOUR_MS;

describe("a clock that is put back by two days", () => {
  it("keeps nothing in memory for true that was found out before", async () => {
    const { deps, clock } = world;
    let version = "one";
    const versions = knownVersions(clock, async () => version);
    expect(await versions.current("rivers")).toBe("one");
    const gate = floodGate(clock, { max: 1, windowMs: SECOND_MS });
    expect(await gate("client")).toBeNull();
    expect(await gate("client")).toBe(1);
    await deps.switches.read();
    clock.advance(-TWO_DAYS_MS);
    version = "two";
    expect(await versions.current("rivers")).toBe("two");
    expect(await gate("client")).toBeNull();
    const { accountId: by } = await signInAs(world, "administrator", null);
    // By another process, which this one does not hear of but by asking.
    const switches = { ...deps.switches, doubt: () => undefined };
    await turnSwitch({ ...deps, switches }, { name: "stop-signing", isOn: true, by });
    clock.advance(SECOND_MS);
    expect((await deps.switches.read())["stop-signing"].isOn).toBe(true);
  });

  it("holds up no job whose process has died, and renews what is held", async () => {
    const { clock, db } = world;
    const [dead, next] = [leaseFor(world.deps, "mail", "a"), leaseFor(world.deps, "mail", "b")];
    expect(await dead.take()).toBe(true);
    clock.advance(-TWO_DAYS_MS);
    expect(await next.take()).toBe(true);
    clock.advance(-TWO_DAYS_MS);
    expect(await next.take()).toBe(true);
    const [lease] = await db.jobLease.findMany();
    expect(lease?.until.getTime()).toBeLessThan(clock.now().getTime() + HOUR_MS);
  });
});

describe("a clock that jumps by two days", () => {
  it.each([
    ["forth", TWO_DAYS_MS],
    ["back", -TWO_DAYS_MS],
  ])("%s and back again loses no signature and mails nobody twice", async (_way, jumpMs) => {
    const people = ["before", "between", "after"].map((name) => `${name}@example.org`);
    const [before = "", between = "", after = ""] = people;
    const work = async () => {
      await runJobs(world.deps, () => true);
      await world.deliver();
    };
    const signAs = async (email: string) => {
      const fields = { ...PERSON, name: email.split("@")[0], email };
      expect((await sign(world, fields)).status).toBe(303);
    };
    const confirm = async (email: string) => {
      const mail = world.mailbox.mails.find(
        ({ to, text }) => to[0] === email && text.includes("/verification/"),
      );
      const link = linkIn(mail, "verification");
      expect((await browserIn(world).post(link, { decision: "confirm" })).status).toBe(200);
    };
    // The captcha's library looks at the machine's clock: never behind that.
    world.clock.advance(TWO_DAYS_MS);
    await signAs(before);
    world.clock.advance(jumpMs);
    await work();
    await signAs(between);
    await work();
    world.clock.advance(-jumpMs);
    await work();
    await signAs(after);
    // A mail leaves when the clock has come to its moment again, and no sooner.
    world.clock.advance(TWO_DAYS_MS);
    await work();
    await confirm(before);
    await confirm(between);
    await confirm(after);
    const ben = await signInAs(world, "moderator");
    const entries = await world.db.signature.findMany({ where: { state: "pending" } });
    expect(entries.map(({ name }) => name).sort()).toEqual(["after", "before", "between"]);
    const id = entries.map((entry) => entry.id);
    await ben.post("/admin/letters/rivers/decisions", { decision: "approve", id });
    await work();
    const list = await (await browserIn(world).get("/letters/rivers/signatories.json")).json();
    expect(list.signatories).toHaveLength(3);
    for (const person of people) {
      const subjects = world.mailbox.mails
        .filter(({ to }) => to[0] === person)
        .map(({ subject }) => subject);
      expect(subjects[0], person).toContain("Confirm your signature");
      expect(subjects.at(-1), person).toContain("is published");
      expect(new Set(subjects).size, person).toBe(subjects.length);
    }
  });
});
