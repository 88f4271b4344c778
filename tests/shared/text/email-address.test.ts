import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatEmailAddress,
  isInternational,
  looseForm,
  mendedAddress,
  parseEmailAddress,
  storedEmailAddress,
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
    "a@example.x1",
    "a@example.1x",
    `${"a".repeat(64)}@example.org`,
    `a@${"a".repeat(63)}.org`,
    `ab@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.example`,
  ];
  it.each(taken)("is taken: %s", (text) => {
    expect(parseEmailAddress(text)).not.toBeNull();
  });

  const refused = [
    "",
    "ada",
    "@example.org",
    "ada@",
    "example.org",
    "ada@localhost",
    "ada@example",
    "ada@example.123",
    "ada@@example.org",
    "ada lovelace @example.org",
    "https://ada@example.org",
    "ada%40example.org",
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
    `ada@${"a".repeat(64)}.org`,
    `abc@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.example`,
    // Short enough as it is typed, and too long in punycode.
    `a@${"é".repeat(55)}.${"é".repeat(55)}.${"é".repeat(55)}.${"é".repeat(55)}.example`,
    `ada@${"a".repeat(250)}.org`,
  ];
  it.each(refused)("is refused: %j", (text) => {
    expect(parseEmailAddress(text)).toBeNull();
  });

  it.each([
    ["\u200Bada@example.org", "ada@example.org"],
    ["(ada@example.org)", "ada@example.org"],
    ["[ada@example.org]", "ada@example.org"],
    ["“ada@example.org”", "ada@example.org"],
    ["'ada@example.org'", "ada@example.org"],
    ["«ada@example.org»,", "ada@example.org"],
    ["ada@example.org!", "ada@example.org"],
    ["mailto://ada@example.org", "ada@example.org"],
    ["mailto:ada%EF%BC%A0example.org", "ada@example.org"],
    ["Courriel : ada@example.org", "ada@example.org"],
    ["Mail: <ada@example.org>", "ada@example.org"],
    ["ada @example.org", "ada@example.org"],
    ["ada@\u00A0example.org", "ada@example.org"],
    ["E-Mail: ada@example.org", "ada@example.org"],
    ["mailto:ada%40example.org", "ada@example.org"],
    ["mailto:ada%2Bletters@example.org", "ada+letters@example.org"],
    ["o\u2019brien@example.org", "o'brien@example.org"],
    ["ada\u2010b@exam\u2011ple.org", "ada-b@exam-ple.org"],
    ["ada@example.org\u200F", "ada@example.org"],
    ["\u2068ada@example.org\u2069", "ada@example.org"],
    [" ada@exam\u00ADple.org\u00A0", "ada@example.org"],
    ["mailto:ada@example.org", "ada@example.org"],
    ["MailTo: ada@example.org?subject=Letter", "ada@example.org"],
    ["<mailto:ada@example.org>", "ada@example.org"],
    ["<ada@example.org>", "ada@example.org"],
    ["<ada@example.org>,", "ada@example.org"],
    ["ada@example.org.", "ada@example.org"],
    ["ada@example.org,", "ada@example.org"],
    ["ada@example.org;", "ada@example.org"],
    ["ada＠example.org", "ada@example.org"],
    ["ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ada@example.org"],
    ["ada@example。org", "ada@example.org"],
    ["josé@example.org", "josé@example.org"],
    ["用户@例え.jp", "用户@xn--r8jz45g.jp"],
    ["jose\u0301@example.org", "josé@example.org"],
  ])("is mended if something came along with it: %j", (text, mended) => {
    expect(formatEmailAddress(parsed(text))).toBe(mended);
  });

  it("is the same when it is mended again", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 30 }), (text) => {
        expect(mendedAddress(mendedAddress(text))).toBe(mendedAddress(text));
      }),
      { numRuns: 500, examples: [["<<a>>"], ["mailto:<mailto:a>"], ["<a>.;>"]] },
    );
  });

  it("asks for SMTPUTF8 by its local part alone", () => {
    expect(isInternational(parsed("josé@example.org"))).toBe(true);
    expect(isInternational(parsed("jose@münchen.example"))).toBe(false);
  });

  it("is one identity however it is capitalised, its domain in punycode", () => {
    expect(strictForm(parsed("Ada@MÜNCHEN.Example"))).toBe(
      strictForm(parsed("ada@xn--mnchen-3ya.example")),
    );
    expect(strictForm(parsed("a.da@example.org"))).not.toBe(strictForm(parsed("ada@example.org")));
  });

  it("has one form for each use", () => {
    expect(strictForm(parsed("Ada.L+x@Example.ORG"))).toBe("ada.l+x@example.org");
    expect(formatEmailAddress(parsed("Ada.L+x@Example.ORG"))).toBe("Ada.L+x@example.org");
    for (const [typed, loose] of [
      ["Ada.L+x@Example.ORG", "adal@example.org"],
      ["+x@example.org", "+x@example.org"],
      ["a.b@googlemail.com", "ab@gmail.com"],
      ["a@pm.me", "a@proton.me"],
      ["a@protonmail.com", "a@proton.me"],
      ["a@protonmail.ch", "a@proton.me"],
      ["a@me.com", "a@icloud.com"],
      ["a@mac.com", "a@icloud.com"],
    ] as const)
      expect(looseForm(parsed(typed)), typed).toBe(loose);
  });

  it("that was stored is one, or else something is broken", () => {
    expect(storedEmailAddress("a@example.org")).toEqual({ local: "a", domain: "example.org" });
    expect(() => storedEmailAddress("a@@example.org")).toThrow(
      "A stored address is not an address.",
    );
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
