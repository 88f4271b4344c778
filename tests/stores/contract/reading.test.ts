import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { openLetters } from "../../../src/letters/read.ts";
import { readTexts } from "../../../src/letters/versions/texts.ts";
import { foldedWords } from "../../../src/shared/text/text.ts";
import { exportSignatories } from "../../../src/signatures/export/write.ts";
import type { Cursor } from "../../../src/signatures/list/cursor.ts";
import { indexOfList } from "../../../src/signatures/list/initials.ts";
import { listSignatories } from "../../../src/signatures/list/read.ts";
import { KINDS } from "../../../src/signatures/name.ts";
import { NO_FILTER } from "../../../src/signatures/queue/filter.ts";
import { queuePage } from "../../../src/signatures/queue/read.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Names whose order differs between people, locales and bytes. */
const NAMES = [
  "Zoë Adams",
  "Zoe adams-Bell",
  "Ángel Ångström",
  "co-op",
  "Coop",
  "Co op",
  "Ilse van der Meer",
  "Éa",
  "eb",
  "EA",
  "محمد رضا‌پور",
  "佐藤 葵",
  "Ada 𝒜",
  "_underscore",
  "9 to 5",
];

async function listInPages(q = "", pageSize = 4): Promise<string[]> {
  const names: string[] = [];
  let after: Cursor | null = null;
  do {
    const query = { q, kind: null, country: null, after };
    const page = await listSignatories(world.deps, world.letter.id, query, pageSize);
    names.push(...page.signatories.map(({ name }) => name));
    after = page.next;
  } while (after !== null);
  return names;
}

describe("the list", () => {
  it("has an index of the letters of its own script, and one place for each other", async () => {
    const names = ["350.org", "Ab", "Ac", "Ödön", "Łucja", "Zoë", "Ιωάννα", "Петр", "Яна"];
    for (const name of [...names, "محمد", "김민준", "李娜", "王小明"])
      await buildEntry(world.deps, world.letter, { name });
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Weir" });
    const index = async (language: string) => {
      const { texts } = await readTexts(world.deps, world.letter.id);
      return await indexOfList(world.deps, { ...world.letter, language }, texts, null, 1);
    };
    const labels = async (language: string) =>
      (await index(language)).map(({ kind, count, initials }) => [
        kind,
        count,
        initials.map(({ label }) => Object.values(label).join()).join(" "),
      ]);
    expect(await labels("en")).toEqual([
      ["organisation", 1, ""],
      ["individual", 13, "true A L O Z Grek Cyrl Arab Hang Hani"],
    ]);
    expect((await labels("ru"))[1]?.[2]).toBe("true Latn Grek П Я Arab Hang Hani");
    const [, people] = await index("en");
    const firsts = people?.initials.map(async ({ place: after }) => {
      const query = { q: "", kind: null, country: null, after };
      return (await listSignatories(world.deps, world.letter.id, query, 1)).signatories[0]?.name;
    });
    expect((await Promise.all(firsts ?? [])).join(" ")).toBe(
      "350.org Ab Łucja Ödön Zoë Ιωάννα Петр محمد 김민준 李娜",
    );
  });

  it("is in the order of its keys' bytes, and its pages skip nobody", async () => {
    for (const kind of KINDS) {
      for (const name of NAMES) await buildEntry(world.deps, world.letter, { kind, name });
    }
    const rows = await world.db.signature.findMany({
      select: { id: true, kind: true, name: true, sortKey: true },
    });
    const kinds: readonly string[] = KINDS;
    const bytes = (text: string) => Buffer.from(text, "utf8");
    const expected = rows.sort(
      (left, right) =>
        kinds.indexOf(left.kind) - kinds.indexOf(right.kind) ||
        Buffer.compare(bytes(left.sortKey), bytes(right.sortKey)) ||
        Buffer.compare(bytes(left.id), bytes(right.id)),
    );
    expect(await listInPages()).toEqual(expected.map(({ name }) => name));
  });

  it("finds names by the beginning of each word, in any script, as the fold says", async () => {
    for (const name of NAMES) await buildEntry(world.deps, world.letter, { name });
    for (const q of ["zo", "ang", "co", "رضا", "佐", "ilse me", "9", "𝒜", "ea", "nobody"]) {
      const words = foldedWords(q);
      const expected = NAMES.filter((name) =>
        words.every((word) => foldedWords(name).some((other) => other.startsWith(word))),
      );
      expect([q, (await listInPages(q)).sort()]).toEqual([q, expected.sort()]);
    }
  });

  it("leaves a query that no database can hold without an answer, not in pieces", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const reader = browserIn(world);
    for (const path of [
      "/letters/rivers/signatories?q=a%00da",
      "/letters/rivers/signatories?country=%00",
      "/letters/rivers%00/signatories",
      "/letters/%00",
      "/letters/%00.json",
      "/captcha/challenge?letter=%00",
      "/signature/%00",
    ]) {
      expect([path, (await reader.get(path)).status]).toEqual([path, expect.any(Number)]);
      expect((await reader.get(path)).status).toBeLessThan(500);
    }
  });
});

describe("what people type", () => {
  it("may hold a character that no database can hold, and is answered all the same", async () => {
    const nul = "\u0000";
    for (const field of ["name", "title", "affiliation", "email", "country"] as const) {
      const status = (await sign(world, { ...PERSON, [field]: `${PERSON[field]}${nul}` })).status;
      expect([field, status < 500]).toEqual([field, true]);
    }
    const campaigner = await signInAs(world, "campaigner");
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    const more = { note: `no${nul}te`, reason: `be${nul}cause` };
    const decision = { decision: "reject", id, ...more };
    const decided = await campaigner.post("/admin/letters/rivers/decisions", decision);
    expect(decided.status).toBeLessThan(500);
    const queue = await campaigner.get("/admin/letters/rivers/queue?q=%00&after=%00");
    expect(queue.status).toBeLessThan(500);
    expect((await campaigner.get("/admin/letters/rivers/entries/%00")).status).toBe(404);
  });

  it("may be as long as its field allows, in the longest characters", async () => {
    const name = "𝒜".repeat(60);
    const long = { name: `${name} ${name}`, title: "Ω".repeat(150), affiliation: "Ω".repeat(150) };
    expect((await sign(world, { ...PERSON, ...long })).status).toBe(303);
    expect((await world.db.signature.findFirstOrThrow()).name).toBe(`${name} ${name}`);
  });
});

describe("the queue", () => {
  it("pages through a hundred and twenty names, each with its evidence", async () => {
    const build = (count: number, entry: (index: number) => GivenEntry) =>
      Promise.all(
        Array.from({ length: count }, (_, index) =>
          buildEntry(world.deps, world.letter, entry(index)),
        ),
      );
    await build(120, (index) => {
      return { state: "pending", name: `Person ${index}`, hoursAgo: 200 - index };
    });
    await build(50, (index) => {
      return { name: `Published ${index}`, proposal: { name: `Changed ${index}` } };
    });
    const names: string[] = [];
    let after: string | null = null;
    do {
      const query = { ...NO_FILTER, state: "pending" as const, after };
      const page = await queuePage(world.deps, world.letter.id, query);
      names.push(...page.entries.map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    expect(names.slice(0, 50).every((name) => name.startsWith("Changed"))).toBe(true);
    expect(names.slice(50)).toEqual(Array.from({ length: 120 }, (_, index) => `Person ${index}`));
  });
});

describe("an export", () => {
  it("holds what the rows say, times in UTC among it, in the order of their ids", async () => {
    const hidden = { hiddenAt: world.clock.now() };
    const ids = [
      await buildEntry(world.deps, world.letter, { kind: "organisation", name: "River Watch" }),
      await buildEntry(world.deps, world.letter, { name: "Zoë", state: "pending" }),
      await buildEntry(world.deps, world.letter, { name: "Hidden", ...hidden }),
    ];
    let text = "";
    for await (const piece of exportSignatories(world.deps, world.letter, {
      format: "json",
      states: ["published", "pending"],
      withContacts: true,
      withHidden: true,
    })) {
      text += piece.text;
    }
    const rows: { id: string; email: string; signed_at: string }[] = JSON.parse(text);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.map(({ email }) => email)).toEqual(ids.map((id) => `${id}@example.org`));
    expect(rows.map(({ signed_at }) => signed_at)).toEqual(
      ids.map(() => world.clock.now().toISOString()),
    );
  });
});

describe("the front page", () => {
  it("names letters from the newest to the oldest, those without a day last", async () => {
    await buildLetter(world.deps, { slug: "undated", published: null });
    await buildLetter(world.deps, { slug: "newer", published: new Date("2026-06-01") });
    const letters = await openLetters(world.deps);
    expect(letters.map(({ slug }) => slug)).toEqual(["newer", "rivers", "undated"]);
  });
});
