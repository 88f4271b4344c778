import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../src/shared/clock.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { parseSignForm } from "../../../src/signatures/signing/form.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const lastRow = () => world.db.signature.findFirstOrThrow({ orderBy: { id: "desc" } });

describe("what is pasted into the form", () => {
  it("is stored without what nobody sees, in every field alike", async () => {
    const typed = {
      ...PERSON,
      name: "\u200BAda Lovelace\u200F",
      title: "Coun\u00ADtess\uFEFF",
      affiliation: "\u2068Analytical Society\u2069",
      sort_name: "\u3164Lovelace\u2060",
      email: "\u200Bmailto:Ada@example.org.",
    };
    expect((await sign(world, typed)).status).toBe(303);
    expect(await lastRow()).toMatchObject({
      name: "Ada Lovelace",
      title: "Countess",
      affiliation: "Analytical Society",
      sortName: "Lovelace",
    });
    await world.deliver();
    expect(world.mailbox.mails.at(-1)?.to).toEqual(["Ada@example.org"]);
  });

  it("is one person's address, however it was copied, wherever a link is asked for", async () => {
    const lost = paths.lostLink(world.letter.slug);
    await sign(world, { ...PERSON, name: "Grace Hopper", email: "grace@example.org" });
    await world.deliver();
    world.clock.advance(HOUR_MS);
    const pasted = "<mailto:grace＠example.org>;\u200E";
    const asked = await browserIn(world).post(lost, { email: pasted });
    expect(asked.status).toBe(200);
    await world.settle();
    world.mailbox.mails.length = 0;
    await world.deliver();
    expect(world.mailbox.mails.map(({ to }) => to)).toEqual([["grace@example.org"]]);
    const moderator = await signInAs(world, "moderator");
    const queue = `/admin/letters/${world.letter.slug}/queue`;
    const found = await moderator.post(`${queue}/search`, { state: "unverified", search: pasted });
    const page = await moderator.get(found.headers.get("Location") ?? queue);
    expect(await page.text()).toContain("Grace Hopper");
  });
});

describe("what the form does not ask", () => {
  it("is not taken, by the name of a column or of a field", async () => {
    const more = { state: "published", listing_rule: "9", import_key: "x", decided_by: "mal" };
    const camel = { verifiedAt: "2020-01-01", isAnonymous: "1", letterId: "other", id: "chosen" };
    const officer = { website: "https://mal.example", contact_name: "Mal", contact_role: "Chair" };
    const typed = { ...PERSON, ...more, ...camel, ...officer, email: "alan@example.org" };
    expect((await sign(world, typed)).status).toBe(303);
    const [plain, row] = await world.db.signature.findMany({ orderBy: { id: "desc" }, take: 2 });
    expect(row).toBeDefined();
    const nobody = { website: null, contactName: null, contactRole: null };
    expect(plain).toMatchObject({ state: "unverified", letterId: world.letter.id, ...nobody });
    expect(JSON.stringify(plain)).not.toMatch(/chosen|mal"|2020-01-01|"x"/);
  });
});

describe("a website", () => {
  it.each([
    ["example.org", "https://example.org"],
    ["example.org:8443", "https://example.org:8443"],
    ["example.org:8443/rivers", "https://example.org:8443/rivers"],
    ["http://example.org:8080/", "http://example.org:8080"],
    ["www.flüsse.example", "https://www.xn--flsse-lva.example"],
    ["https://пример.рф/реки", "https://xn--e1afmkfd.xn--p1ai/%D1%80%D0%B5%D0%BA%D0%B8"],
    ["my_rivers.example.org", "https://my_rivers.example.org"],
    ["https://a_b.c-d.example.org/?x=1", "https://a_b.c-d.example.org/?x=1"],
    ["\u200Bhttps://example.org/\u200F", "https://example.org"],
    ["HTTPS://EXAMPLE.ORG", "https://example.org"],
    ["instagram.com/rivers", "https://instagram.com/rivers"],
    ["例え.jp", "https://xn--r8jz45g.jp"],
    ["<https://example.org>", "https://example.org"],
    ["“example.org”,", "https://example.org"],
    ["(www.example.org)", "https://www.example.org"],
    ["example.org.", "https://example.org"],
    ["example.org/River_(album)", "https://example.org/River_(album)"],
    ["(example.org/River_(album))", "https://example.org/River_(album)"],
    ["https//example.org/a", "https://example.org/a"],
    ["http://https://example.org", "https://example.org"],
    ["https://example.org./rivers", "https://example.org/rivers"],
    ["htp://example.org", "http://example.org"],
    ["htttps://example.org", "https://example.org"],
    ["ttps://example.org", "https://example.org"],
    ["https//:example.org", "https://example.org"],
    ["https:// example.org", "https://example.org"],
    ["ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｏｒｇ", "https://example.org"],
  ])("is taken as people write it: %s", (website, stored) => {
    const parsed = parseSignForm({ ...ORGANISATION, website });
    expect(parsed).toMatchObject({ ok: true, form: { website: stored } });
  });

  it.each([
    "localhost",
    "localhost:3000",
    "example",
    "mailto:ada@example.org",
    "ftp://example.org",
    "javascript:alert(1)",
    "https://ada@example.org",
    "192.0.2.7:80",
    "under_score.org",
    "-a.example.org",
    "example.org:99999",
    "k.A.",
    "n/a",
  ])("is refused if nobody has a page there: %s", (website) => {
    const parsed = parseSignForm({ ...ORGANISATION, website });
    expect(parsed).toMatchObject({ ok: false, errors: { website: "website-invalid" } });
  });
});
