import { serve } from "@hono/node-server";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../../prisma/builders.ts";
import type { RoleName } from "../../../src/accounts/account.ts";
import { CONTACT_COLUMNS, EXPORT_COLUMNS } from "../../../src/signatures/export/write.ts";
import { browserIn, openWorld, signInAs, type World, withLimits } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const EXPORTS = "/admin/letters/rivers/exports";

function cells(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true });
}

describe("an export over HTTP", () => {
  it.each(["campaigner", "administrator"] as const)("is for a %s", async (role) => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const staff = await signInAs(world, role, role === "administrator" ? null : world.letter);
    const response = await staff.post(EXPORTS, { format: "csv" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="rivers-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 3).toString("hex")).toBe("efbbbf");
    expect(cells(bytes.toString())).toMatchObject([{ name: "Ada", state: "published" }]);
  });

  const refused: [string, RoleName, "rivers" | "other"][] = [
    ["a moderator", "moderator", "rivers"],
    ["a campaigner of another letter", "campaigner", "other"],
    ["an administrator of another letter", "administrator", "other"],
  ];
  it.each(refused)("is refused to %s", async (_, role, slug) => {
    const letter = slug === "other" ? await buildLetter(world.deps, { slug }) : world.letter;
    const staff = await signInAs(world, role, letter);
    expect((await staff.post(EXPORTS, { format: "csv" })).status).toBe(403);
    expect((await staff.get(EXPORTS)).status).toBe(403);
    expect(await world.db.exportRecord.count()).toBe(0);
  });

  it("is refused to whoever is not signed in", async () => {
    expect((await browserIn(world).post(EXPORTS, { format: "csv" })).status).toBe(401);
    expect((await browserIn(world).get(EXPORTS)).status).toBe(303);
    expect(await world.db.exportRecord.count()).toBe(0);
  });

  it("holds contacts only if they are asked for", async () => {
    const staff = await signInAs(world, "campaigner");
    const entry = { kind: "organisation", name: "Weir", email: "office@weir.example" } as const;
    await buildEntry(world.deps, world.letter, entry);
    const plain = await (await staff.post(EXPORTS, {})).text();
    expect(plain.split("\r\n")[0]).toBe(EXPORT_COLUMNS.join(","));
    expect(plain).not.toContain("office@weir.example");
    const full = await (
      await staff.post(EXPORTS, { contacts: "on", purpose: "The handover" })
    ).text();
    expect(full.split("\r\n")[0]).toBe([...EXPORT_COLUMNS, ...CONTACT_COLUMNS].join(","));
    expect(cells(full)).toMatchObject([{ email: "office@weir.example" }]);
  });

  it("takes the states and the hidden ones that are asked for, also as JSON", async () => {
    const staff = await signInAs(world, "campaigner");
    for (const state of ["pending", "rejected", "published"] as const)
      await buildEntry(world.deps, world.letter, { name: state, state });
    await buildEntry(world.deps, world.letter, { name: "Hidden", hiddenAt: new Date() });
    const names = async (fields: Record<string, string | string[]>) => {
      const response = await staff.post(EXPORTS, { ...fields, format: "json" });
      const rows: { name: string }[] = await response.json();
      return rows.map(({ name }) => name);
    };
    expect(await names({ states: "pending,rejected" })).toEqual(["pending", "rejected"]);
    expect(await names({ states: ["pending", "rejected"] })).toEqual(["pending", "rejected"]);
    expect(await names({})).toEqual(["published"]);
    expect(await names({ hidden: "on" })).toEqual(["published", "Hidden"]);
  });

  it("says what is missing, in words", async () => {
    const staff = await signInAs(world, "campaigner");
    for (const [fields, sentence] of [
      [{ format: "pdf" }, "Choose a format"],
      [{ states: "lost" }, "Choose at least one state"],
      [{ choose_states: "on" }, "Choose at least one state"],
    ] as const) {
      const response = await staff.post(EXPORTS, fields);
      expect([response.status, await response.text()]).toEqual([
        422,
        expect.stringContaining(sentence),
      ]);
    }
    expect(await world.db.exportRecord.count()).toBe(0);
  });

  it("is recorded with who took what and how many rows, and listed", async () => {
    const staff = await signInAs(world, "campaigner");
    for (const name of ["Ada", "Ben"]) await buildEntry(world.deps, world.letter, { name });
    await (
      await staff.post(EXPORTS, { contacts: "on", purpose: "Us", states: "published,pending" })
    ).text();
    expect(await world.db.exportRecord.findMany()).toMatchObject([
      {
        accountId: staff.accountId,
        format: "csv",
        states: "published,pending",
        withContacts: true,
        rows: 2,
        outcome: "complete",
      },
    ]);
    const page = await (await staff.get(EXPORTS)).text();
    expect(page).toContain(staff.displayName);
    expect(page).toContain("CSV: published, pending, with contacts");
  });

  it("is recorded before its first byte, and as broken off if its reader goes away", async () => {
    await buildEntry(world.deps, world.letter, { name: "Row", state: "pending" });
    const columns = await world.db.$queryRaw<
      { name: string }[]
    >`SELECT name FROM pragma_table_info('signature') WHERE name NOT IN ('id', 'address_key')`;
    const named = columns.map(({ name }) => name).join(", ");
    await world.db.$executeRawUnsafe(`
      WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100000)
      INSERT INTO signature (id, ${named})
      SELECT printf('ffffffff-0000-7000-8000-%012d', n), ${named} FROM signature, number`);
    const staff = await signInAs(world, "campaigner");
    const server = serve({ fetch: world.app.fetch, port: 0 });
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const reading = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}${EXPORTS}`, {
      method: "POST",
      body: new URLSearchParams({ format: "csv", states: "pending" }),
      headers: {
        Cookie: [...staff.cookies].map((pair) => pair.join("=")).join("; "),
        "Sec-Fetch-Site": "same-origin",
      },
      signal: reading.signal,
    });
    await response.body?.getReader().read();
    expect(await world.db.exportRecord.findFirstOrThrow()).toMatchObject({ outcome: null });
    reading.abort();
    await expect
      .poll(async () => (await world.db.exportRecord.findFirstOrThrow()).outcome)
      .toBe("aborted");
    const { rows } = await world.db.exportRecord.findFirstOrThrow();
    // A reader that stops reading holds the export up: what was not taken is not made.
    expect(rows).toBeLessThan(90_000);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe("if a database limits what one download holds", () => {
  beforeEach(async () => {
    for (const state of ["published", "published", "pending"] as const)
      await buildEntry(world.deps, world.letter, { name: "Ada", state });
    await buildEntry(world.deps, world.letter, { name: "Ada", visibility: "anonymous" });
  });

  it("a longer export is refused in words, and not recorded", async () => {
    const staff = await signInAs(withLimits(world, { exportRowsMax: 3 }), "campaigner");
    const states = "published,pending";
    const refused = await staff.post(EXPORTS, { states });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringMatching(/more than 3 entries.*npm run export, with DATABASE_URL=d1:DB/),
    ]);
    const asJson = await staff.post(EXPORTS, { states }, { Accept: "application/json" });
    expect([asJson.status, await asJson.json()]).toEqual([
      422,
      { error: expect.stringContaining("more than 3 entries") },
    ]);
    expect(await world.db.exportRecord.count()).toBe(0);
    expect((await staff.post(EXPORTS, {})).status).toBe(200);
  });

  it("a longer public file is refused in words that lead to the pages", async () => {
    const path = "/letters/rivers/signatories.csv";
    const reader = browserIn(withLimits(world, { exportRowsMax: 1 }));
    const refused = await reader.get(path);
    const page = await refused.text();
    expect([refused.status, page]).toEqual([422, expect.stringContaining("more than 1 entries")]);
    expect(page).toContain('href="/letters/rivers/signatories.json"');
    const asJson = await reader.get(path, { Accept: "application/json" });
    expect([asJson.status, await asJson.json()]).toEqual([422, { error: "list-too-long" }]);
    // The name of somebody who signed without it is in no public file.
    const fitting = withLimits(world, { exportRowsMax: 2 });
    expect((await browserIn(fitting).get(path)).status).toBe(200);
  });
});

describe("the public CSV", () => {
  it("holds the whole list in its order, and public fields alone", async () => {
    const kind = "organisation";
    await buildEntry(world.deps, world.letter, { kind, name: "The Weir", country: "GB" });
    for (let index = 0; index < 1_105; index += 1) {
      const name = `Person ${String(index).padStart(4, "0")}`;
      await buildEntry(world.deps, world.letter, { name, title: "Dr" });
    }
    const response = await browserIn(world).get("/letters/rivers/signatories.csv");
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const csv = await response.text();
    const head = "kind,name,title,affiliation,country,website,version,group,capacity\r\n";
    expect(csv.startsWith(head)).toBe(true);
    const rows = cells(csv);
    expect(rows).toHaveLength(1_106);
    expect(rows[0]).toEqual({
      kind,
      name: "The Weir",
      title: "",
      affiliation: "",
      country: "GB",
      website: "https://example.org",
      version: "1",
      group: "",
      capacity: "",
    });
    expect(rows.at(-1)).toMatchObject({ name: "Person 1104", title: "Dr" });
  });

  it("of a draft is not there", async () => {
    await buildLetter(world.deps, { slug: "rivers" });
    await world.db.letter.updateMany({ data: { state: "draft" } });
    expect((await browserIn(world).get("/letters/rivers/signatories.csv")).status).toBe(404);
  });

  it("is laid out for a spreadsheet if that is chosen, and as before if not", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada; Cam", affiliation: "One, Two" });
    await world.db.letter.updateMany({ data: { timeZone: "Asia/Tokyo" } });
    const { signedAt } = await world.db.signature.findFirstOrThrow();
    const staff = await signInAs(world, "campaigner");
    const layout = { separator: "semicolon", dates: "letter", headings: "words" };
    const file = await (await staff.post(EXPORTS, { format: "csv", ...layout })).text();
    const [row] = parse<Record<string, string>>(file, { bom: true, columns: true, delimiter: ";" });
    const inTokyo = new Date(signedAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
    expect(row).toMatchObject({ Name: "Ada; Cam", Affiliation: "One, Two" });
    expect(row?.["Signed"]).toBe(inTokyo.replace("T", " "));
    const plain = await (await staff.post(EXPORTS, { format: "csv" })).text();
    expect(cells(plain)).toMatchObject([{ name: "Ada; Cam", signed_at: signedAt.toISOString() }]);
  });
});
