import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changeLetterState } from "../../../src/letters/edit.ts";
import { DAY_MS, HOUR_MS } from "../../../src/shared/clock.ts";
import { forgetExpired } from "../../../src/signatures/forget.ts";
import { ORGANISATION, PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, type FormFields, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function mailedLink(fields: FormFields = PERSON): Promise<string> {
  await sign(world, fields);
  await world.deliver();
  return linkIn(world.mailbox.mails.at(-1), "verification");
}

const state = async () => (await world.db.signature.findFirst())?.state;
const answer = (link: string, decision: string) => browserIn(world).post(link, { decision });

describe("the confirmation link", () => {
  it("shows the entry as it will appear, with what only moderators see", async () => {
    await sign(world, ORGANISATION);
    await world.deliver();
    const page = await (
      await browserIn(world).get(linkIn(world.mailbox.mails[0], "verification"))
    ).text();
    expect(page).toContain("The Analytical Society");
    expect(page).toContain("Charles Babbage, President");
    expect(page).not.toContain(ORGANISATION.email);
  });

  it("changes nothing however often it is opened, by GET or HEAD", async () => {
    const link = await mailedLink();
    for (const method of ["GET", "HEAD", "GET"]) {
      expect((await browserIn(world).send(link, { method })).status).toBe(200);
    }
    expect(await state()).toBe("unverified");
    expect(await world.db.event.count()).toBe(1);
  });

  it("is never stored by a browser or a proxy, nor found by a search engine", async () => {
    const response = await browserIn(world).get(await mailedLink());
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain('<meta name="robots" content="noindex"/>');
  });

  it("counts once when the button is pressed by many at once", async () => {
    const link = await mailedLink();
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(link, "confirm")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await world.db.event.count({ where: { code: "pending" } })).toBe(1);
  });

  it("lets the first of confirm and refuse stand", async () => {
    const link = await mailedLink();
    await answer(link, "confirm");
    expect(await (await answer(link, "refuse")).text()).toContain("your signature is confirmed");
    expect(await state()).toBe("pending");
  });

  it("confirms only what it showed: an entry typed anew meanwhile is shown again", async () => {
    const link = await mailedLink();
    const page = await (await browserIn(world).get(link)).text();
    const [, edition = ""] = /name="edition" value="(\d+)"/.exec(page) ?? [];
    await sign(world, { ...PERSON, name: "Evil Text", altcha: undefined });
    const answer = await browserIn(world).post(link, { decision: "confirm", edition });
    const again = await answer.text();
    expect(again).toContain("Did you sign this letter?");
    expect(again).toContain("Evil Text");
    expect(await state()).toBe("unverified");
    const [, current = ""] = /name="edition" value="(\d+)"/.exec(again) ?? [];
    await browserIn(world).post(link, { decision: "confirm", edition: current });
    expect(await state()).toBe("pending");
  });

  it("shows the entry again for an edition that is none, and never fails", async () => {
    const link = await mailedLink();
    for (const edition of ["", "x", "-1", "0", "1.5", "99999999999", "1e400"]) {
      const response = await browserIn(world).post(link, { decision: "confirm", edition });
      expect([response.status, await state()]).toEqual([200, "unverified"]);
    }
  });

  it("says what happened also long after it was used", async () => {
    const link = await mailedLink();
    await answer(link, "confirm");
    world.clock.advance(30 * DAY_MS);
    expect(await (await browserIn(world).get(link)).text()).toContain(
      "your signature is confirmed",
    );
  });

  it("asks again when the form brings no decision", async () => {
    const link = await mailedLink();
    expect(await (await answer(link, "maybe")).text()).toContain("Did you sign this letter?");
    expect(await state()).toBe("unverified");
  });

  it("expires after seven days, when the entry is forgotten", async () => {
    const link = await mailedLink();
    world.clock.advance(7 * DAY_MS - HOUR_MS);
    expect((await browserIn(world).get(link)).status).toBe(200);
    world.clock.advance(HOUR_MS);
    const late = await answer(link, "confirm");
    expect([late.status, await late.text()]).toEqual([
      410,
      expect.stringContaining("This link has expired"),
    ]);
    expect(await forgetExpired(world.deps)).toMatchObject({ signatures: 1 });
    expect(await state()).toBeUndefined();
    expect((await browserIn(world).get(link)).status).toBe(410);
  });

  it("keeps confirmed entries when the unconfirmed are forgotten", async () => {
    await answer(await mailedLink(), "confirm");
    world.clock.advance(60 * DAY_MS);
    expect(await forgetExpired(world.deps)).toMatchObject({ signatures: 0 });
    expect(await state()).toBe("pending");
  });

  it("still confirms for a day after the letter closed, and no longer", async () => {
    const early = await mailedLink();
    const late = await mailedLink({ ...PERSON, email: "late@example.org" });
    await changeLetterState(world.deps, "rivers", "closed");
    world.clock.advance(23 * HOUR_MS);
    expect(await (await answer(early, "confirm")).text()).toContain("is confirmed");
    world.clock.advance(HOUR_MS);
    const refused = await answer(late, "confirm");
    expect([refused.status, await refused.text()]).toEqual([
      410,
      expect.stringContaining("This letter has closed"),
    ]);
  });

  it("cannot be forged, altered or used for another purpose", async () => {
    const link = await mailedLink();
    const token = link.split("/").at(-1) ?? "";
    const altered = [
      token.slice(0, -1),
      `${token}A`,
      token.replace(/^./, (first) => (first === "A" ? "B" : "A")),
      token.replace(/\.[0-9a-z]+\./, ".zzzzzzzz."),
      "nonsense",
      "%00",
      "a".repeat(5000),
    ];
    for (const wrong of altered) {
      const response = await answer(`/verification/${wrong}`, "confirm");
      expect(response.status).toBe(404);
    }
    expect((await browserIn(world).get(`/admin/sign-in/${token}`)).status).toBe(404);
    expect(await state()).toBe("unverified");
  });
});
