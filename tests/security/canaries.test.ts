import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, type GivenEntry } from "../../prisma/builders.ts";
import { signEntriesToken } from "../../src/shared/keys/entries-token.ts";
import {
  signAddressToken,
  signOwnPageToken,
  signToken,
} from "../../src/shared/keys/signed-token.ts";
import { paths } from "../../src/shared/pages/paths.ts";
import { STATES } from "../../src/signatures/lifecycle.ts";
import { askOrganisation } from "../../src/signatures/questions/second/ask.ts";
import { browserIn, openWorld, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** The mark of what must never be in a public answer; it is planted wherever such data is kept. */
const SECRET = /canary/i;

/**
 * Entries of both kinds in every state, hidden and unnamed ones too; none of their data is public.
 */
async function plantCanaries(): Promise<string[]> {
  const ids: string[] = [];
  const kinds = ["individual", "organisation"] as const;
  const plant = async (given: GivenEntry) => {
    ids.push(await buildEntry(world.deps, world.letter, { ...CANARY, ...given }));
  };
  for (const kind of kinds) {
    for (const state of STATES) if (state !== "published") await plant({ kind, state });
    await plant({ kind, hiddenAt: new Date() });
  }
  await plant({ visibility: "anonymous" });
  return ids;
}

const CANARY: GivenEntry = {
  name: "Canary Name",
  title: "Canary Title",
  affiliation: "Canary Affiliation",
  sortName: "Canary Sort",
  website: "https://canary-site.example",
  contactName: "Canary Contact",
  contactRole: "Canary Role",
};

/**
 * A published entry: its name is public, but nothing else that it holds is, nor the address that
 * was asked about it.
 */
async function publishOrganisation(): Promise<string> {
  const id = await buildEntry(world.deps, world.letter, {
    kind: "organisation",
    name: "The Open Society of Tests",
    email: "office@canary-mail.example",
    contactName: "Canary Contact",
    contactRole: "Canary Role",
    reason: "canary-reason",
    proposal: { name: "Canary Proposal", contactName: "Canary Proposed Contact" },
  });
  const wording = { language: "en", text: "Is it yours?" };
  const question = { address: "canary-office@example.org", wording, askedBy: "canary-moderator" };
  expect(await askOrganisation(world.deps, { letterId: world.letter.id, id }, question)).toBe(
    "asked",
  );
  await world.db.letter.updateMany({ data: { showsVerification: true } });
  return id;
}

/** Every page, file and link of this site that the answers of these paths lead to. */
async function crawl(start: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [...start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || seen.size > 400) continue;
    const response = await browserIn(world).get(path);
    const headers = [...response.headers].flat().join("\n");
    const body = await response.text();
    seen.set(path, `${headers}\n${body}`);
    const location = response.headers.get("location");
    const links = [...body.matchAll(/(?:href|action|src)="(\/[^"#]*)/g)].map(([, link]) => link);
    for (const link of [...links, location]) {
      const next = link?.replaceAll("&amp;", "&");
      if (next !== undefined && !next.startsWith("/assets/")) waiting.push(next);
    }
  }
  return seen;
}

const LETTER = "/letters/rivers";
const PUBLIC = [
  "/",
  LETTER,
  `${LETTER}.json`,
  `${LETTER}/signatories`,
  `${LETTER}/signatories?q=canary`,
  `${LETTER}/signatories?q=c`,
  `${LETTER}/signatories?kind=organisation`,
  `${LETTER}/signatories?kind=individual`,
  `${LETTER}/signatories?country=ZZ`,
  `${LETTER}/signatories.json`,
  `${LETTER}/signatories.json?q=canary`,
  `${LETTER}/signatories.csv`,
  `${LETTER}/check-your-inbox`,
  `${LETTER}/lost-link`,
  "/lost-link",
  `${LETTER}/privacy`,
  `${LETTER}/versions`,
  `${LETTER}/versions.json`,
  `${LETTER}/versions/1`,
  `${LETTER}/versions/1.json`,
  `${LETTER}/versions/1.txt`,
  `${LETTER}/share.png`,
  `${LETTER}/badge.svg`,
  `${LETTER}/qr.svg`,
  `${LETTER}/qr.png`,
  "/captcha/challenge?letter=rivers",
  "/robots.txt",
  "/sitemap.xml",
  "/healthz",
  "/readyz",
  "/metrics",
  "/dev/mail",
  "/admin",
  "/admin/sign-in",
  `/admin${LETTER}/queue`,
  `/admin${LETTER}/queue.json`,
  `/admin${LETTER}/queue.json?state=held`,
  `/admin${LETTER}/exports`,
  `/admin${LETTER}/decisions`,
  "/no-such-page",
];

describe("what is not public", () => {
  it("is in no public page, file, header or link, in any state", async () => {
    const ids = await plantCanaries();
    const published = await publishOrganisation();
    const entries = [...ids, published].map((id) => `/admin${LETTER}/entries/${id}`);
    const seen = await crawl([...PUBLIC, ...entries]);
    expect(seen.size).toBeGreaterThan(PUBLIC.length + 10);
    for (const [path, answer] of seen) {
      // A search repeats what was typed, but nothing else may say it.
      const typed = /q=[^&]*/.test(path) ? answer.replace(/(q=|value=")canary/g, "") : answer;
      expect(typed, path).not.toMatch(SECRET);
      for (const id of ids) expect(answer, path).not.toContain(id);
    }
    expect(seen.get(LETTER)).toContain("The Open Society of Tests");
  });

  it("is not given to links that were altered, replaced or made for something else", async () => {
    const { keys } = world.deps;
    const expiresAt = new Date(world.clock.now().getTime() + 1e9);
    for (const id of [...(await plantCanaries()), await publishOrganisation()]) {
      await world.db.signature.updateMany({ where: { id }, data: { tokenVersion: 2 } });
      const own = await signOwnPageToken(keys, { id, version: 2 });
      const confirm = await signToken(keys, "verification", { id, expiresAt });
      const signIn = await signToken(keys, "sign-in", { id, expiresAt });
      const { addressKey } = await world.db.signature.findUniqueOrThrow({ where: { id } });
      const key = addressKey ?? "";
      const all = await signEntriesToken(keys, { addressKey: key, expiresAt });
      for (const path of [
        paths.ownPage(await signOwnPageToken(keys, { id, version: 1 })),
        paths.ownPage(confirm),
        paths.ownPage(signIn),
        paths.ownPage(`${own.slice(0, -1)}${own.endsWith("A") ? "B" : "A"}`),
        paths.verification(own),
        paths.verification(signIn),
        paths.suppression(own),
        paths.entries(own),
        paths.entries(
          await signAddressToken(keys, [await keys.hash("address", "ada@example.org")]),
        ),
        paths.entries(await signEntriesToken(keys, { addressKey: key, expiresAt: new Date(0) })),
        // Of the same length, with another address.
        paths.entries(all.replace(key, await keys.hash("address", "ben@example.org"))),
        paths.question(confirm),
        paths.signInLink(own),
      ]) {
        const response = await browserIn(world).get(path);
        expect([404, 410]).toContain(response.status);
        expect(await response.text()).not.toMatch(SECRET);
      }
    }
  });

  it("is in no answer to a form, whoever has signed", async () => {
    await plantCanaries();
    const browser = browserIn(world);
    for (const [path, fields] of [
      [`${LETTER}/signatures`, { kind: "individual", name: "", email: "ada@example.org" }],
      [`${LETTER}/lost-link`, { email: "ada@example.org" }],
      ["/lost-link", { email: "ada@example.org" }],
      ["/admin/sign-in", { email: "ada@example.org" }],
      [`/admin${LETTER}/decisions`, { decision: "approve" }],
      [`/admin${LETTER}/exports`, { format: "csv", contacts: "on", purpose: "Us" }],
      ["/question/nonsense", { decision: "confirm" }],
    ] as const) {
      expect(await (await browser.post(path, fields)).text()).not.toMatch(SECRET);
    }
  });

  it("is in no line of the log", async () => {
    await plantCanaries();
    await publishOrganisation();
    await crawl(PUBLIC);
    expect(JSON.stringify(world.log)).not.toMatch(SECRET);
  });
});
