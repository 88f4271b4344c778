import { describe, expect, it } from "vitest";
import {
  clockTimeIn,
  endOfDay,
  momentOf,
  timeZoneOf,
  timeZones,
} from "../../src/shared/time-zone.ts";
import { englishWords } from "../../views/page/words.ts";

const SHOWN: [string, string, string][] = [
  ["Europe/Berlin", "2026-12-31T18:00", "2026-12-31T17:00"],
  ["Europe/Berlin", "2026-07-01T18:00", "2026-07-01T16:00"],
  // Skipped: as long after the skip began as it says.
  ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30"],
  ["America/New_York", "2026-03-08T02:15", "2026-03-08T07:15"],
  ["Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40"],
  // Shown twice: the later one.
  ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T01:30"],
  ["America/New_York", "2026-11-01T01:30", "2026-11-01T06:30"],
  ["Asia/Kathmandu", "2026-01-01T00:00", "2025-12-31T18:15"],
  ["Pacific/Kiritimati", "2026-01-01T00:00", "2025-12-31T10:00"],
  ["Pacific/Marquesas", "2026-01-01T00:00", "2026-01-01T09:30"],
  ["UTC", "2026-02-28T23:59", "2026-02-28T23:59"],
];

const ENDS: [string, string, string][] = [
  ["UTC", "2026-12-31", "2026-12-31T23:59:59.999Z"],
  ["Europe/Berlin", "2026-03-29", "2026-03-29T21:59:59.999Z"],
  ["Europe/Berlin", "2026-10-25", "2026-10-25T22:59:59.999Z"],
  // The next day begins at one o'clock.
  ["Africa/Cairo", "2026-04-23", "2026-04-23T21:59:59.999Z"],
  // Its last hour is shown twice.
  ["Africa/Cairo", "2026-10-29", "2026-10-29T21:59:59.999Z"],
  // The next day has its first hour twice.
  ["America/Havana", "2026-10-31", "2026-11-01T03:59:59.999Z"],
];

const WORDS: [string, string, string][] = [
  ["2026-12-31T22:59:59.999Z", "Europe/Berlin", "the end of 31 December 2026 (Berlin)"],
  ["2026-12-31T23:59:59.999Z", "UTC", "the end of 31 December 2026 (UTC)"],
  ["2026-12-31T17:00Z", "Europe/Berlin", "31 December 2026 at 18:00 (Berlin)"],
  ["2026-06-30T15:00Z", "America/Argentina/Buenos_Aires", "30 June 2026 at 12:00 (Buenos Aires)"],
];

const SPELT: [string, string | null][] = [
  ["europe/berlin", "Europe/Berlin"],
  ["AMERICA/PORT-AU-PRINCE", "America/Port-au-Prince"],
  ["Asia/Calcutta", "Asia/Kolkata"],
  ["asia/kolkata", "Asia/Kolkata"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ["US/Eastern", "America/New_York"],
  ["Etc/UTC", "UTC"],
  ["utc", "UTC"],
  ["cet", "CET"],
  ["est5edt", "EST5EDT"],
  ["Mars/Olympus", null],
  ["+01:00", null],
  ["", null],
];

describe("a time zone", () => {
  it.each(SPELT)("that is written %j is spelt %j", (name, spelt) => {
    expect(timeZoneOf(name)).toBe(spelt);
  });

  it("stands in the list of all as it is spelt", () => {
    const all = timeZones();
    expect(all).toEqual([...new Set(all.map(timeZoneOf))]);
    expect(all).toEqual(expect.arrayContaining(["UTC", "Europe/Kyiv", "Asia/Kathmandu"]));
  });

  it.each(SHOWN)("of %s has %s at a moment", (zone, shown, moment) => {
    expect(momentOf(zone, new Date(`${shown}Z`))).toEqual(new Date(`${moment}Z`));
  });

  it.each(ENDS)("of %s ends %s at a moment", (zone, day, moment) => {
    const end = endOfDay(zone, new Date(`${day}T00:00Z`));
    expect(end).toEqual(new Date(moment));
    expect(clockTimeIn(zone, end).toISOString().slice(0, 10)).toBe(day);
    expect(
      clockTimeIn(zone, new Date(end.getTime() + 1))
        .toISOString()
        .slice(0, 10),
    ).not.toBe(day);
  });

  it.each(WORDS)("is named with the closing moment: %s %s", (moment, zone, words) => {
    expect(englishWords.closing(new Date(moment), zone)).toBe(words);
  });
});
