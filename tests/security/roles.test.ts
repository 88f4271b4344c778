import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { ACCESS } from "../../src/accounts/access.ts";
import type { RoleName } from "../../src/accounts/account.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Who comes: whatever role, for this letter, for another one, or for all. */
const PEOPLE = {
  "administrator of all": ["administrator", "all"],
  "administrator here": ["administrator", "here"],
  "administrator elsewhere": ["administrator", "elsewhere"],
  "campaigner of all": ["campaigner", "all"],
  "campaigner here": ["campaigner", "here"],
  "campaigner elsewhere": ["campaigner", "elsewhere"],
  "moderator of all": ["moderator", "all"],
  "moderator here": ["moderator", "here"],
  "moderator elsewhere": ["moderator", "elsewhere"],
  "nobody's": null,
  stranger: null,
} as const satisfies Record<string, readonly [RoleName, "all" | "here" | "elsewhere"] | null>;

type Who = keyof typeof PEOPLE;

const EVERYBODY = Object.keys(PEOPLE).filter(isWho);
const STAFF = EVERYBODY.filter((who) => who !== "stranger");
const HERE = STAFF.filter((who) => / (?:of all|here)$/.test(who));
const CAMPAIGN = HERE.filter((who) => !who.startsWith("moderator"));
const ADMINISTRATORS: readonly Who[] = ["administrator of all"];
const CREATORS: readonly Who[] = ["administrator of all", "campaigner of all"];

/** Every route under /admin and who gets an answer from it. A new route is a new line here. */
const ALLOWED: Readonly<Record<string, readonly Who[]>> = {
  "GET /admin/sign-in": EVERYBODY,
  "POST /admin/sign-in": EVERYBODY,
  "GET /admin/sign-in/:token": EVERYBODY,
  "POST /admin/sign-in/:token": EVERYBODY,
  "POST /admin/sign-out": EVERYBODY,

  "GET /admin/second-step": STAFF,
  "POST /admin/second-step": STAFF,
  "POST /admin/second-step/options": STAFF,
  "POST /admin/second-step/recovery": STAFF,
  "GET /admin/step-up": STAFF,
  "POST /admin/step-up": STAFF,
  "POST /admin/step-up/options": STAFF,
  "POST /admin/step-up/mail": STAFF,
  "GET /admin/step-up/:token": STAFF,
  "POST /admin/step-up/:token": STAFF,

  "GET /admin": STAFF,
  "POST /admin/session": STAFF,
  "GET /admin/account": STAFF,
  "GET /admin/account/passkeys/new": STAFF,
  "POST /admin/account/passkeys": STAFF,
  "POST /admin/account/passkeys/options": STAFF,
  "POST /admin/account/passkeys/remove": STAFF,
  "POST /admin/account/recovery-codes": STAFF,
  "POST /admin/account/sessions": STAFF,

  "GET /admin/people": ADMINISTRATORS,
  "POST /admin/people": ADMINISTRATORS,
  "GET /admin/people/:id": ADMINISTRATORS,
  "POST /admin/people/:id": ADMINISTRATORS,

  "GET /admin/switches": ADMINISTRATORS,
  "POST /admin/switches": ADMINISTRATORS,

  "GET /admin/account/digest": STAFF,
  "POST /admin/account/digest": STAFF,

  "GET /admin/new-letter": CREATORS,
  "POST /admin/new-letter": CREATORS,
  "POST /admin/new-letter/preview": CREATORS,

  "GET /admin/letters/:slug": HERE,
  "POST /admin/letters/:slug/state": CAMPAIGN,
  "GET /admin/letters/:slug/edit": CAMPAIGN,
  "POST /admin/letters/:slug/edit": CAMPAIGN,
  "POST /admin/letters/:slug/edit/preview": CAMPAIGN,
  "GET /admin/letters/:slug/draft": CAMPAIGN,
  "GET /admin/letters/:slug/versions/:id": CAMPAIGN,
  "GET /admin/letters/:slug/settings": CAMPAIGN,
  "POST /admin/letters/:slug/settings": CAMPAIGN,
  "GET /admin/letters/:slug/import": CAMPAIGN,
  "POST /admin/letters/:slug/import": CAMPAIGN,
  "GET /admin/letters/:slug/import/example.csv": CAMPAIGN,
  "GET /admin/letters/:slug/reasons": CAMPAIGN,
  "POST /admin/letters/:slug/reasons": CAMPAIGN,
  "GET /admin/letters/:slug/history": HERE,
  "POST /admin/letters/:slug/history": CAMPAIGN,
  "GET /admin/letters/:slug/invalidations": CAMPAIGN,
  "POST /admin/letters/:slug/invalidations": CAMPAIGN,
  "GET /admin/letters/:slug/invalidations/:id": CAMPAIGN,
  "GET /admin/letters/:slug/invalidations/:id/progress": CAMPAIGN,
  "POST /admin/letters/:slug/invalidations/:id": CAMPAIGN,
  "POST /admin/letters/:slug/invalidations/:id/cancel": CAMPAIGN,
  "GET /admin/letters/:slug/queue": HERE,
  "GET /admin/letters/:slug/queue.json": HERE,
  "POST /admin/letters/:slug/queue/search": HERE,
  "POST /admin/letters/:slug/presence": HERE,
  "POST /admin/letters/:slug/entries/:id/second-confirmation": HERE,
  "POST /admin/letters/:slug/decisions": HERE,
  "GET /admin/letters/:slug/entries/:id": HERE,
  "GET /admin/letters/:slug/exports": CAMPAIGN,
  "POST /admin/letters/:slug/exports": CAMPAIGN,
  "GET /admin/letters/:slug/people": CAMPAIGN,
  "POST /admin/letters/:slug/people": CAMPAIGN,
};

function isWho(text: string): text is Who {
  return text in PEOPLE;
}

function routesOfStaff(): string[] {
  const routes = world.app.routes.filter(
    ({ method, path }) => path.startsWith("/admin") && method !== "ALL",
  );
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
}

/** The answer to a route, or what it was refused with. */
async function answerTo(route: string, who: Who, entry: string): Promise<"in" | "out"> {
  const [method = "", pattern = ""] = route.split(" ");
  // Signing out would end the session that the next route needs, so each route has its own.
  const browser = await browserOf(who);
  const id = pattern.startsWith("/admin/people") ? browser.accountId : entry;
  const path = pattern.replace(":slug", "rivers").replace(":id", id).replace(":token", "nonsense");
  const body = method === "POST" ? { body: new URLSearchParams({ format: "csv" }) } : {};
  const response = await browser.send(path, { method, ...body });
  expect(response.status, `${route} for ${who}`).toBeLessThan(500);
  if (pattern.startsWith("/admin/sign-")) return "in";
  const isSentToSignIn = response.headers.get("location") === "/admin/sign-in";
  const text = await response.text();
  const isForbidden = response.status === 403 && text.includes("This is not yours");
  return response.status === 401 || isSentToSignIn || isForbidden ? "out" : "in";
}

async function browserOf(who: Who): Promise<{ accountId: string } & ReturnType<typeof browserIn>> {
  if (who === "stranger") return { ...browserIn(world), accountId: "nobody" };
  const [role, where] = PEOPLE[who] ?? ["moderator", "here"];
  const other = { ...world.letter, id: elsewhere };
  const letter = { all: null, here: world.letter, elsewhere: other }[where];
  const browser = await signInAs(world, role, letter);
  if (who === "nobody's") {
    await world.db.role.deleteMany({ where: { accountId: browser.accountId } });
  }
  return browser;
}

let elsewhere = "";

describe("every route under /admin", () => {
  it("stands in the table of the app and in the one of this test, and in no other way", () => {
    expect(routesOfStaff()).toEqual(Object.keys(ALLOWED).sort());
    expect(routesOfStaff()).toEqual(Object.keys(ACCESS).sort());
  });

  it.each(EVERYBODY)("answers %s where the table says so, and refuses elsewhere", async (who) => {
    elsewhere = (await buildLetter(world.deps, { slug: "other" })).id;
    const entry = await buildEntry(world.deps, world.letter, { state: "pending" });
    const answers: Record<string, string> = {};
    for (const route of routesOfStaff()) answers[route] = await answerTo(route, who, entry);
    const expected = Object.fromEntries(
      Object.entries(ALLOWED).map(([route, allowed]) => [
        route,
        allowed.includes(who) ? "in" : "out",
      ]),
    );
    expect(answers).toEqual(expected);
  });
});
