import subsetFont from "subset-font";
import { beforeAll, describe, expect, it } from "vitest";
import { makeSerif } from "../../../scripts/assets/serif.ts";

let font: Buffer;

beforeAll(async () => {
  font = await toTrueType(Buffer.from(await makeSerif()));
});

describe("the text serif", () => {
  it("has every letter of European and Vietnamese names, and the marks of good setting", () => {
    const names = [
      "Łukasz Żółćąęńśź",
      "Dvořák Šťěpánůďň Ľĺŕ",
      "Őry Győző Űrfi",
      "İpek Şahin ığ",
      "Ștefan Țepeș Şţ",
      "Þórður Æsa ðø",
      "Ģirts Ķņļū Ėįų",
      "Ħal Ġgantija ċ",
      "Nguyễn Văn Đức ƠƯợữ",
      "ẞß ŒœÇçÑñ",
      "“”„‘’‚«»‹›–—…·•°№€\u00a0",
    ].join("");
    const has = charactersOf(font);
    expect([...names].filter((one) => !has.has(one.codePointAt(0) ?? 0))).toEqual([]);
    expect(has.has("Ж".codePointAt(0) ?? 0)).toBe(false);
  });

  it("bears its own name, as its licence asks of a changed font, and names its licence", () => {
    const said = font.toString("latin1").replaceAll("\0", "");
    expect(said).toContain("Letter Serif");
    expect(said).not.toMatch(/Source ?Serif/);
    expect(said).toContain("Adobe Systems Incorporated");
    expect(said).toContain("SIL Open Font License, Version 1.1");
  });
});

async function toTrueType(woff2: Buffer): Promise<Buffer> {
  const everything = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code));
  const options = { targetFormat: "truetype" as const, preserveNameIds: [13, 14] };
  return await subsetFont(woff2, everything.join(""), options);
}

/**
 * The code points that a TrueType font has a glyph for.
 *
 * Source: OpenType 1.9, the tables `cmap` and its format 4.
 */
function charactersOf(truetype: Buffer): Set<number> {
  const record = truetype.indexOf("cmap", 12, "latin1");
  const cmap = truetype.readUInt32BE(record + 8);
  const found = new Set<number>();
  for (let index = 0; index < truetype.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + truetype.readUInt32BE(cmap + 4 + 8 * index + 4);
    if (truetype.readUInt16BE(table) !== 4) continue;
    const doubled = truetype.readUInt16BE(table + 6);
    for (let segment = 0; segment < doubled; segment += 2) {
      const last = truetype.readUInt16BE(table + 14 + segment);
      const first = truetype.readUInt16BE(table + 16 + doubled + segment);
      for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
    }
  }
  return found;
}
