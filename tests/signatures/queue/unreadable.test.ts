import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter, type GivenEntry } from "../../../prisma/builders.ts";
import { DAY_MS } from "../../../src/shared/clock.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { signOwnPageToken } from "../../../src/shared/keys/signed-token.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { exportSignatories } from "../../../src/signatures/export/write.ts";
import { rekeyInvalidations } from "../../../src/signatures/invalidation/conditions.ts";
import { rekeySignatures } from "../../../src/signatures/rekey.ts";
import { finish, press, propose } from "../../support/invalidating.ts";
import { queueWithBeside } from "../../support/queue-text.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let staff: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  staff = await signInAs(world, "campaigner");
});
afterEach(() => world.close());

const foreignKeys = () => deriveKeys(Buffer.alloc(32, 9).toString("base64"));

/** What may stand in the column of an address and cannot be opened. */
const UNREADABLE: [string, () => Promise<string>][] = [
  ["of another key", async () => await (await foreignKeys()).encrypt("ada@example.org")],
  ["cut off", async () => (await world.deps.keys.encrypt("ada@example.org")).slice(0, -4)],
  ["altered", async () => `${world.deps.keys.id}.${"A".repeat(60)}`],
  ["no ciphertext at all", async () => "ada"],
  ["empty", async () => ""],
];

async function build(given: GivenEntry, columns: { email?: string; proposal?: string }) {
  const id = await buildEntry(world.deps, world.letter, given);
  await world.db.signature.update({ where: { id }, data: columns });
  return id;
}

const pageAt = async (path: string) => {
  const response = await staff.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return await response.text();
};

const SAYS = "We cannot read the address with this server";

describe("an address that cannot be opened", () => {
  it.each(UNREADABLE)("is said of its row, and the others stand: %s", async (_, made) => {
    for (const state of ["held", "pending", "published", "rejected"] as const) {
      const id = await build({ state, name: "Ada" }, { email: await made() });
      await buildEntry(world.deps, world.letter, {
        state,
        name: "Grace",
        email: `g@${state}.example`,
      });
      const address = `/admin/letters/rivers/queue?state=${state}`;
      const queue = await queueWithBeside(staff, address);
      expect(queue).toContain(SAYS);
      expect(queue).toContain("g<wbr/>");
      expect(await pageAt(paths.entry("rivers", id))).toContain("Ada");
      expect(await pageAt(`/admin/letters/rivers/queue.json?state=${state}`)).toContain(
        "address-unreadable",
      );
      await pageAt(`/admin/letters/rivers/invalidations?like=${id}`);
    }
    expect(world.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("is a word in an export, beside the others", async () => {
    await build({ name: "Ada" }, { email: "ada" });
    await buildEntry(world.deps, world.letter, { name: "Grace", email: "g@navy.example" });
    let file = "";
    const request = { format: "csv", states: ["published"], withHidden: false } as const;
    const pieces = exportSignatories(world.deps, world.letter, { ...request, withContacts: true });
    for await (const { text } of pieces) file += text;
    expect(file).toMatch(/Ada,.*,unreadable,/);
    expect(file).toMatch(/Grace,.*,g@navy\.example,/);
  });

  it("keeps neither a decision nor the mail of others", async () => {
    const ids = [
      await build({ state: "pending", name: "Ada" }, { email: "ada" }),
      await buildEntry(world.deps, world.letter, { state: "pending", name: "Grace" }),
    ];
    await world.db.signature.updateMany({ data: { verifiedAt: world.clock.now() } });
    const decided = await staff.post(
      "/admin/letters/rivers/decisions",
      { id: ids, decision: "approve" },
      { Accept: "application/json" },
    );
    expect(await decided.json()).toEqual({ decided: ids, skipped: [] });
    await world.deliver();
    expect(world.mailbox.mails).toHaveLength(1);
    for (let tries = 0; tries < 20; tries += 1) {
      world.clock.advance(DAY_MS);
      await world.deliver();
    }
    const [mail] = await world.db.outbox.findMany({ where: { signatureId: ids[0] ?? "" } });
    expect(mail).toMatchObject({ state: "parked", lastError: "not-composed" });
  });

  it("can be changed by its signatory all the same", async () => {
    const id = await build({ state: "pending", name: "Ada" }, { email: "ada" });
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    const path = `/signature/${token}`;
    expect((await browserIn(world).get(path)).status).toBe(200);
    const fields = { action: "edit", kind: "individual", name: "Ada King", country: "GB" };
    const changed = await browserIn(world).post(path, { ...fields, visibility: "full" });
    expect(changed.status).toBeLessThan(400);
    expect(world.log.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("is counted when the key is replaced, also if it opens and is no address", async () => {
    const { keys } = world.deps;
    await build({ name: "Ada" }, { email: await keys.encrypt("no address") });
    await build({ name: "Grace" }, { email: "ada" });
    await buildEntry(world.deps, world.letter, { name: "Joan" });
    const change = { from: keys, to: await foreignKeys() };
    expect(await rekeySignatures(world.db, change)).toMatchObject({ unreadable: 2 });
  });

  it("of an organisation that was asked is said, on the page of its entry", async () => {
    const id = await buildEntry(world.deps, world.letter, {
      kind: "organisation",
      state: "pending",
      website: "https://weir.example",
    });
    await staff.post(paths.askSecond("rivers", id), { address: "office@weir.example" });
    await world.db.question.updateMany({ data: { email: "office" } });
    expect(await pageAt(paths.entry("rivers", id))).toContain("we cannot read the address");
  });

  it("of staff stops no page of people", async () => {
    await world.db.account.updateMany({ data: { email: "staff" } });
    const administrator = await signInAs(world, "administrator", null);
    expect((await administrator.get("/admin/people")).status).not.toBe(500);
    await pageAt("/admin/letters/rivers");
    expect(world.log.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a change that cannot be read", () => {
  it.each(["{", '"a"', "{}", ""])("is said of its row: %s", async (proposal) => {
    const id = await build({ name: "Ada", proposal: { name: "Ada King" } }, { proposal });
    const queue = await queueWithBeside(staff, "/admin/letters/rivers/queue");
    expect(queue).toContain("We cannot read the change");
    await pageAt(paths.entry("rivers", id));
    const token = await signOwnPageToken(world.deps.keys, { id, version: 1 });
    expect((await browserIn(world).get(`/signature/${token}`)).status).toBe(200);
    const decide = (fields: Record<string, string>) =>
      staff.post(
        "/admin/letters/rivers/decisions",
        { id, ...fields },
        { Accept: "application/json" },
      );
    expect(await (await decide({ decision: "approve" })).json()).toMatchObject({ decided: [] });
    const refused = await decide({ decision: "reject", reason: "duplicate" });
    expect(await refused.json()).toMatchObject({ decided: [id] });
    expect(await pageAt("/admin/letters/rivers/queue")).not.toContain("We cannot read the change");
  });
});

describe("conditions of an invalidation that cannot be read", () => {
  it("stop no list and no other one, and release nothing", async () => {
    await buildLetter(world.deps);
    await buildEntry(world.deps, world.letter, { email: "a@one.example" });
    await buildEntry(world.deps, world.letter, { email: "b@two.example" });
    const broken = await propose(staff, { domain: "one.example" });
    const whole = await propose(staff, { domain: "two.example" });
    const { conditions } = await world.db.invalidation.findUniqueOrThrow({ where: { id: broken } });
    const foreign = await (await foreignKeys()).encrypt("one.example");
    const unreadable = ["{", JSON.stringify({ ...JSON.parse(conditions), domain: foreign })];
    for (const text of unreadable) {
      await world.db.invalidation.update({ where: { id: broken }, data: { conditions: text } });
      expect(await pageAt("/admin/letters/rivers/invalidations")).toContain("we cannot read them");
      const page = await pageAt(paths.invalidation("rivers", broken));
      expect(page).toContain("we cannot read them");
      expect(page).not.toContain('value="release"');
      expect(await press(staff, broken, "release")).toBe(404);
      const change = { from: world.deps.keys, to: await foreignKeys() };
      expect(await rekeyInvalidations(world.db, change)).toMatchObject({
        unreadable: text === "{" ? 1 : 0,
      });
    }
    await world.db.invalidation.updateMany({
      where: { id: broken },
      data: { state: "running", startsAt: world.clock.now() },
    });
    await world.db.invalidation.updateMany({
      where: { id: whole },
      data: { conditions, state: "running", startsAt: world.clock.now() },
    });
    await finish(world);
    expect(await world.db.signature.count({ where: { invalidationId: whole } })).toBe(1);
    expect(await world.db.signature.count({ where: { invalidationId: broken } })).toBe(0);
  });
});
