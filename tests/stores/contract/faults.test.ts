import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { runJobs } from "../../../src/runtime/jobs.ts";
import { MINUTE_MS } from "../../../src/shared/clock.ts";
import { PERSON, sign } from "../../support/forms.ts";
import { browserIn, openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const engine = inject("engine");
const CODE = engine === "postgres" ? "53100" : "SQLITE_READONLY";
const TABLES = ["signature", "session", "job_lease", "letter", "rate_count", "spent_challenge"];

/** Makes the database itself refuse every write: as a read-only file, or as a full disk would. */
async function refuseWrites(refuses: boolean): Promise<void> {
  if (engine === "sqlite") {
    await world.db.$queryRawUnsafe(`PRAGMA query_only = ${refuses ? 1 : 0}`);
    return;
  }
  if (!refuses) {
    await world.db.$executeRawUnsafe("DROP FUNCTION refuse() CASCADE");
    return;
  }
  await world.db.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END $$`);
  for (const table of TABLES) {
    await world.db.$executeRawUnsafe(`CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE
      ON "${table}" FOR EACH STATEMENT EXECUTE FUNCTION refuse()`);
  }
}

const healthNow = async () => {
  const response = await browserIn(world).get("/readyz");
  return [response.status, await response.json()];
};

// D1's disk is Cloudflare's: nothing here can make it refuse.
describe.runIf(engine !== "d1")("a database that cannot be written to", () => {
  it("makes a form come back with what was typed, and takes it once it can", async () => {
    expect(await healthNow()).toEqual([200, { reads: true, writes: true }]);
    await refuseWrites(true);
    const refused = await sign(world, { ...PERSON, altcha: undefined });
    const page = await refused.text();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(page).toContain("There is a problem with this server&#39;s storage");
    expect(page).toContain('value="Ada Lovelace"');
    expect(page).toContain('value="ada@example.org"');
    expect(await healthNow()).toEqual([503, { reads: true, writes: false }]);
    expect((await browserIn(world).get("/letters/rivers")).status).toBe(200);
    expect(JSON.stringify(world.log)).toContain(CODE);
    expect(JSON.stringify(world.log)).not.toMatch(/web\.crash|Lovelace|ada@/);
    await refuseWrites(false);
    expect((await sign(world, PERSON)).status).toBe(303);
    expect(await healthNow()).toEqual([200, { reads: true, writes: true }]);
    expect(await world.db.signature.count()).toBe(1);
  });

  it("lets staff read, and gives back what they typed", async () => {
    const staff = await signInAs(world, "campaigner");
    // Later, so that the session would be put off by reading.
    world.clock.advance(5 * MINUTE_MS);
    await refuseWrites(true);
    for (const path of ["/admin", "/admin/letters/rivers/queue", "/admin/letters/rivers/edit"])
      expect([path, (await staff.get(path)).status]).toEqual([path, 200]);
    const typed = {
      ...{ title: "A <new> title", body: "One.\n\nTwo.", language: "en", publisher: "Watch" },
      ...{ closing: "", published: "", tags: "", seen: "" },
    };
    const stored = await (await staff.get("/admin/letters/rivers/edit")).text();
    const seen = stored.match(/name="seen" value="([0-9a-f]{64})"/)?.[1] ?? "";
    const response = await staff.post("/admin/letters/rivers/edit", { ...typed, seen });
    const page = await response.text();
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).not.toBeNull();
    expect(page).toContain('action="/admin/letters/rivers/edit"');
    expect(page).toContain('value="A &lt;new&gt; title"');
    expect(page).toContain("One.\n\nTwo.</textarea>");
    const asJson = { Accept: "application/json" };
    const json = await staff.post("/admin/letters/rivers/edit", { ...typed, seen }, asJson);
    expect([json.status, await json.json()]).toEqual([503, { error: "unavailable" }]);
    await refuseWrites(false);
  });

  it("is told by its jobs, too, and they tell when it is over", async () => {
    await refuseWrites(true);
    await runJobs(world.deps, () => true);
    expect(await healthNow()).toEqual([503, { reads: true, writes: false }]);
    const away = world.log.filter(({ event }) => event === "database.away");
    expect(away[0]).toMatchObject({ fields: { error: CODE } });
    await refuseWrites(false);
    await runJobs(world.deps, () => true);
    expect(await healthNow()).toEqual([200, { reads: true, writes: true }]);
  });
});
