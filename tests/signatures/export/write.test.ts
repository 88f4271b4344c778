import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { fromCell } from "../../../src/shared/text/csv.ts";
import {
  CONTACT_COLUMNS,
  EXPORT_COLUMNS,
  type ExportRequest,
  exportSignatories,
} from "../../../src/signatures/export/write.ts";
import { moveEntry } from "../../support/moves.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const REQUEST: ExportRequest = {
  format: "csv",
  states: ["published"],
  withContacts: false,
  withHidden: false,
};

async function exported(request: Partial<ExportRequest> = {}): Promise<string> {
  let text = "";
  for await (const piece of exportSignatories(world.deps, world.letter, { ...REQUEST, ...request }))
    text += piece.text;
  return text;
}

function cells(csv: string): Record<string, string>[] {
  return parse(csv, { bom: true, columns: true });
}

describe("an export", () => {
  it("has the agreed columns in their order, a BOM and CRLF", async () => {
    await buildEntry(world.deps, world.letter, { name: "Ada" });
    const csv = await exported();
    expect(csv.startsWith(`\uFEFF${EXPORT_COLUMNS.join(",")}\r\n`)).toBe(true);
    expect(csv.endsWith("\r\n")).toBe(true);
    const withContacts = await exported({ withContacts: true });
    expect(withContacts.split("\r\n")[0]).toBe(
      `\uFEFF${[...EXPORT_COLUMNS, ...CONTACT_COLUMNS].join(",")}`,
    );
  });

  it("ends with group, source and capacity, and with contacts after those", async () => {
    const id = await buildEntry(world.deps, world.letter, { name: "Ada", capacity: "own" });
    await world.db.signature.updateMany({ where: { id }, data: { source: "newsletter" } });
    const [plain] = cells(await exported());
    expect(Object.entries(plain ?? {}).slice(17)).toEqual([
      ["group", ""],
      ["source", "newsletter"],
      ["capacity", "own"],
    ]);
    const [full] = cells(await exported({ withContacts: true }));
    const contacts = ["email", "contact_name", "contact_role", "updates"];
    expect(Object.keys(full ?? {}).slice(17)).toEqual(["group", "source", "capacity", ...contacts]);
  });

  it("gives addresses and contact persons only with contacts", async () => {
    const entry = {
      kind: "organisation",
      name: "Weir",
      email: "office@weir.example",
      contactName: "Sam",
    } as const;
    await buildEntry(world.deps, world.letter, entry);
    expect(await exported()).not.toMatch(/office@|Sam/);
    expect(cells(await exported({ withContacts: true }))).toMatchObject([
      { email: "office@weir.example", contact_name: "Sam", updates: "no" },
    ]);
  });

  it("blanks those who signed without their name, unless contacts were asked for", async () => {
    await buildEntry(world.deps, world.letter, {
      name: "Shy",
      title: "Dr",
      visibility: "anonymous",
    });
    expect(cells(await exported())).toMatchObject([
      { name: "", title: "", visibility: "anonymous" },
    ]);
    expect(cells(await exported({ withContacts: true }))).toMatchObject([
      { name: "Shy", title: "Dr" },
    ]);
  });

  it("leaves hidden entries out unless they were asked for", async () => {
    await buildEntry(world.deps, world.letter, { name: "Gone", hiddenAt: new Date() });
    expect(cells(await exported())).toEqual([]);
    expect(cells(await exported({ withHidden: true }))).toMatchObject([{ name: "Gone" }]);
  });

  it("takes the states that were asked for, with who decided by name, never by address", async () => {
    const moderator = await signInAs(world, "moderator");
    await buildEntry(world.deps, world.letter, { name: "A", state: "pending" });
    await buildEntry(world.deps, world.letter, {
      name: "B",
      state: "rejected",
      reason: "duplicate",
      decidedBy: moderator.accountId,
    });
    const rows = cells(await exported({ states: ["pending", "rejected"] }));
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ["A", "pending"],
      ["B", "rejected"],
    ]);
    expect(rows[1]).toMatchObject({ reason: "duplicate", decided_by: moderator.displayName });
    expect(rows[0]?.["signed_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("is the same as JSON", async () => {
    expect(JSON.parse(await exported({ format: "json" }))).toEqual([]);
    for (const name of ["Ada", "Ben"]) await buildEntry(world.deps, world.letter, { name });
    const json: { name: string }[] = JSON.parse(await exported({ format: "json" }));
    expect(json.map(({ name }) => name)).toEqual(["Ada", "Ben"]);
    expect(Object.keys(json[0] ?? {})).toEqual([...EXPORT_COLUMNS]);
  });

  it("reads past its page size without losing or repeating a row", async () => {
    const first = await buildEntry(world.deps, world.letter, { name: "Row" });
    const row = await world.db.signature.findUniqueOrThrow({ where: { id: first } });
    const copies = Array.from({ length: 2_100 }, (_, index) => ({
      ...row,
      id: `ffffffff-0000-7000-8000-${String(index).padStart(12, "0")}`,
      addressKey: null,
    }));
    await world.db.signature.createMany({ data: copies });
    const rows = cells(await exported());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2_101);
    expect(rows).toHaveLength(2_101);
  });

  it("runs no cell as a formula, and reads back as what was stored", async () => {
    const texts = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc
        .tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"), fc.string())
        .map((parts) => parts.join("")),
      fc.string().map((text) => ` =${text}`),
      fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "'", "=", ";", "é") }),
    );
    const id = await buildEntry(world.deps, world.letter, { name: "Ada" });
    await fc.assert(
      // What has no name is erased.
      fc.asyncProperty(
        texts.filter((name) => name !== ""),
        texts,
        async (name, affiliation) => {
          await moveEntry(world.deps, id, "accept-change", { columns: { name, affiliation } });
          const [row] = cells(await exported());
          for (const [cell, stored] of [
            [row?.["name"], name],
            [row?.["affiliation"], affiliation],
          ]) {
            expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
            expect(fromCell(cell ?? "")).toBe(stored);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
