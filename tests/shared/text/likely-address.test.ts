import { describe, expect, it } from "vitest";
import { parseEmailAddress } from "../../../src/shared/text/email-address.ts";
import { likelyAddress } from "../../../src/shared/text/likely-address.ts";

function meant(text: string): string | null {
  const address = parseEmailAddress(text);
  return address && (likelyAddress(address)?.domain ?? null);
}

describe("an address", () => {
  it.each([
    ["ada@gmail.coom", "gmail.com"],
    ["ada@gmial.com", "gmail.com"],
    ["ada@example.con", "example.com"],
    ["ada@gmail.con", "gmail.com"],
    ["ada@gmial.con", "gmail.com"],
    ["ada@gmail.co", "gmail.com"],
    ["ada@gmail.cm", "gmail.com"],
    ["ada@yahoo.om", "yahoo.com"],
    ["ada@hotmial.com", "hotmail.com"],
    ["ada@hotmal.com", "hotmail.com"],
    ["ada@outlok.com", "outlook.com"],
    ["ada@icluod.com", "icloud.com"],
    ["ada@yahooo.com", "yahoo.com"],
    ["ada@protonmial.com", "protonmail.com"],
    ["ada@t-onlin.de", "t-online.de"],
    ["ada@rivers.ogr", "rivers.org"],
    ["ada@rivers.nte", "rivers.net"],
    ["ada@mail.rivers.orgg", "mail.rivers.org"],
    ["ada@gmx.dee", "gmx.de"],
    ["ada@virgillio.it", "virgilio.it"],
    ["ada@sezanm.cz", "seznam.cz"],
    ["ada@naverr.com", "naver.com"],
    ["ada@redifmail.com", "rediffmail.com"],
    ["ada@uol.com.b", "uol.com.br"],
    ["ada@bigpnd.com", "bigpond.com"],
    ["ada@simpatico.ca", "sympatico.ca"],
    ["ada@verizon.ne", "verizon.net"],
    ["ada@intera.pl", "interia.pl"],
    ["ada@freemail.h", "freemail.hu"],
    ["ada@abv.b", "abv.bg"],
    ["ada@rivers.co.n", "rivers.co.nz"],
    ["ada@gmail.de", "gmail.com"],
    ["ada@gmail.com.br", "gmail.com"],
    ["ada@aol.co", "aol.com"],
    ["ada@rivers.c", "rivers.com"],
    ["ada@rivers.d", "rivers.de"],
    ["ada@libero.i", "libero.it"],
    ["ada@optusnet.com.a", "optusnet.com.au"],
    ["ada@rivers.ac.ik", "rivers.ac.uk"],
  ])("may be a slip: %s", (typed, likely) => {
    expect(meant(typed)).toBe(likely);
  });

  it.each([
    "ada@gmail.com",
    "ada@googlemail.com",
    "ada@ymail.com",
    "ada@mail.com",
    "ada@email.com",
    "ada@hotmail.se",
    "ada@yahoo.co.in",
    "ada@live.com",
    "ada@gmx.ch",
    "ada@web.de",
    "ada@we.de",
    "ada@aol.com",
    "ada@proton.me",
    "ada@example.org",
    "office@society.example",
    "ada@rivers.co",
    "ada@rivers.cm",
    "ada@rivers.ngo",
    "ada@cam.ac.uk",
    "ada@a.onion",
    "ada@weir.local",
    "ada@weir.test",
    "ada@rivers.рф",
    "ada@uni-köln.de",
  ])("is right as it is: %s", (typed) => {
    expect(meant(typed)).toBeNull();
  });
});
