import { describe, expect, it } from "vitest";
import { contactDetailIn, holdsHost } from "../../../src/shared/text/contact-details.ts";
import { GENUINE_NAMES } from "../../support/genuine-names.ts";

describe("a text without contact details", () => {
  it.each(GENUINE_NAMES)("is a name as people write it: %s", (name) => {
    expect(contactDetailIn(name)).toBeNull();
  });

  const genuine = [
    "Univ.Lyon/CNRS",
    "Univ.Paris/CNRS",
    "B.Sc/M.Ed",
    "Dr.med./PhD",
    "e.V./GmbH",
    "St.Petersburg/Russia",
    "Dr.med. Anna",
    "Dr.med/PhD",
    "Prof.Dr/Univ.",
    "St.Gallen",
    "St.Moritz/Graubünden",
    "Univ.Wien/Inst.Physik",
    "Inst.Pasteur/Paris",
    "Dept.Chemistry/ETH",
    "Director at 350.org Germany",
    "Coordinator at 350.org and Avaaz.org",
    "Researcher at Change.org in Kenya",
    "Staff of Booking.com for rivers",
    "data:lab",
    "Human Rights: Now",
    "JavaScript: The Good Parts",
    "350.org",
    "Campaigner at 350.org",
    "Amnesty.org",
    "will.i.am",
    "Seti@home",
    "Researcher @ Univ.Lyon",
    "M.A., Ph.D. (Oxon.)",
    "Tel Aviv University",
    "Room 1234",
    "Class of 1968",
    "St. John's 1901-1999",
    "1914–1918 and 1939–1945",
    "Born 12.03.1985",
    "Cohort 2020/21",
    "جامعة ٢٠٢٠-٢٠٢١",
    "24/7/365",
    "61st Regiment 1939-1945",
    "1 000 000 Voices",
    "1,000,000 Trees",
    "Charity 1105851",
    "+972 Magazine",
    "ISO 9001:2015",
    "Section 20 10 123",
    "Entry 1764460800123",
    "Founder, 350.org",
    "Shop steward at 350.org",
    "Avaaz.org and now retired",
    "Dot Cotton at Weir Dot Club House",
    "Join Rivers at 350.org",
    "Read Foundation",
    "Reader at taz.de",
    "Tel Aviv University",
    "Telekom 2025",
    "Fonds 1234567",
    "Section (a) Rivers.org",
  ];
  it.each(genuine)("may look nearly like one: %s", (text) => {
    expect(contactDetailIn(text)).toBeNull();
  });
});

describe("a text with contact details", () => {
  const links = [
    "http://x.example",
    "HTTPS://x",
    "see ftp://x",
    "hxxps://evil.com",
    "https : // evil.com",
    "http:evil.com",
    "http:\\\\evil.com",
    "//evil.com/x",
    "www.x.example",
    "Ada www.x",
    "(WWW.evil.com)",
    "x.example/path",
    "evil.com/x",
    "EVIL.COM/X",
    "EVIL.RU/LOGIN",
    "evil.xyz/login",
    "t.me/join",
    "at prize-now.com today",
    "Win big at prize-now.com tonight only",
    "Visit casino-win.net",
    "go on lucky.xyz now",
    "see evil.com",
    "Check out pills.shop",
    "besuche gewinn.de",
    "dr.dk/login",
    "st.gallen.ch/login",
    "evil.com:8080",
    "evil.com?x=1",
    "evil.com#a",
    "evil[.]com/x",
    "evil。com/x",
    "evil\u2060.com/x",
    "ｈｔｔｐ：／／ｅｖｉｌ．ｃｏｍ",
    "ｅｖｉｌ．ｃｏｍ／ｘ",
    "пример.рф/путь",
    "10.0.0.1/x",
    "javascript:alert(1)",
    "mailto:a@b",
    "data:text/html,x",
    "tel:0900",
    "Go to evil.com",
    "Mehr unter evil.de",
    "Besuchen Sie evil.de",
    "ir a evil.es",
    "Win money at evil.com",
    "Buy it on evil.com",
    "Evil.com now",
    "Heute evil.de heute!",
    "Follow evil.com for money",
    "Join us at evil.org!",
    "Read more: evil.org",
    "Spenden unter evil.org",
    "donate evil.org",
    "https//evil.com",
  ];
  it.each(links)("has a link: %s", (text) => {
    expect(contactDetailIn(text)).toBe("link");
  });

  const addresses = [
    "ada@example.org",
    "Write to ada.l+x@mail.example.org now",
    "ada @ example.org",
    "ada(at)example.org",
    "ada [at] example [dot] org",
    "ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
    "ада@пример.рф",
    "ada at example dot org",
    "at example dot org",
    "ada(a)example.org",
    "ada (arroba) example.org",
  ];
  it.each(addresses)("has an address: %s", (text) => {
    expect(contactDetailIn(text)).toBe("address");
  });

  const telephones = [
    "+1 900 123 4567",
    "Your mailbox is full, call +1 900 123 4567",
    "+1 (900) 123-4567",
    "+1.900.123.4567",
    "1-900-123-4567",
    "1 900 123 4567",
    "9001234567",
    "(0900) 123-456",
    "0900 123 456",
    "020 7946 0958",
    "0171/2345678",
    "00 49 30 123456",
    "555-1234",
    "01 42 34 56 78",
    "Tel. 22 33 44 55",
    "Mobil: 151-2345",
    "WhatsApp 79 123 45",
    "☎ 555 12 34",
    "📞: 79 123 45",
    "1900 12 34 56 78",
    "٠٩٠٠ ١٢٣ ٤٥٦",
    "+٤٩ ٣٠ ١٢٣٤٥٦",
    "०९०० १२३ ४५६",
    "１ ９００ １２３ ４５６７",
    "1️⃣9️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
  ];
  it.each(telephones)("has a telephone number: %s", (text) => {
    expect(contactDetailIn(text)).toBe("telephone");
  });

  it("is found in no time, whatever is repeated in it", () => {
    const pieces = ["a.", "1 ", "a-", "(", "a : ", "a@", "1.", "a", "．", "[.]"];
    const startedAt = performance.now();
    for (const piece of pieces) contactDetailIn(piece.repeat(300));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe("the name of a host", () => {
  it("is what mail programs make a link of", () => {
    expect(["350.org", "see evil.com now", "evil.xyz"].map(holdsHost)).toEqual([true, true, true]);
    expect(["J.R.R. Tolkien", "B.Sc", "St.John", "Dr.med. Ada"].map(holdsHost)).toEqual(
      Array(4).fill(false),
    );
  });
});
