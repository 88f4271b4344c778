import { crc32 } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { openSheet } from "../../../../src/signatures/import/reading/workbook.ts";
import { unpackedSize } from "../../../../src/signatures/import/reading/zip.ts";

const MB = 1024 * 1024;

async function read(bytes: Uint8Array, unpackedMax = MB) {
  const records = [];
  const sheet = await openSheet(bytes, unpackedMax);
  for await (const some of sheet.records()) records.push(...some);
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

  it("is its first sheet with anything in it, and names the others that have", async () => {
    const blank = { name: "Blank", rows: [[null, " "]] };
    const lists = { name: "Lists", hidden: true, rows: [["organisation"]] };
    const one = { name: "One", rows: [[null], ["Name"]] };
    const two = { name: "Two", rows: [["Also"]] };
    for (const [sheets, others] of [
      [
        [blank, lists, one, two],
        ["Lists", "Two"],
      ],
      [
        [lists, one, blank, two],
        ["Lists", "Blank", "Two"],
      ],
    ] as const) {
      const bytes = await writeXlsx({ sheets: [...sheets] });
      expect(await openSheet(bytes, MB)).toMatchObject({ name: "One", others });
      expect(await read(bytes)).toEqual([[2, "Name"]]);
    }
    const empty = await writeXlsx({ sheets: [blank, { name: "Bare", rows: [] }] });
    expect((await openSheet(empty, MB)).others).toEqual([]);
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
    const cut = bomb.slice();
    cut[
      bomb.findLastIndex((_, at) => [0x50, 0x4b, 1, 2].every((one, by) => bomb[at + by] === one))
    ] = 0;
    expect(unpackedSize(cut)).toBeNull();
  });

  it("is refused in words if it is damaged", async () => {
    const whole = await writeXlsx({ sheets: [{ name: "A", rows: [["Name"]] }] });
    for (const bytes of [
      whole.slice(0, 600),
      whole.slice().fill(0xff, 60, 160),
      new Uint8Array([0x50, 0x4b, 3, 4]),
      new Uint8Array(0),
    ]) {
      await expect(read(bytes)).rejects.toMatchObject({ code: "damaged-workbook" });
    }
  });

  it("names no files and repeats nothing: a document type of its XML does nothing", async () => {
    const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const sheet = (before: string, cell: string) => `<?xml version="1.0"?>${before}
      <worksheet xmlns="${main}"><sheetData><row r="1">
      <c r="A1" t="inlineStr"><is><t>Name</t></is></c>
      <c r="B1" t="inlineStr"><is><t>${cell}</t></is></c></row></sheetData></worksheet>`;
    expect(await read(workbookOf(sheet("", "Ada &amp; Co")))).toEqual([[1, "Name", "Ada & Co"]]);
    const type = `<!DOCTYPE worksheet [<!ENTITY a "canary"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY file SYSTEM "file:///etc/hostname">]>`;
    const records = await read(workbookOf(sheet(type, "&b;&file;"))).catch(({ code }) => code);
    expect(["damaged-workbook", [[1, "Name", "&b;&file;"]]]).toContainEqual(records);
  });
});

/** The least that is a workbook: its one sheet is this XML, and nothing is compressed. */
function workbookOf(sheet: string): Uint8Array {
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const related = (type: string, target: string) =>
    `<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/${type}"
      Target="${target}"/></Relationships>`;
  const files = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/sheet1.xml"),
    "xl/worksheets/sheet1.xml": sheet,
  };
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(content.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(name.length, 22);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    const begin = Buffer.from([0x50, 0x4b, 3, 4]);
    const part = Buffer.concat([begin, about, Buffer.from(name), content]);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), about, central, Buffer.from(name));
    parts.push(part);
    offset += part.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}
