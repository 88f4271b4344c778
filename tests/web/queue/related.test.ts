import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../../prisma/builders.ts";
import { openWorld, signInAs, type World } from "../../support/world.ts";

let world: World;
let ada: Awaited<ReturnType<typeof signInAs>>;

beforeEach(async () => {
  world = await openWorld();
  ada = await signInAs(world, "moderator");
});
afterEach(() => world.close());

const NETWORK = `2026-11-24.${"n".repeat(43)}`;
const MAILBOX = `1.${"m".repeat(43)}`;

async function build(given: GivenEntry, columns: object = {}): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, { state: "pending", ...given });
  await world.db.signature.update({ where: { id }, data: columns, select: { id: true } });
  return id;
}
const pageOf = async (id: string) =>
  await (await ada.get(`/admin/letters/rivers/entries/${id}`)).text();
const namedUnder = (page: string, heading: string) => {
  const section = page.split(`<h2>${heading}</h2>`)[1]?.split("</section>")[0] ?? "";
  return [...section.matchAll(/<bdi>([^<]*)<\/bdi><\/a>, (\w+)/g)].map((m) => `${m[1]} ${m[2]}`);
};

describe("the page of a person's entry", () => {
  it("says that they write from a domain with the name of their affiliation", async () => {
    const affiliation = "Bridges without Borders";
    const said = "The address is at bridges.example, which matches “Bridges without Borders”.";
    const id = await build({ affiliation, email: "a@bridges.example" });
    const elsewhere = [
      await build({ affiliation, email: "a@mailbox.example" }),
      await build({ affiliation: "Gmail", email: "bridges@gmail.com" }),
      await build({ kind: "organisation", email: "b@bridges.example" }),
    ];
    expect(await pageOf(id)).toContain(said);
    for (const other of elsewhere) expect(await pageOf(other)).not.toContain("which matches");
  });

  it("names others of the same mailbox, network and affiliation, of this letter alone", async () => {
    const affiliation = "City Waterworks";
    const id = await build(
      { name: "Ada", affiliation },
      { networkKey: NETWORK, addressLimitKey: MAILBOX },
    );
    await build({ name: "Bea", affiliation: "CITY  waterworks", state: "published" });
    await build({ name: "Cy" }, { networkKey: NETWORK });
    await build({ name: "Di", state: "rejected" }, { addressLimitKey: MAILBOX });
    await build({ name: "El", affiliation: "City Waterworks of the North" });
    await build({ name: "Fay", affiliation, state: "withdrawn" });
    const page = await pageOf(id);
    expect(namedUnder(page, "Other entries with this affiliation")).toEqual(["Bea published"]);
    expect(namedUnder(page, "Other entries from this network")).toEqual(["Cy pending"]);
    expect(namedUnder(page, "Other entries of this mailbox")).toEqual(["Di rejected"]);
  });

  it("searches the web for name and affiliation when opened, and for nobody unnamed", async () => {
    const id = await build({ name: 'Ada "A" Obi', affiliation: "Fish & Sons" });
    const links = [...(await pageOf(id)).matchAll(/<a href="(https:[^"]*)" rel="([^"]*)"/g)];
    expect(links.map(([, , rel]) => rel)).toEqual(Array(2).fill("noreferrer noopener nofollow"));
    for (const [, href = ""] of links) {
      const url = new URL(href.replaceAll("&amp;", "&"));
      expect(url.searchParams.get("q")).toBe('"Ada A Obi" Fish & Sons');
    }
    const unnamed = await build({ name: "Ada Obi", visibility: "anonymous" });
    expect(await pageOf(unnamed)).not.toContain("duckduckgo");
  });
});
