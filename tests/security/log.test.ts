import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../src/app.ts";
import type { Db } from "../../src/db/db.ts";
import type { Deps } from "../../src/deps.ts";
import { deliverDueMail } from "../../src/mail/relay.ts";
import { runJobs } from "../../src/runtime/jobs.ts";
import { DAY_MS } from "../../src/shared/clock.ts";
import { PERSON, sign } from "../support/forms.ts";
import { liveWholeLife, TYPED } from "../support/whole-life.ts";
import {
  browserIn,
  type LoggedEvent,
  openWorld,
  signInAs,
  solveCaptcha,
  type World,
} from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** What was typed, an address, or the address of a client. */
const PERSONAL = new RegExp(`${TYPED.source}|[\\w.+-]+@[\\w.-]+|192\\.0\\.2\\.`, "i");
/** Ids, codes, numbers: what a field of the log may hold. Where an error arose is longer. */
const CODE = /^[\w:./-]{1,80}$/;
const FRAMES = /^(?:at (?:[\w$.<>[\] ]+ )?\(?(?:file:|node:|\/|<)[^()]*\)? ?)*$/;

function improper({ event, fields }: LoggedEvent): boolean {
  const texts = Object.entries(fields).filter(([, value]) => typeof value === "string");
  return (
    !/^[a-z]+(?:\.[a-z-]+)+$/.test(event) ||
    texts.some(([name, value]) => !(name === "at" ? FRAMES : CODE).test(value))
  );
}

/** Whatever was logged since the beginning, at any level, holds nothing that somebody typed. */
function expectNothingPersonal(): void {
  const tells = (line: LoggedEvent) => PERSONAL.test(JSON.stringify(line));
  expect(world.log.filter((line) => improper(line) || tells(line))).toEqual([]);
}

const events = () => new Set(world.log.map(({ event }) => event));

describe("no line of the log holds an address, a name or what was typed", () => {
  it("through the whole life of signatures and the work of staff", async () => {
    await liveWholeLife(world);
    world.clock.advance(3 * DAY_MS);
    await runJobs(world.deps, () => true);
    expectNothingPersonal();
    expect([...events()].sort()).toEqual([
      "account.signed-in",
      "address.suppressed",
      "export.ended",
      "export.started",
      "invalidation.done",
      "invalidation.proposed",
      "invalidation.released",
      "invalidation.undone",
      "letter.reasons-changed",
      "mail.dropped",
      "mail.failed",
      "mail.refused",
      "mail.sent",
      "mail.waits",
      "passkey.refused",
      "question.answered",
      "question.asked",
      "signature.address-cancelled",
      "signature.confirmed",
      "signature.corrected",
      "signature.decided",
      "signature.hidden",
      "signature.proposed",
      "signature.refused",
      "signature.shown",
      "signature.signed",
      "signature.undone",
      "signature.withdrawn",
    ]);
  });

  it("if mail cannot be made, or its server is away", async () => {
    await sign(world, { ...PERSON, name: "Canary One", email: "canary@example.org" });
    await sign(world, { ...PERSON, name: "Canary Two", email: "canary2@example.org" });
    const [first] = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    await world.db.signature.update({
      where: { id: first?.id ?? "" },
      data: { email: "canary@example.org" },
    });
    await world.mailbox.close();
    await world.deliver();
    expectNothingPersonal();
    expect(events()).toContain("mail.not-composed");
    expect(events()).toContain("mail.failed");
  });

  it("if the database fails with words that repeat what was typed", async () => {
    const moderator = await signInAs(world, "moderator");
    const fields = { ...PERSON, name: "Canary Name", email: "canary@example.org" };
    for (let after = 0; after < 12; after += 1) {
      const altcha = await solveCaptcha(world);
      const deps = { ...world.deps, db: failingAfter(world.db, after) };
      const broken = { ...world, deps, app: createApp(deps) };
      const reader = browserIn(broken);
      const staff = browserIn(broken);
      for (const [name, value] of moderator.cookies) staff.cookies.set(name, value);
      const answers = [
        await sign(broken, { ...fields, altcha }),
        await reader.post("/letters/rivers/lost-link", { email: fields.email }),
        await reader.post("/admin/sign-in", { email: fields.email }),
        await reader.get("/letters/rivers/signatories?q=canary"),
        await staff.post("/admin/letters/rivers/queue/search", { q: "canary" }),
        await staff.post("/admin/letters/rivers/decisions", { decision: "note", id: "canary" }),
      ];
      for (const answer of answers) expect(await answer.text()).not.toMatch(/PrismaClient|Street/);
      await runJobs(deps, () => true);
      await deliverDueMail(deps, () => true).catch(() => undefined);
    }
    expectNothingPersonal();
    expect(events()).toContain("web.crash");
    expect(events()).toContain("job.failed");
  });
});

/** A database that answers so many calls, and then fails as wordily as it can. */
function failingAfter(db: Db, calls: number): Deps["db"] {
  let left = calls;
  const fail = () => {
    const error = new Error(
      'Invalid `db.signature.create()`: "canary@example.org"\n    at Canary Street (/canary/x:1:1)',
    );
    error.name = "PrismaClientKnownRequestError";
    return Promise.reject(error);
  };
  const orFail = (owner: object, name: string | symbol) => {
    const value: unknown = Reflect.get(owner, name);
    if (typeof value !== "function") return value;
    return (...given: unknown[]) => {
      left -= 1;
      return left < 0 ? fail() : Reflect.apply(value, owner, given);
    };
  };
  return new Proxy(db, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "object" || value === null || String(name).startsWith("$"))
        return orFail(target, name);
      return new Proxy(value, { get: (model, method) => orFail(model, method) });
    },
  });
}
