import fc from "fast-check";
import addressparser from "nodemailer/lib/addressparser";
import { describe, expect, it } from "vitest";
import { parseSender, shownSender } from "../../../src/shared/text/sender.ts";
import { anyCharacter } from "../../support/any-text.ts";

describe("the sender of mail", () => {
  it.each([
    ["letters@example.org", "", "letters@example.org"],
    ["<letters@example.org>", "", "letters@example.org"],
    ["Letters <letters@localhost>", "Letters", "letters@localhost"],
    ["Rivers (Letters) Team <a@example.org>", "Rivers (Letters) Team", "a@example.org"],
    ["Rivers: letters <a@example.org>", "Rivers: letters", "a@example.org"],
    ['"Rivers, People & Co" <a@example.org>', "Rivers, People & Co", "a@example.org"],
    ["Rivers, People & Co <a@example.org>", "Rivers, People & Co", "a@example.org"],
    ['"Rivers \\"wild\\" Co" <a@example.org>', 'Rivers "wild" Co', "a@example.org"],
    ['Rivers "wild" Co <a@example.org>', 'Rivers "wild" Co', "a@example.org"],
    ["Flüsse; für alle. <a@example.org>", "Flüsse; für alle.", "a@example.org"],
    ["Rivers\\Lakes <a@example.org>", "Rivers\\Lakes", "a@example.org"],
    ["河流 <a@example.org>", "河流", "a@example.org"],
    ["Rivers <\u200Ba@example.org>", "Rivers", "a@example.org"],
    ["\uFEFFa@example.org\u200F", "", "a@example.org"],
  ])("has the name that is written before it: %s", (text, name, address) => {
    expect(parseSender(text)).toEqual({ name, address });
  });

  it.each([
    "",
    "foo bar",
    "Rivers",
    "a@example.org, b@example.org",
    "a@example.org, B <b@example.org>",
    "A <a@example.org>, B <b@example.org>",
    "A <a@example.org> B",
    "A <a@example.org",
    "A <a b@example.org>",
    "A <@example.org>",
    "A\r\nBcc: x <a@example.org>",
    "<>",
    "Rivers <mailto:a@example.org>",
    "Rivers <a@example.org.>",
    "=?utf-8?q?Rivers?= <a@example.org>",
  ])("is refused: %j", (text) => {
    expect(parseSender(text)).toBeNull();
  });

  it("is read back by the library that sends, or refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 20 }), (name) => {
        const sender = parseSender(`${name} <a@example.org>`);
        if (sender === null) return;
        const header = `"${sender.name.replace(/["\\]/g, "\\$&")}" <a@example.org>`;
        expect(addressparser(header)).toEqual([sender]);
        expect(shownSender(sender)).toContain("a@example.org");
      }),
      { numRuns: 500 },
    );
  });
});
