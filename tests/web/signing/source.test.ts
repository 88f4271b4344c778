import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PERSON } from "../../support/forms.ts";
import { moveEntry } from "../../support/moves.ts";
import {
  browserIn,
  type FormFields,
  openWorld,
  solveCaptcha,
  type World,
} from "../../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const HERE = "http://localhost:3000";
const LETTER = `${HERE}/letters/rivers`;

/** Signs from a page, and gives what the newest entry keeps of where its signatory came from. */
async function signFrom(referer: string | null, fields: FormFields = {}): Promise<string | null> {
  const form = { ...PERSON, ...fields, altcha: await solveCaptcha(world) };
  const headers: Record<string, string> = referer === null ? {} : { Referer: referer };
  const answer = await browserIn(world).post("/letters/rivers/signatures", form, headers);
  expect(answer.status).toBe(303);
  const row = await world.db.signature.findFirstOrThrow({ orderBy: { id: "desc" } });
  return row.source;
}

describe("where a signatory came from", () => {
  it("is what the address of the letter's page or list says, without a byte of it changed", async () => {
    const plain = await (await browserIn(world).get("/letters/rivers")).text();
    const linked = await browserIn(world).get("/letters/rivers?source=newsletter-3");
    expect(await linked.text()).toBe(plain);
    expect(await signFrom(`${LETTER}?source=newsletter-3`)).toBe("newsletter-3");
    const list = `${LETTER}/signatories?q=ada&source=a.B_~9`;
    expect(await signFrom(list, { email: "b@example.org" })).toBe("a.B_~9");
  });

  it("is what a field of the form says, if it says so", async () => {
    const page = `${LETTER}?source=page`;
    expect(await signFrom(page, { source: "partner" })).toBe("partner");
    expect(await signFrom(page, { source: "", email: "b@example.org" })).toBe("page");
    const wrong = { source: "<script>", email: "c@example.org" };
    expect(await signFrom(page, wrong)).toBe("page");
  });

  const ignored: [string, string | null][] = [
    ["nothing", null],
    ["a page without it", LETTER],
    ["another site", "https://elsewhere.example/letters/rivers?source=x"],
    ["another letter", `${HERE}/letters/lakes?source=x`],
    ["another page", `${HERE}/?source=x`],
    ["no address", "source=x"],
    ["too long a word", `${LETTER}?source=${"x".repeat(65)}`],
    ["a word with other characters", `${LETTER}?source=${encodeURIComponent("a b")}`],
    ["a formula", `${LETTER}?source=%3D1`],
    ["no word", `${LETTER}?source=`],
  ];
  it.each(ignored)("is not known by %s, which is no error", async (_, referer) => {
    expect(await signFrom(referer)).toBeNull();
  });

  it("stays with a form that comes back, and with an entry that is typed anew", async () => {
    const wrong = { ...PERSON, name: "", altcha: await solveCaptcha(world) };
    const headers = { Referer: `${LETTER}?source=newsletter-3` };
    const back = await browserIn(world).post("/letters/rivers/signatures", wrong, headers);
    expect(back.status).toBe(422);
    expect(await back.text()).toContain('name="source" value="newsletter-3"');

    expect(await signFrom(`${LETTER}?source=first`)).toBe("first");
    expect(await signFrom(null, { name: "Ada Anew" })).toBe("first");
    expect(await signFrom(`${LETTER}?source=second`)).toBe("second");
    expect(await world.db.signature.count()).toBe(1);
  });

  it("is in no public answer, and gone with the entry", async () => {
    await signFrom(`${LETTER}?source=secret-word`);
    const { id } = await world.db.signature.findFirstOrThrow();
    await moveEntry(world.deps, id, "confirm");
    await moveEntry(world.deps, id, "approve");
    for (const path of ["", ".json", "/signatories", "/signatories.json", "/signatories.csv"]) {
      const answer = await (await browserIn(world).get(`/letters/rivers${path}`)).text();
      expect(answer).not.toContain("secret-word");
      expect(answer).not.toContain("source=");
    }
    await moveEntry(world.deps, id, "withdraw");
    expect(await world.db.signature.findFirst()).toMatchObject({
      state: "withdrawn",
      source: null,
    });
  });
});
