import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { ACCESS } from "../../../src/accounts/access.ts";
import type { SwitchName } from "../../../src/accounts/switch-board.ts";
import { turnSwitch } from "../../../src/accounts/switches.ts";
import { createApp } from "../../../src/app.ts";
import { pagesVersion } from "../../../src/letters/public-version.ts";
import { compressPage } from "../../../src/runtime/compress.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../src/shared/clock.ts";
import { pageMemory } from "../../../src/shared/pages/page-memory.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { linkIn } from "../../support/mail/mailbox.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

/** The world as a server that remembers pages. */
function remembering(opened: World): World {
  const { clock } = opened;
  const pages = pageMemory({
    clock,
    versionOf: (slug) => pagesVersion(opened.deps, slug),
    compress: compressPage,
  });
  const deps = { ...opened.deps, pages };
  return { ...opened, deps, app: createApp(deps) };
}

beforeEach(async () => {
  world = remembering(await openWorld());
});
afterEach(() => world.close());

const LETTER = "/letters/rivers";
const SIGN = `${LETTER}/signatures`;
const turn = (name: SwitchName, isOn: boolean) =>
  turnSwitch(world.deps, { name, isOn, by: "command" });
const page = async (path = LETTER) => await (await browserIn(world).get(path)).text();
const events = async () =>
  await world.db.staffEvent.findMany({ where: { what: "switch-turned" }, orderBy: { id: "asc" } });

describe("while signing is stopped", () => {
  it("a letter says so in place of its form, also from memory, and has the form again after", async () => {
    expect(await page()).toContain('name="consent"');
    await turn("stop-signing", true);
    world.clock.advance(2 * SECOND_MS);
    const stopped = await page();
    expect(stopped).toContain("Signing is paused");
    expect(stopped).not.toContain('name="consent"');
    expect(stopped).not.toContain('class="button" href="#sign"');
    await turn("stop-signing", false);
    world.clock.advance(2 * SECOND_MS);
    expect(await page()).toContain('name="consent"');
  });

  it("a form comes back with what was typed, and nothing of it is stored", async () => {
    await turn("stop-signing", true);
    const back = await sign(world, PERSON);
    expect([back.status, back.headers.get("retry-after")]).toEqual([503, "300"]);
    expect(back.headers.get("cache-control")).toBe("no-store");
    const html = await back.text();
    expect(html).toContain("we have not stored anything");
    for (const typed of [PERSON.name, PERSON.affiliation, PERSON.email])
      expect(html).toContain(`value="${typed}"`);
    expect(await world.db.signature.count()).toBe(0);
    const json = await browserIn(world).post(SIGN, PERSON, { Accept: "application/json" });
    expect([json.status, await json.json()]).toEqual([503, { error: "stop-signing" }]);
  });

  it("what was signed before is confirmed, seen by its signatory and moderated", async () => {
    await sign(world, PERSON);
    await world.deliver();
    await turn("stop-signing", true);
    const link = linkIn(world.mailbox.mails[0], "verification");
    expect((await browserIn(world).post(link, { decision: "confirm" })).status).toBeLessThan(400);
    const { id } = await world.db.signature.findFirstOrThrow({ where: { state: "pending" } });
    const moderator = await signInAs(world, "moderator");
    const queue = await (await moderator.get("/admin/letters/rivers/queue")).text();
    expect(queue).toContain("Signing is stopped on every letter.");
    expect(queue).not.toContain("/admin/switches");
    await moderator.post("/admin/letters/rivers/decisions", { id, decision: "approve" });
    expect(await page()).toContain(PERSON.name);
  });
});

describe("while the site is read-only", () => {
  it("no route writes: a page can be read, and whatever is sent is refused", async () => {
    const entry = await buildEntry(world.deps, world.letter, { state: "pending" });
    const staff = await signInAs(world, "administrator", null);
    world.clock.advance(2 * MINUTE_MS);
    await turn("read-only", true);
    // From here on the database itself refuses every write.
    await world.db.$executeRawUnsafe("PRAGMA query_only = ON");
    const before = await world.db.session.findMany();
    const publicly = ["/", LETTER, `${LETTER}.json`, `${LETTER}/signatories`];
    const exports = [`${LETTER}/signatories.csv`, `/captcha/challenge?letter=rivers`];
    for (const path of [...publicly, ...exports, `${LETTER}/privacy`, "/healthz"])
      expect((await browserIn(world).get(path)).status, path).toBeLessThan(400);
    for (const route of Object.keys(ACCESS)) {
      const [method = "", pattern = ""] = route.split(" ");
      const id = pattern.startsWith("/admin/people") ? staff.accountId : entry;
      const path = pattern.replace(":slug", "rivers").replace(":id", id).replace(":token", "none");
      const response = await staff.send(path, { method });
      if (method === "GET") expect(response.status, route).toBeLessThan(500);
      else if (pattern !== "/admin/switches") expect(response.status, route).toBe(503);
    }
    for (const path of [
      "/verification/x",
      "/signature/x",
      "/suppression/x",
      "/entries/x",
      "/lost-link",
      `${LETTER}/lost-link`,
    ]) {
      const refused = await browserIn(world).post(path, { decision: "confirm" });
      expect([refused.status, refused.headers.get("retry-after")], path).toEqual([503, "60"]);
      expect(await refused.text()).toContain("We have not stored anything you sent");
    }
    const json = await staff.post(
      "/admin/letters/rivers/exports",
      {},
      { Accept: "application/json" },
    );
    expect([json.status, await json.json()]).toEqual([503, { error: "read-only" }]);
    expect(await world.db.session.findMany()).toEqual(before);
  });

  it("the sign form comes back with what was typed", async () => {
    await turn("read-only", true);
    const back = await sign(world, PERSON);
    expect([back.status, back.headers.get("retry-after")]).toEqual([503, "60"]);
    const html = await back.text();
    expect(html).toContain("cannot store anything at the moment");
    expect(html).toContain(`value="${PERSON.name}"`);
    expect(await world.db.signature.count()).toBe(0);
    expect(await world.db.wording.count()).toBe(0);
  });

  it("an administrator who is signed in turns it off, however long it was on", async () => {
    const staff = await signInAs(world, "administrator", null);
    await turn("read-only", true);
    world.clock.advance(3 * HOUR_MS);
    const html = await (await staff.get("/admin/switches")).text();
    expect(html).toContain("The site is read-only: it does not store anything you do.");
    expect(html).toContain("by the command line");
    const turned = await staff.post("/admin/switches", { switch: "read-only", turn: "off" });
    expect(turned.headers.get("location")).toBe("/admin/switches?turned=yes");
    expect((await sign(world, PERSON)).status).toBe(303);
  });

  it("no session that had ended before comes to life again", async () => {
    const staff = await signInAs(world, "administrator", null);
    world.clock.advance(HOUR_MS);
    await turn("read-only", true);
    expect((await staff.get("/admin")).headers.get("location")).toBe("/admin/sign-in");
  });
});

describe("the page of the switches", () => {
  it("says who turned what and since when, and writes it down as an act of staff", async () => {
    const staff = await signInAs(world, "administrator", null);
    expect(await (await staff.get("/admin")).text()).toContain('href="/admin/switches"');
    await staff.post("/admin/switches", { switch: "stop-signing", turn: "on" });
    const html = await (await staff.get("/admin/switches")).text();
    expect(html).toContain("Signing is stopped on every letter.");
    expect(html).toContain(`by ${staff.displayName}`);
    await staff.post("/admin/switches", { switch: "stop-signing", turn: "on" });
    await staff.post("/admin/switches", { switch: "stop-signing", turn: "off" });
    const recorded = (await events()).map(({ by, detail }) => [by, JSON.parse(detail)]);
    expect(recorded).toEqual([
      [staff.accountId, { name: "stop-signing", turnedTo: "on" }],
      [staff.accountId, { name: "stop-signing", turnedTo: "off" }],
    ]);
    expect((await staff.post("/admin/switches", { switch: "lights", turn: "on" })).status).toBe(
      400,
    );
  });

  it("asks again who it is before it turns something on, and not before it turns it off", async () => {
    const staff = await signInAs(world, "administrator", null);
    world.clock.advance(20 * MINUTE_MS);
    const asked = await staff.post("/admin/switches", { switch: "read-only", turn: "on" });
    expect(asked.status).toBe(403);
    expect(await events()).toEqual([]);
    await turn("read-only", true);
    await staff.post("/admin/switches", { switch: "read-only", turn: "off" });
    expect(await events()).toHaveLength(2);
  });
});
