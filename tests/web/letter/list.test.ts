import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { QUERIES } from "../../../src/limits.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
  await buildEntry(world.deps, world.letter, { name: "Ada Lovelace" });
});
afterEach(() => world.close());

const list = paths.list("rivers");
const get = (path: string, headers = {}) => browserIn(world).get(path, headers);

describe("a long list", () => {
  const fill = async () => {
    await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Pond Watch" });
    for (let number = 0; number < 102; number += 1) {
      const name = `Ben ${["Adams", "Brown", "Weir"][number % 3]}`;
      await buildEntry(world.deps, world.letter, { name, title: `Reader ${number}` });
    }
  };

  it("leads to each letter that occurs in one step, says how many there are, and where it is", async () => {
    await fill();
    const html = await (await get(list)).text();
    expect(html).toContain("1 organisation and 103 people have signed");
    const links = Array.from(indexOf(html).matchAll(/<a href="([^"]+)"[^>]*>([^<]+)</g));
    const names = links.map(([, , name]) => name);
    expect(names.join(" ")).toBe("Organisations Individuals A B L W");
    const [, href = ""] = links.find(([, , name]) => name === "W") ?? [];
    const page = await (await get(href)).text();
    expect(/<bdi class="name">([^<]+)/.exec(page)?.[1]).toBe("Ben Weir");
    expect(page).not.toContain("Ben Brown");
    expect(indexOf(page)).toMatch(/aria-current="true">W</);
  });

  it("has its index if the language of the letter is no whole tag of BCP 47", async () => {
    const { db, letter } = world;
    await db.letter.update({ where: { id: letter.id }, data: { language: "fr-a1" } });
    await fill();
    expect(indexOf(await (await get(list)).text())).toContain(">W</a>");
  });

  it("has no index of what is found in it, or if it is short", async () => {
    expect(indexOf(await (await get(list)).text())).toBe("");
    await fill();
    expect(indexOf(await (await get(`${list}?q=ben`)).text())).toBe("");
    const people = indexOf(await (await get(`${list}?kind=individual`)).text());
    expect(people).toContain("Individuals");
    expect(people).not.toContain("Organisations");
  });
});

function indexOf(html: string): string {
  return /<nav class="list-index".*?<\/nav>/s.exec(html)?.[0] ?? "";
}

describe("more searches at once than are done", () => {
  const flood = async (path: string, headers = {}) => {
    const count = QUERIES.burst + QUERIES.waitingMax + 20;
    return await Promise.all(
      Array.from({ length: count }, (_, number) =>
        get(`${path}?q=ada&country=t${number}`, headers),
      ),
    );
  };

  it("are told in a sentence to come back, and the others are answered", async () => {
    const answers = await flood(list);
    const refused = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
    for (const answer of refused) {
      expect(answer.headers.get("Retry-After")).toBe("2");
      expect(await answer.text()).toContain("Very many people are asking for pages like this one.");
    }
    const log = JSON.stringify(world.log);
    expect(log).not.toContain("web.crash");
    expect(await (await get(`${list}?q=ada`)).text()).toContain("Ada Lovelace");
  });

  it("get the same answer as JSON", async () => {
    const answers = await flood(paths.listJson("rivers"), { Accept: "application/json" });
    const refused = answers.find(({ status }) => status === 503);
    expect(await refused?.json()).toEqual({ error: "busy" });
  });

  it("leave the letter and the beginning of its list to everybody", async () => {
    const searching = flood(list);
    expect((await get(paths.letter("rivers"))).status).toBe(200);
    expect((await get(list)).status).toBe(200);
    await searching;
  });
});
