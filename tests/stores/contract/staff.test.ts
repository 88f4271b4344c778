import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { invite } from "../../../src/accounts/invite.ts";
import { consumeSignIn } from "../../../src/accounts/sign-in.ts";
import { saveLetter } from "../../../src/letters/edit.ts";
import { parseLetterFile } from "../../../src/letters/letter-file.ts";
import { parseEmailAddress } from "../../../src/shared/text/email-address.ts";
import { importSignatories } from "../../../src/signatures/import/add.ts";
import { countOf, openRace, type Race } from "../../support/databases/race.ts";
import { openWorld, type World } from "../../support/world.ts";

let world: World;
let race: Race;

beforeEach(async () => {
  world = await openWorld();
  race = await openRace(world);
});
afterEach(() => world.close());

function invitation() {
  const address = parseEmailAddress("ada@staff.example");
  if (address === null) throw new Error("The address is wrong.");
  const rest = { displayName: "Ada", letterId: world.letter.id, byMail: false };
  return { address, role: "moderator", ...rest } as const;
}

describe("an invitation", () => {
  it("makes one account and one role of one address, by many at once", async () => {
    const invited = await race(6, (deps) => invite(deps, invitation()));
    expect(new Set(invited.map(({ accountId }) => accountId)).size).toBe(1);
    expect(await world.db.account.count()).toBe(1);
    expect(await world.db.role.count()).toBe(1);
  });

  it("lets one in, of many who use its link at once", async () => {
    const { token } = await invite(world.deps, invitation());
    const outcomes = await race(8, async (deps) => (await consumeSignIn(deps, token)).outcome);
    expect(countOf(outcomes, "ok")).toBe(1);
    expect(countOf(outcomes, "used")).toBe(7);
  });

  it("lets nobody in whose account was disabled", async () => {
    const { token } = await invite(world.deps, invitation());
    await world.db.account.updateMany({ data: { disabledAt: world.clock.now() } });
    expect((await consumeSignIn(world.deps, token)).outcome).toBe("used");
  });
});

describe("an import", () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `individual,Person ${index},Dr,Lab ${index}`);
  const csv = (lines: readonly string[]) =>
    ["kind,name,title,affiliation", ...lines, ""].join("\n");

  it("adds nobody twice, by many at once", async () => {
    const outcomes = await race(4, (deps) => importSignatories(deps, world.letter, csv(rows(150))));
    expect(await world.db.signature.count()).toBe(150);
    const added = outcomes.map((one) => (one.outcome === "imported" ? one.added : -1));
    expect(added.sort((left, right) => left - right)).toEqual([0, 0, 0, 150]);
  });

  it("keeps what is not said empty, and every kind of letter whole", async () => {
    const names = ["=SUM(A1)", "O’Brien", "“Quoted”", "محمد رضا‌پور", "佐藤 葵", "𝒜da 🌊", "a'b\\c"];
    const lines = names.map((name) => `individual,"${name.replaceAll('"', '""')}",,`);
    await importSignatories(world.deps, world.letter, csv(lines));
    const stored = await world.db.signature.findMany({ orderBy: { id: "asc" } });
    expect(stored.map(({ name }) => name)).toEqual(names);
    expect(stored[0]).toMatchObject({ title: null, affiliation: null, updates: false });
    expect(stored[0]).toMatchObject({ visibility: "full", country: "ZZ", tokenVersion: 1 });
    expect(Math.abs(Number(stored[0]?.signedAt) - Number(world.clock.now()))).toBeLessThan(1_000);
    const letter = await world.db.letter.findUniqueOrThrow({ where: { id: world.letter.id } });
    expect(letter.individuals).toBe(names.length);
  });

  it("writes all rows or none", async () => {
    await buildEntry(world.deps, world.letter);
    const [known] = await world.db.signature.findMany();
    if (known === undefined) throw new Error("The entry is missing.");
    const row = (id: string) => ({ ...known, id, addressKey: null, importKey: null });
    const fresh = Array.from({ length: 60 }, (_, index) => row(`fresh-${index}`));
    await expect(world.db.$insertSignatures([...fresh, row(known.id)])).rejects.toThrow();
    expect(await world.db.signature.count()).toBe(1);
    await world.db.$insertSignatures(fresh);
    expect(await world.db.signature.count()).toBe(61);
  });
});

describe("a letter", () => {
  it("becomes one of each slug, with a version for each text, by many at once", async () => {
    const file = (text: string) => {
      const source = `---\ntitle: Lakes\nslug: lakes\npublished_by: Lake Watch\n---\n\n${text}\n`;
      const parsed = parseLetterFile(source);
      if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
      return parsed.file;
    };
    await race(6, (deps, racer) => saveLetter(deps, file(`Text ${racer % 2}`)));
    const letters = await world.db.letter.findMany({ where: { slug: "lakes" } });
    expect(letters).toHaveLength(1);
    const versions = await world.db.letterVersion.findMany({
      where: { letterId: letters[0]?.id ?? "" },
      orderBy: { number: "asc" },
    });
    expect(versions.length).toBeGreaterThanOrEqual(2);
    // Each has a number of its own; that of one which came second may stay unused.
    const numbers = versions.map(({ number }) => number);
    expect([numbers[0], new Set(numbers).size]).toEqual([1, numbers.length]);
    expect(versions.map(({ id }) => id)).toContain(letters[0]?.currentVersionId);
    await buildLetter(world.deps, { slug: "lakes" });
  });
});
