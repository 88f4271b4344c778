import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import { DAY_MS, later, MINUTE_MS } from "../../../src/shared/clock.ts";
import { HISTORY_COLUMNS } from "../../../src/signatures/history/letter.ts";
import { moveEntry } from "../../support/moves.ts";
import { browserIn, openWorld, signInAs, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const HISTORY = "/admin/letters/rivers/history";
type Staff = Awaited<ReturnType<typeof signInAs>>;

/** The lines of a page as text: what, about which entry, by whom. */
async function linesAt(staff: Staff, query: Record<string, string> = {}) {
  const page = await (await staff.get(`${HISTORY}?${new URLSearchParams(query)}`)).text();
  const rows = page.matchAll(
    /<tr><td><time[^>]*>.*?<\/time><\/td><td>(.*?)<\/td><td class="of-entry">(.*?)<\/td><td>(.*?)<\/td>/g,
  );
  const plain = (html = "") =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  return [...rows].map(([, ...cells]) => cells.map(plain));
}

async function moveAs(
  id: string,
  name: "approve" | "reject" | "overturn" | "erase",
  by: string,
  reason: string | null = null,
) {
  world.clock.advance(MINUTE_MS);
  await moveEntry(world.deps, id, name, { by, reason, columns: { reason } });
}

const staffEvent = (what: string, by: string, more: object = {}) =>
  world.db.staffEvent.create({
    data: { what, by, letterId: world.letter.id, at: world.clock.now(), ...more },
  });

function cells(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true });
}

describe("the history of a letter", () => {
  it("tells who decided what and when, newest first, and leads to each entry", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { name: "Ada Weir", state: "pending" });
    await moveAs(id, "reject", moderator.accountId, "duplicate");
    await staffEvent("role-granted", "gone", { accountId: moderator.accountId });
    expect(await linesAt(moderator)).toEqual([
      [`Role given About ${moderator.displayName}`, "", "a former member of staff"],
      ["Rejected Already in the list", "Ada Weir", moderator.displayName],
      ["Imported; waiting for a moderator", "Ada Weir", "The signatory"],
    ]);
    const page = await (await moderator.get(HISTORY)).text();
    expect(page).toContain(`href="/admin/letters/rivers/entries/${id}"`);
    const entry = await (await moderator.get(`/admin/letters/rivers/entries/${id}`)).text();
    expect(entry).toContain(`href="${HISTORY}"`);
  });

  it("says of an entry whose data was deleted nothing more than that", async () => {
    const moderator = await signInAs(world, "moderator");
    await buildEntry(world.deps, world.letter, { name: "Ada Weir", state: "withdrawn" });
    const id = await buildEntry(world.deps, world.letter, { name: "Ben Ford", state: "held" });
    await world.db.signature.delete({ where: { id } });
    const deleted = "An entry whose data we deleted";
    expect((await linesAt(moderator)).map(([, entry]) => entry)).toEqual([
      deleted,
      deleted,
      deleted,
    ]);
    const page = await (await moderator.get(HISTORY)).text();
    expect(page).not.toContain(`/entries/${id}"`);
    expect(await linesAt(moderator, { q: id })).toHaveLength(1);
  });

  it("shows fifty lines a page, each once, also where many happened in one moment", async () => {
    const moderator = await signInAs(world, "moderator");
    const at = world.clock.now();
    for (let round = 0; round < 3; round += 1) {
      const data = Array.from({ length: 40 }, (_, index) => ({
        letterId: world.letter.id,
        signatureId: `entry ${round} ${index}`,
        code: "published",
        by: "import",
        at: later(at, -round * MINUTE_MS),
      }));
      await world.db.event.createMany({ data });
      await staffEvent("of-a-later-version", moderator.accountId, {
        at: later(at, -round * MINUTE_MS),
      });
    }
    const pages: string[] = [];
    for (let path: string | null = HISTORY; path !== null; ) {
      const page: string = await (await moderator.get(path)).text();
      pages.push(page);
      path = /href="([^"]*)">Older/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? null;
    }
    const sizes = pages.map((page) => page.split('class="of-entry"').length - 1);
    expect(sizes).toEqual([50, 50, 23]);
    expect(pages.map((page) => page.split(">of-a-later-version<").length - 1)).toEqual([2, 1, 0]);
    expect(pages[0]).not.toContain(">Newest<");
    expect(pages[1]).toContain(`<a href="${HISTORY}">Newest</a>`);
  });

  it("does not know the cursors of other letters", async () => {
    const moderator = await signInAs(world, "moderator");
    const other = await buildLetter(world.deps, { slug: "other" });
    await buildEntry(world.deps, world.letter, { hoursAgo: 1 });
    await buildEntry(world.deps, other, { hoursAgo: 2 });
    const theirs = await world.db.event.findFirstOrThrow({ where: { letterId: other.id } });
    const crafted = [`event-${theirs.id}`, "event-4294967296", "staff-1", "event-x", "'"];
    for (const after of crafted) expect(await linesAt(moderator, { after })).toHaveLength(1);
  });

  it("is for those who moderate the letter", async () => {
    const other = await buildLetter(world.deps, { slug: "other" });
    expect((await (await signInAs(world, "moderator")).get(HISTORY)).status).toBe(200);
    expect((await (await signInAs(world, "moderator", other)).get(HISTORY)).status).toBe(403);
    expect((await browserIn(world).get(HISTORY)).status).toBe(303);
  });
});

describe("the filters of a history", () => {
  it("narrow it by what was done, by whom and on which days", async () => {
    const moderator = await signInAs(world, "moderator");
    const ada = await buildEntry(world.deps, world.letter, { name: "Ada", hoursAgo: 72 });
    await buildEntry(world.deps, world.letter, { name: "Ben", decidedBy: "import" });
    await moveAs(ada, "erase", moderator.accountId, "own-request");
    await staffEvent("role-granted", moderator.accountId);
    const whats = async (query: Record<string, string>) =>
      (await linesAt(moderator, query)).map(([what]) => what);
    expect(await whats({ what: "published" })).toEqual([
      "Imported and published",
      "Imported and published",
    ]);
    expect(await whats({ what: "staff" })).toEqual(["Role given"]);
    expect(await whats({ what: "role-granted" })).toEqual(["Role given"]);
    expect(await linesAt(moderator, { who: "import" })).toEqual([
      ["Imported and published", "Ben", "Import"],
    ]);
    expect(await whats({ who: moderator.accountId })).toEqual([
      "Role given",
      "Erased; data deleted At the person&#39;s request",
    ]);
    expect(await whats({ who: "signatory" })).toEqual(["Imported and published"]);
    const day = (daysAgo: number) =>
      later(world.clock.now(), -daysAgo * DAY_MS)
        .toISOString()
        .slice(0, 10);
    expect(await whats({ to: day(2) })).toEqual(["Imported and published"]);
    expect(await whats({ from: day(3), to: day(3) })).toEqual(["Imported and published"]);
    expect(await whats({ from: day(2), what: "published" })).toEqual(["Imported and published"]);
    expect(await whats({ from: "2026-02-31", to: "soon", who: "%" })).toHaveLength(4);
  });

  it("find entries by the beginnings of words of their name, and by id", async () => {
    const moderator = await signInAs(world, "moderator");
    const id = await buildEntry(world.deps, world.letter, { name: "Zoë Weir", state: "pending" });
    await moveAs(id, "approve", moderator.accountId);
    await buildEntry(world.deps, world.letter, { name: "Ben Ford" });
    const other = await buildLetter(world.deps, { slug: "other" });
    const theirs = await buildEntry(world.deps, other, { name: "Zoe Weir" });
    await staffEvent("role-granted", moderator.accountId);
    const entries = async (q: string) => (await linesAt(moderator, { q })).map(([, name]) => name);
    expect(await entries("zoe we")).toEqual(["Zoë Weir", "Zoë Weir"]);
    expect(await entries(id.toUpperCase())).toEqual(["Zoë Weir", "Zoë Weir"]);
    for (const q of [theirs, "nobody", "?"]) expect(await entries(q)).toEqual([]);
    const page = await (await moderator.get(`${HISTORY}?q=nobody`)).text();
    expect(page).toContain("We found nothing like this in the history.");
    expect(await linesAt(moderator, { q: "weir", what: "published" })).toHaveLength(1);
  });

  it("say so where more entries bear a name than are looked up", async () => {
    const moderator = await signInAs(world, "moderator");
    for (let index = 0; index < 91; index += 1) {
      await buildEntry(world.deps, world.letter, { name: "Ada Weir" });
    }
    const page = await (await moderator.get(`${HISTORY}?q=weir`)).text();
    expect(page).toContain("More than 90 entries have a name like this");
    expect(await (await moderator.get(`${HISTORY}?q=ben`)).text()).not.toContain("More than 90");
  });

  it("look through fifty thousand lines at a time for what is rare, and lose none", async () => {
    const moderator = await signInAs(world, "moderator");
    const oldest = await buildEntry(world.deps, world.letter, { name: "Ada", hoursAgo: 2 });
    await world.db.$executeRawUnsafe(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)
       INSERT INTO event (letter_id, signature_id, code, at, by)
       SELECT letter_id, 'entry ' || i, 'pending', at, 'signatory' FROM n, event
       WHERE signature_id = '${oldest}'`,
    );
    const found: number[] = [];
    for (let path: string | null = `${HISTORY}?what=published`; path !== null; ) {
      const page: string = await (await moderator.get(path)).text();
      found.push(page.split('class="of-entry"').length - 1);
      path = /href="([^"]*)">Older/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? null;
      expect(page.includes("We searched back to")).toBe(path !== null);
    }
    expect(found).toEqual([0, 0, 1]);
  });
});

describe("the download of a history", () => {
  it("holds every line that was asked for, as codes, ids and display names", async () => {
    const campaigner = await signInAs(world, "campaigner");
    const name = '=HYPERLINK("x")';
    await world.db.account.update({
      where: { id: campaigner.accountId },
      data: { displayName: name },
    });
    const id = await buildEntry(world.deps, world.letter, { name: "Ada Weir", state: "pending" });
    await moveAs(id, "reject", campaigner.accountId, "duplicate");
    world.clock.advance(MINUTE_MS);
    const response = await campaigner.post(HISTORY, {});
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="rivers-history-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text.startsWith(`\uFEFF${HISTORY_COLUMNS.join(",")}\r\n`)).toBe(true);
    expect(text).not.toMatch(/Ada|Weir|[^\r]\n/);
    const who = `'${name}`;
    expect(cells(text)).toMatchObject([
      { who, what: "history-exported", "entry id": "", from: "", to: "" },
      { who, what: "rejected", "entry id": id, from: "pending", to: "rejected" },
      { who: "signatory", what: "pending", "entry id": id, from: "", to: "pending" },
    ]);
    expect(cells(text)[1]?.["reason"]).toBe("duplicate");
    expect((await linesAt(campaigner))[0]?.[0]).toBe("History downloaded");
  });

  it("is narrowed as the page is, and says in the history how, without the searched name", async () => {
    const campaigner = await signInAs(world, "campaigner");
    await buildEntry(world.deps, world.letter, { name: "Ada Weir" });
    await buildEntry(world.deps, world.letter, { name: "Ben Ford" });
    const response = await campaigner.post(HISTORY, { q: "weir", what: "published" });
    expect(cells(await response.text())).toHaveLength(1);
    const [event] = await world.db.staffEvent.findMany({ where: { what: "history-exported" } });
    expect(event).toMatchObject({ what: "history-exported", by: campaigner.accountId });
    expect(event?.detail).toBe('{"what":"published","who":null,"from":null,"to":null}');
  });

  it("holds more lines than are read at a time, each once", async () => {
    const campaigner = await signInAs(world, "campaigner");
    const data = Array.from({ length: 2_500 }, (_, index) => ({
      letterId: world.letter.id,
      signatureId: `entry ${index}`,
      code: "pending",
      by: "signatory",
      at: later(world.clock.now(), -Math.floor(index / 1_200)),
    }));
    await world.db.event.createMany({ data });
    const rows = cells(await (await campaigner.post(HISTORY, {})).text());
    const ids = rows.map((row) => row["entry id"]).filter((id) => id !== "");
    expect([ids.length, new Set(ids).size]).toEqual([2_500, 2_500]);
  });

  it("is refused to moderators, to strangers, and where one download does not hold it", async () => {
    const moderator = await signInAs(world, "moderator");
    expect((await moderator.post(HISTORY, {})).status).toBe(403);
    expect(await (await moderator.get(HISTORY)).text()).not.toContain("Download as CSV");
    expect((await browserIn(world).post(HISTORY, {})).status).toBe(401);
    const small = withLimits(world, { exportRowsMax: 1 });
    const campaigner = await signInAs(small, "campaigner");
    await buildEntry(world.deps, world.letter);
    expect((await campaigner.post(HISTORY, {})).status).toBe(200);
    await buildEntry(world.deps, world.letter);
    const refused = await campaigner.post(HISTORY, {});
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining("This has more than 1 lines"),
    ]);
    expect(await world.db.staffEvent.count({ where: { what: "history-exported" } })).toBe(1);
  });
});
