import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatEmailAddress,
  looseForm,
  parseEmailAddress,
  strictForm,
} from "../../../src/shared/text/email-address.ts";
import { anyCharacter } from "../../support/any-text.ts";

const parsed = (text: string) => {
  const address = parseEmailAddress(text);
  if (address === null) throw new Error(`${text} was not taken`);
  return address;
};

describe("an email address", () => {
  const taken = [
    "ada@example.org",
    "a@b.co",
    "first.last+tag@sub.example.org",
    "o'brien@example.ie",
    "x_y-z@example.museum",
    "a@münchen.example",
    "a@例え.jp",
  ];
  it.each(taken)("is taken: %s", (text) => {
    expect(parseEmailAddress(text)).not.toBeNull();
  });

  const refused = [
    "",
    "ada",
    "@example.org",
    "ada@",
    "ada@localhost",
    "ada@example",
    "ada@@example.org",
    "ada @example.org",
    "a,b@example.org",
    "ada@example.org,ben@example.org",
    "Ada <ada@example.org>",
    '"ada"@example.org',
    "ada@[127.0.0.1]",
    "ada@127.0.0.1",
    "ada@example.org\r\nBcc: x@y.z",
    ".ada@example.org",
    "ada.@example.org",
    "a..b@example.org",
    "ada@-example.org",
    "ada@example..org",
    "ada@exa mple.org",
    "ada@example.org/path",
    "ada@example.org:25",
    "ada@ex%61mple.org",
    `${"a".repeat(65)}@example.org`,
    `ada@${"a".repeat(250)}.org`,
  ];
  it.each(refused)("is refused: %j", (text) => {
    expect(parseEmailAddress(text)).toBeNull();
  });

  it("is one identity however it is capitalised, its domain in punycode", () => {
    expect(strictForm(parsed("Ada@MÜNCHEN.Example"))).toBe(
      strictForm(parsed("ada@xn--mnchen-3ya.example")),
    );
    expect(strictForm(parsed("a.da@example.org"))).not.toBe(strictForm(parsed("ada@example.org")));
  });

  it("counts as one for limits with dots, tags and provider aliases", () => {
    const variants = ["victim@gmail.com", "V.i.c.t.i.m@GMAIL.com", "victim+a+b@googlemail.com"];
    expect(new Set(variants.map((text) => looseForm(parsed(text)))).size).toBe(1);
  });

  it("reads back from its own form, and holds nothing that ends a header", () => {
    const typed = fc
      .tuple(fc.emailAddress(), fc.nat(60), fc.string({ unit: anyCharacter, maxLength: 2 }))
      .map(([address, at, more]) => `${address.slice(0, at)}${more}${address.slice(at)}`);
    let read = 0;
    fc.assert(
      fc.property(typed, (text) => {
        const address = parseEmailAddress(text);
        if (address === null) return;
        read += 1;
        const formatted = formatEmailAddress(address);
        expect(parseEmailAddress(formatted)).toEqual(address);
        expect(formatted).not.toMatch(/[\s,;<>"\p{C}]/u);
      }),
      { numRuns: 2_000 },
    );
    expect(read).toBeGreaterThan(500);
    expect(read).toBeLessThan(1_900);
  });
});
