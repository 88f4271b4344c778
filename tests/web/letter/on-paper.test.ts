import { afterAll, beforeAll, expect, it } from "vitest";
import { buildEntry } from "../../../prisma/builders.ts";
import { LETTER_PAGE_ENTRIES } from "../../../src/signatures/list/read.ts";
import { browserIn, openWorld, type World } from "../../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** What of a page is only for paper, without its markup. */
async function onPaper(path: string): Promise<string[]> {
  const html = await (await browserIn(world).get(path)).text();
  const found = html.matchAll(/<p class="small on-paper[^"]*">(.*?)<\/p>/g);
  return Array.from(found, ([, text = ""]) => text.replace(/<[^>]+>/g, ""));
}

it("says where a printed letter stands and of when it is, and which names it lacks", async () => {
  const { baseUrl } = world.deps.config;
  const list = `${baseUrl}/letters/rivers/signatories`;
  const imprint = (path: string) =>
    expect.stringMatching(
      new RegExp(
        `^This letter and its signatories on \\d+ \\w+ \\d{4}, .* UTC: ${baseUrl}${path}$`,
      ),
    );
  await buildEntry(world.deps, world.letter, { kind: "organisation", name: "Weir" });
  expect(await onPaper("/letters/rivers")).toEqual([imprint("/letters/rivers")]);
  expect(await onPaper("/letters/rivers/signatories")).toEqual([
    imprint("/letters/rivers/signatories"),
  ]);

  for (let index = 0; index < LETTER_PAGE_ENTRIES.individual + 2; index += 1)
    await buildEntry(world.deps, world.letter, { name: `Ada ${index}` });
  expect(await onPaper("/letters/rivers")).toEqual([
    `2 more names are not printed here. All names are at ${list}`,
    imprint("/letters/rivers"),
  ]);
  expect((await onPaper("/letters/rivers/signatories"))[0]).toBe(
    `This is part of the list. All names are at ${list}`,
  );
});
