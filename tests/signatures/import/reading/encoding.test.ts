import { describe, expect, it } from "vitest";
import {
  decoded,
  findEncoding,
  toEncoding,
} from "../../../../src/signatures/import/reading/encoding.ts";
import { fileOf } from "../../../../src/signatures/import/reading/source.ts";
import { encoded } from "../../../support/encoded.ts";

async function readAnyhow(bytes: Uint8Array) {
  const file = fileOf("people.csv", bytes);
  const encoding = await findEncoding(file);
  let text = "";
  for await (const piece of decoded(file, encoding)) text += piece;
  return { encoding, text };
}

const TEXTS: [string, string][] = [
  ["utf-8", "Name\nJürgen Łącki Дмитро 張偉 🌊\n"],
  ["utf-16le", "Name\tLand\nÖzgür Şahin\tTürkiye\n"],
  ["utf-16be", "Имя\nАнна\n"],
  ["utf-16le", "姓名,单位\n王小明,北京大学\n"],
  ["utf-8", "Name,Affiliation\nAda\0 Orr,Lakes\0\0\0\0\0\0\n"],
  ["windows-1252", "Name;Land\nJürgen Größe;Österreich\nRenée Lefèvre;France\nSøren Ærø;Danmark"],
  ["windows-1252", "Nome\nJoão Conceição\nInês Magalhães"],
  ["windows-1252", "name\nSean O’Casey – “the writer”"],
  ["windows-1252", "Nafn\nGuðrún Þórsdóttir"],
  ["windows-1250", "Jméno\nŠárka Dvořáková\nJiří Němec"],
  ["windows-1250", "Łukasz Wójcik;Gdańsk;Śląsk"],
  ["windows-1250", "Szűcs Győző"],
  ["windows-1250", "Đorđe Žižić;Šabac"],
  ["windows-1251", "Имя;Организация\nАнна Петрова;Мемориал"],
  ["windows-1251", "Ім'я\nОлексій Їжакевич"],
  ["windows-1253", "Όνομα\nΕλένη Παπαδάκη"],
  ["windows-1254", "Ayşe Yılmaz;Türkiye\nÇağrı Öztürk"],
  ["windows-1254", "İstanbul Işık Derneği"],
  ["windows-1255", "שם\nדוד לוי"],
  ["windows-1256", "الاسم\nمحمد علي"],
];

describe("the encoding of a file", () => {
  it.each(TEXTS)("is found to be %s from its content: %j", async (encoding, text) => {
    expect(await readAnyhow(encoded(text, encoding))).toEqual({ encoding, text });
  });

  it("is told by a byte order mark, which is no part of the text", async () => {
    for (const encoding of ["utf-8", "utf-16le", "utf-16be"]) {
      const bytes = encoded("\uFEFFa,b\r\nx\ry\r\n", encoding);
      expect(await readAnyhow(bytes)).toEqual({ encoding, text: "a,b\nx\ny\n" });
      expect(await readAnyhow(encoded("\uFEFF姓名", encoding))).toEqual({ encoding, text: "姓名" });
    }
  });

  it("is found however far into the file the first letter beyond ASCII stands", async () => {
    const text = `${"Ada Lovelace\n".repeat(20_000)}Dvořák\n`;
    expect((await readAnyhow(encoded(text, "windows-1250"))).text).toBe(text);
    expect((await readAnyhow(encoded(text, "utf-8"))).text).toBe(text);
  });

  const written: [string, string | null][] = [
    ["UTF-8", "utf-8"],
    ["utf8", "utf-8"],
    ["UTF-16", "utf-16le"],
    ["utf-16BE", "utf-16be"],
    ["Windows-1252", "windows-1252"],
    ["cp1251", "windows-1251"],
    ["1250", "windows-1250"],
    ["latin1", "windows-1252"],
    ["ISO-8859-1", "windows-1252"],
    ["win_1254", "windows-1254"],
    ["ebcdic", null],
  ];
  it.each(written)("is understood as people write it: %s", (text, encoding) => {
    expect(toEncoding(text)).toBe(encoding);
  });
});
