import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { openKeys } from "../../../src/runtime/keys/key-record.ts";
import { rekey } from "../../../src/runtime/keys/rekey.ts";
import { deriveKeys } from "../../../src/shared/keys/keys.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { rekeyInvalidations } from "../../../src/signatures/invalidation/conditions.ts";
import { finish, press, propose } from "../../support/invalidating.ts";
import { openWorld, reopenWorld, SECRET_KEY, signInAs, type World } from "../../support/world.ts";

const NEXT = Buffer.alloc(32, 8).toString("base64");

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("the conditions of an invalidation", () => {
  it("name a domain that is found again after the secret was replaced", async () => {
    await openKeys(world.deps, world.deps.keys);
    await buildEntry(world.deps, world.letter, { email: "bot@spam.example" });
    const cleo = await signInAs(world, "campaigner");
    const id = await propose(cleo, { domain: "spam.example" });
    await press(cleo, id, "release");
    const change = { from: await deriveKeys(SECRET_KEY), to: await deriveKeys(NEXT) };
    await rekey(world.deps, change, () => undefined);
    expect(await rekeyInvalidations(world.db, change)).toEqual({ rewritten: 0, unreadable: 0 });
    const next = await reopenWorld(world, NEXT);
    await finish(next);
    expect(await world.db.signature.count({ where: { state: "invalidated" } })).toBe(1);
    const reader = await signInAs(next, "campaigner");
    const page = await reader.get(paths.invalidation("rivers", id));
    expect(await page.text()).toContain("spam.example");
  });

  it("stay as they are where neither secret opens them, and are counted", async () => {
    await buildEntry(world.deps, world.letter, { email: "bot@spam.example" });
    const cleo = await signInAs(world, "campaigner");
    await propose(cleo, { domain: "spam.example" });
    await propose(cleo, { name: "ada" });
    const change = { from: await deriveKeys(NEXT), to: await deriveKeys(btoa("x".repeat(32))) };
    expect(await rekeyInvalidations(world.db, change)).toEqual({ rewritten: 0, unreadable: 1 });
  });
});
