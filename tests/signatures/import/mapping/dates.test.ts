import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DateOrder,
  momentOf,
  readDate,
  readDateCell,
} from "../../../../src/signatures/import/mapping/dates.ts";

function moment(text: string, order: DateOrder | null = null): string | null {
  const written = readDate(text);
  return written === null ? null : (momentOf(written, order, "UTC")?.toISOString() ?? null);
}

describe("a date", () => {
  const plain: [string, string][] = [
    ["2024-10-05 02:41:38", "2024-10-05T02:41:38.000Z"],
    ["2024-10-05T02:41:38.123Z", "2024-10-05T02:41:38.123Z"],
    ["2024-10-05T02:41:38+02:00", "2024-10-05T00:41:38.000Z"],
    ["2026/09/27 3:00:00 PM GMT+3", "2026-09-27T12:00:00.000Z"],
    ["2024-10-05 02:41:38 UTC", "2024-10-05T02:41:38.000Z"],
    ["25.12.2021", "2021-12-25T00:00:00.000Z"],
    ["12/25/2021 12:05 AM", "2021-12-25T00:05:00.000Z"],
    ["5/5/2021", "2021-05-05T00:00:00.000Z"],
    ["Sep 4, 2021", "2021-09-04T00:00:00.000Z"],
    ["4. März 2021", "2021-03-04T00:00:00.000Z"],
    ["4 de septiembre de 2021", "2021-09-04T00:00:00.000Z"],
    ["15 août 2021", "2021-08-15T00:00:00.000Z"],
    ["4 Eylül 2021", "2021-09-04T00:00:00.000Z"],
    ["1 грудня 2026", "2026-12-01T00:00:00.000Z"],
    ["1 декабря 2026 г.", "2026-12-01T00:00:00.000Z"],
    ["Sat, 4 Sep 2021 10:00:00 GMT", "2021-09-04T10:00:00.000Z"],
    ["2021年9月4日", "2021-09-04T00:00:00.000Z"],
    ["۲۰۲۱-۰۹-۰۴", "2021-09-04T00:00:00.000Z"],
    ["31/12/21", "2021-12-31T00:00:00.000Z"],
  ];
  it.each(plain)("is read in the one way that it has: %s", (text, at) => {
    expect(moment(text)).toBe(at);
  });

  it.each(["4/9/2021 12:25:42", "04.09.2021", "4-9-21", "٤/٩/٢٠٢١"])(
    "is read in no way unless its order is said: %s",
    (text) => {
      expect(moment(text)).toBeNull();
      expect(moment(text, "dmy")?.slice(0, 10)).toBe("2021-09-04");
      expect(moment(text, "mdy")?.slice(0, 10)).toBe("2021-04-09");
    },
  );

  it.each([
    "2021-02-30",
    "13/13/2021",
    "yesterday",
    "45567",
    "12:00",
    "2021-01-01 25:00",
    "",
    "31.4.2021",
    "0021-01-01",
    "1/2",
  ])("is none: %j", (text) => {
    expect(readDate(text)).toBeNull();
  });

  const serials: [string, string | null][] = [
    ["44443", "2021-09-04T00:00:00.000Z"],
    ["44443.517847222225", "2021-09-04T12:25:42.000Z"],
    ["44443,5", "2021-09-04T12:00:00.000Z"],
    ["2021-09-04", "2021-09-04T00:00:00.000Z"],
    ["4444", null],
    ["25568", null],
    ["75001", null],
    ["444431", null],
  ];
  it.each(serials)("in a column of dates is the number of a day in Excel, too: %s", (text, at) => {
    const written = readDateCell(text);
    expect(written && momentOf(written, "dmy", "UTC")?.toISOString()).toBe(at);
  });

  it.each([
    ["2026-07-01 14:05", "2026-07-01T12:05:00.000Z"],
    ["1 Dec 2026", "2026-11-30T23:00:00.000Z"],
    ["7/1/2026 2:05 PM", "2026-07-01T12:05:00.000Z"],
    ["2026-07-01 14:05 UTC", "2026-07-01T14:05:00.000Z"],
    ["2026-07-01T14:05+03:00", "2026-07-01T11:05:00.000Z"],
    ["2026/07/01 2:05:00 PM GMT-4", "2026-07-01T18:05:00.000Z"],
    ["2026-07-01T14:05:00Z", "2026-07-01T14:05:00.000Z"],
  ])("that names no zone is by the clocks of the letter's: %s", (text, at) => {
    const written = readDate(text);
    expect(written && momentOf(written, "mdy", "Europe/Berlin")?.toISOString()).toBe(at);
  });

  it("in another order than the file's is none", () => {
    expect(moment("25/12/2021", "mdy")).toBeNull();
    expect(moment("2021-12-25", "mdy")).toBe("2021-12-25T00:00:00.000Z");
    expect(moment("25 Dec 2021", "mdy")).toBe("2021-12-25T00:00:00.000Z");
  });

  it("comes back from every way to write it", () => {
    const days = fc.date({
      min: new Date("1971-01-01"),
      max: new Date("2099-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const [day = ""] = date.toISOString().split("T");
        const [year, month, dayOfMonth] = day.split("-");
        expect(moment(date.toISOString())).toBe(date.toISOString());
        expect(moment(`${dayOfMonth}.${month}.${year}`, "dmy")?.slice(0, 10)).toBe(day);
        expect(moment(`${month}/${dayOfMonth}/${year}`, "mdy")?.slice(0, 10)).toBe(day);
      }),
      { numRuns: 200 },
    );
  });
});
