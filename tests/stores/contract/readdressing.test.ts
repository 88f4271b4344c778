import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { signToken } from "../../../src/shared/keys/signed-token.ts";
import { parseEmailAddress } from "../../../src/shared/text/email-address.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { withdraw } from "../../../src/signatures/own-page/withdraw.ts";
import {
  askForAddress,
  cancelAddressChange,
} from "../../../src/signatures/questions/address/ask.ts";
import { answerQuestion } from "../../../src/signatures/questions/answer.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

// One for all of them: each has entries and addresses of its own.
beforeAll(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterAll(() => world.close());

const ROUNDS = 3;
const wording = { language: "en", text: "Do you want mail about this signature?" };
let count = 0;

/** A published entry, and an address that nobody has. */
async function anEntry() {
  count += 1;
  const [old, next] = [`old${count}@example.org`, `next${count}@example.org`];
  const given = { state: "published", email: old } as const;
  const id = await buildEntry(world.deps, world.letter, given);
  return { id, kind: "individual", state: "published", old, next } as const;
}

type AnEntry = Awaited<ReturnType<typeof anEntry>>;

function ask(deps: World["deps"], entry: AnEntry, to: string = entry.next) {
  const address = parseEmailAddress(to);
  if (address === null) throw new Error("A test address is wrong.");
  return askForAddress(
    deps,
    world.letter.id,
    { ...entry, contactsGoneAt: null },
    { address, contact: null },
    {
      wording,
      clientAddress: "192.0.2.1",
    },
  );
}

/** Asks, and gives the token of the link. */
async function askedToken(entry: AnEntry, to?: string): Promise<string> {
  expect(await ask(world.deps, entry, to)).toBe("address-asked");
  const { id, expiresAt } = await world.db.question.findFirstOrThrow({
    where: { signatureId: entry.id },
    orderBy: { about: "desc" },
  });
  return await signToken(world.deps.keys, "question", { id, expiresAt: expiresAt ?? new Date() });
}

const press = async (deps: World["deps"], token: string) =>
  (await answerQuestion(deps, token, { answer: "confirmed", shown: undefined })).outcome;
const questionsOf = (signatureId: string) =>
  world.db.question.findMany({ where: { signatureId }, orderBy: { about: "asc" } });
const codesOf = async (signatureId: string) =>
  (await world.db.event.findMany({ where: { signatureId }, orderBy: { id: "asc" } })).map(
    ({ code }) => code,
  );
const mailsOf = (signatureId: string, kind: string) =>
  world.db.outbox.count({ where: { signatureId, kind } });
async function addressOf(id: string): Promise<string | null> {
  const { email } = await world.db.signature.findUniqueOrThrow({ where: { id } });
  return email && (await world.deps.keys.decrypt(email));
}

describe("a change of address", () => {
  it("is made once by many who press at once, with one event and one mail to the former", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const entry = await anEntry();
      const token = await askedToken(entry);
      const outcomes = await race(6, (deps) => press(deps, token));
      expect(countOf(outcomes, "confirmed")).toBe(6);
      expect(await addressOf(entry.id)).toBe(entry.next);
      expect(await codesOf(entry.id)).toEqual(["published", "address-asked", "address-changed"]);
      expect(await mailsOf(entry.id, "address-changed")).toBe(1);
      const row = await world.db.signature.findUniqueOrThrow({ where: { id: entry.id } });
      expect(row.tokenVersion).toBe(3);
    }
  });

  it("keeps the former address until it was told, and no longer", async () => {
    const entry = await anEntry();
    await press(world.deps, await askedToken(entry));
    const [question] = await questionsOf(entry.id);
    expect(question?.email).toBeNull();
    expect(await world.deps.keys.decrypt(question?.formerEmail ?? "")).toBe(entry.old);
    await forgetExpired(world.deps);
    await world.deliver();
    const told = world.mailbox.mails.filter(({ to }) => to.includes(entry.old));
    expect(told.at(-1)?.subject).toContain("Your address has changed");
    expect((await questionsOf(entry.id))[0]).toMatchObject({ formerEmail: null });
  });

  it("is taken back or made, never both, if that happens at one moment", async () => {
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      const entry = await anEntry();
      const token = await askedToken(entry);
      await race(4, async (deps, racer) => {
        if (racer === round % 4) await cancelAddressChange(deps, entry);
        else await press(deps, token);
      });
      const codes = (await codesOf(entry.id)).slice(2);
      const isMade = (await addressOf(entry.id)) === entry.next;
      expect(codes).toEqual([isMade ? "address-changed" : "address-cancelled"]);
      expect(await mailsOf(entry.id, "address-changed")).toBe(isMade ? 1 : 0);
    }
  });

  it("is made or replaced, never both, if another is asked for at that moment", async () => {
    for (let round = 0; round < ROUNDS * 2; round += 1) {
      const entry = await anEntry();
      const token = await askedToken(entry);
      await race(2, async (deps, racer) => {
        if (racer === round % 2) await ask(deps, entry, `other.${entry.next}`);
        else await press(deps, token);
      });
      const isMade = (await addressOf(entry.id)) === entry.next;
      const answers = (await questionsOf(entry.id)).map(({ answer }) => answer);
      expect(answers).toEqual([isMade ? "confirmed" : "replaced", null]);
    }
  });

  it("has one question open, however many are asked at once", async () => {
    const entry = await anEntry();
    const outcomes = await race(3, (deps, racer) => ask(deps, entry, `r${racer}.${entry.next}`));
    expect(countOf(outcomes, "address-asked")).toBe(3);
    const questions = await questionsOf(entry.id);
    expect(questions.map(({ about, answer }) => [about, answer])).toEqual([
      [1, "replaced"],
      [2, "replaced"],
      [3, null],
    ]);
    expect(questions.map(({ email }) => email !== null)).toEqual([false, false, true]);
  });

  it("takes an address once, if several entries are to move there at that moment", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const entries = [await anEntry(), await anEntry()];
      const to = `one${round}@example.org`;
      const tokens: string[] = [];
      for (const entry of entries) tokens.push(await askedToken(entry, to));
      const outcomes = await race(4, (deps, racer) => press(deps, tokens[racer % 2] ?? ""));
      expect(new Set(outcomes)).toEqual(new Set(["confirmed", "taken"]));
      const addresses = [];
      for (const { id } of entries) addresses.push(await addressOf(id));
      expect(countOf(addresses, to)).toBe(1);
    }
  });

  it("ends with its entry, and leaves nothing of either address", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const entry = await anEntry();
      await press(world.deps, await askedToken(entry));
      const token = await askedToken(entry, `again.${entry.next}`);
      await race(3, async (deps, racer) => {
        if (racer === round) await withdraw(deps, entry);
        else await press(deps, token);
      });
      expect(await addressOf(entry.id)).toBeNull();
      for (const question of await questionsOf(entry.id)) {
        expect(question).toMatchObject({ email: null, formerEmail: null, contactName: null });
      }
    }
  });
});
