import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { workbookRecords } from "../../../../src/signatures/import/reading/workbook.ts";
import { unpackedSize } from "../../../../src/signatures/import/reading/zip.ts";

const MB = 1024 * 1024;

async function read(bytes: Uint8Array, unpackedMax = MB) {
  const records = [];
  for await (const some of workbookRecords(bytes, unpackedMax)) records.push(...some);
  return records.map(({ line, cells }) => [line, ...cells]);
}

describe("an Excel workbook", () => {
  it("is read with its lines, its dates as such, and whatever else is in its cells", async () => {
    const rows = [
      ["Name", "Signed", "Number", "Flag"],
      ["Łucja Ødegård 張偉", new Date("2021-09-04T12:25:42Z"), 5, true],
      [null, null, null, null],
      ["<b>&amp;", new Date("2021-09-04"), 1.5, null],
    ];
    expect(await read(await writeXlsx({ sheets: [{ name: "Answers", rows }] }))).toEqual([
      [1, "Name", "Signed", "Number", "Flag"],
      [2, "Łucja Ødegård 張偉", "2021-09-04 12:25:42", "5", "true"],
      [4, "<b>&amp;", "2021-09-04", "1.5"],
    ]);
  });

  it("is refused if it unpacks to more than allowed, or hides how much", async () => {
    const rows = Array.from({ length: 20_000 }, () => ["a".repeat(100)]);
    const bomb = await writeXlsx({ sheets: [{ name: "Bomb", rows }], stringMode: "inline" });
    expect(unpackedSize(bomb)).toBeGreaterThan(2 * MB);
    expect(bomb.length).toBeLessThan(MB / 4);
    await expect(read(bomb)).rejects.toMatchObject({ code: "large-workbook" });
    for (const size of [0, 1_000]) {
      const lying = bomb.slice();
      const view = new DataView(lying.buffer);
      for (let at = 0; at < lying.length - 46; at += 1) {
        if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
      }
      await expect(read(lying)).rejects.toMatchObject({ code: "damaged-workbook" });
    }
  });

  it("is refused in words if it is damaged", async () => {
    const whole = await writeXlsx({ sheets: [{ name: "A", rows: [["Name"]] }] });
    for (const bytes of [
      whole.slice(0, 600),
      new Uint8Array([0x50, 0x4b, 3, 4]),
      new Uint8Array(0),
    ]) {
      await expect(read(bytes)).rejects.toMatchObject({ code: "damaged-workbook" });
    }
  });
});
