import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildEntry, buildLetter } from "../../prisma/builders.ts";
import { ACCESS, type Access } from "../../src/accounts/access.ts";
import { may, type Permission, ROLES, type RoleName } from "../../src/accounts/account.ts";
import { createApp } from "../../src/app.ts";
import { browserIn, openWorld, signInAs, type World } from "../support/world.ts";

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** What each role may do. Written by hand, not read from the product. */
const RIGHTS: Record<RoleName, readonly Permission[]> = {
  moderator: ["moderate", "takedown"],
  campaigner: [
    "moderate",
    "takedown",
    "overturn",
    "export",
    "export-contacts",
    "invalidate",
    "release",
    "edit",
    "create",
    "import",
    "appoint",
  ],
  administrator: [
    "moderate",
    "takedown",
    "overturn",
    "export",
    "export-contacts",
    "invalidate",
    "release",
    "edit",
    "create",
    "import",
    "appoint",
    "administer",
  ],
};

/** Every route under /admin and what it asks for. Also by hand: a new route is a new line here. */
const ASKED: Readonly<Record<string, Access>> = {
  "GET /admin/sign-in": "anyone",
  "POST /admin/sign-in": "anyone",
  "GET /admin/sign-in/:token": "anyone",
  "POST /admin/sign-in/:token": "anyone",
  "POST /admin/sign-out": "anyone",

  "GET /admin/second-step": "signed-in",
  "POST /admin/second-step": "signed-in",
  "POST /admin/second-step/options": "signed-in",
  "POST /admin/second-step/code": "signed-in",
  "POST /admin/second-step/recovery": "signed-in",
  "GET /admin/step-up": "registering",
  "POST /admin/step-up": "registering",
  "POST /admin/step-up/options": "registering",
  "POST /admin/step-up/code": "registering",
  "POST /admin/step-up/mail": "registering",
  "GET /admin/step-up/:token": "registering",
  "POST /admin/step-up/:token": "registering",

  "GET /admin": "staff",
  "POST /admin/session": "signed-in",
  "GET /admin/account": "staff",
  "GET /admin/account/passkeys/new": "registering",
  "POST /admin/account/passkeys": "registering",
  "POST /admin/account/passkeys/options": "registering",
  "POST /admin/account/passkeys/remove": "staff",
  "GET /admin/account/authenticator": "registering",
  "POST /admin/account/authenticator": "registering",
  "POST /admin/account/authenticator/remove": "staff",
  "POST /admin/account/recovery-codes": "staff",
  "POST /admin/account/sessions": "staff",

  "GET /admin/people": "administer",
  "POST /admin/people": "administer",
  "GET /admin/people/:id": "administer",
  "POST /admin/people/:id": "administer",

  "GET /admin/switches": "administer",
  "POST /admin/switches": "administer",

  "GET /admin/site": "administer",
  "POST /admin/site": "administer",

  "GET /admin/account/digest": "staff",
  "POST /admin/account/digest": "staff",

  "GET /admin/new-letter": "create",
  "POST /admin/new-letter": "create",
  "POST /admin/new-letter/preview": "create",

  "GET /admin/letters/:slug": "moderate",
  "POST /admin/letters/:slug/state": "edit",
  "GET /admin/letters/:slug/edit": "edit",
  "POST /admin/letters/:slug/edit": "edit",
  "POST /admin/letters/:slug/edit/preview": "edit",
  "POST /admin/letters/:slug/proposed-text": "edit",
  "GET /admin/letters/:slug/reaffirm": "edit",
  "POST /admin/letters/:slug/reaffirm": "edit",
  "GET /admin/letters/:slug/copy": "create",
  "POST /admin/letters/:slug/copy": "create",
  "GET /admin/letters/:slug/delete": "edit",
  "POST /admin/letters/:slug/delete": "edit",
  "GET /admin/letters/:slug/draft": "moderate",
  "POST /admin/letters/:slug/draft": "moderate",
  "GET /admin/letters/:slug/versions/:id": "edit",
  "GET /admin/letters/:slug/settings": "edit",
  "POST /admin/letters/:slug/settings": "edit",
  "GET /admin/letters/:slug/look": "edit",
  "POST /admin/letters/:slug/look": "edit",
  "GET /admin/letters/:slug/import": "import",
  "POST /admin/letters/:slug/import": "import",
  "GET /admin/letters/:slug/import/example.csv": "import",
  "GET /admin/letters/:slug/imports/:id": "import",
  "POST /admin/letters/:slug/imports/:id": "import",
  "POST /admin/letters/:slug/imports/:id/stop": "import",
  "GET /admin/letters/:slug/reasons": "edit",
  "POST /admin/letters/:slug/reasons": "edit",
  "GET /admin/letters/:slug/history": "moderate",
  "GET /admin/letters/:slug/retention": "moderate",
  "POST /admin/letters/:slug/history": "export",
  "GET /admin/letters/:slug/invalidations": "invalidate",
  "POST /admin/letters/:slug/invalidations": "invalidate",
  "GET /admin/letters/:slug/invalidations/:id": "invalidate",
  "GET /admin/letters/:slug/invalidations/:id/progress": "invalidate",
  "POST /admin/letters/:slug/invalidations/:id": "invalidate",
  "POST /admin/letters/:slug/invalidations/:id/cancel": "invalidate",
  "GET /admin/letters/:slug/releases": "moderate",
  "POST /admin/letters/:slug/releases/:id": "moderate",
  "GET /admin/letters/:slug/queue": "moderate",
  "GET /admin/letters/:slug/queue.json": "moderate",
  "GET /admin/letters/:slug/queue/beside": "moderate",
  "POST /admin/letters/:slug/queue/search": "moderate",
  "POST /admin/letters/:slug/presence": "moderate",
  "POST /admin/letters/:slug/entries/:id/second-confirmation": "moderate",
  "POST /admin/letters/:slug/entries/:id/correction": "moderate",
  "POST /admin/letters/:slug/entries/:id/question": "moderate",
  "POST /admin/letters/:slug/decisions": "moderate",
  "GET /admin/letters/:slug/entries/:id": "moderate",
  "GET /admin/letters/:slug/exports": "export",
  "POST /admin/letters/:slug/exports": "export",
  "GET /admin/letters/:slug/people": "appoint",
  "POST /admin/letters/:slug/people": "appoint",
};

/** How far somebody is let in, whatever their roles. */
const STAGES: readonly string[] = ["anyone", "signed-in", "registering", "staff"];

/** Who asks: each with a role, for this letter, for another one, or for all. */
const PEOPLE = {
  "an administrator of all": ["administrator", "all"],
  "an administrator here": ["administrator", "here"],
  "an administrator elsewhere": ["administrator", "elsewhere"],
  "a campaigner of all": ["campaigner", "all"],
  "a campaigner here": ["campaigner", "here"],
  "a campaigner elsewhere": ["campaigner", "elsewhere"],
  "a moderator of all": ["moderator", "all"],
  "a moderator here": ["moderator", "here"],
  "a moderator elsewhere": ["moderator", "elsewhere"],
  "staff without a role": null,
  "a stranger": null,
  "an administrator before the second step": ["administrator", "all"],
  "an administrator who lacks a passkey": ["administrator", "all"],
} as const satisfies Record<string, readonly [RoleName, "all" | "here" | "elsewhere"] | null>;

type Who = keyof typeof PEOPLE;

const EVERYBODY = Object.keys(PEOPLE).filter((text): text is Who => text in PEOPLE);

function stageOf(who: Who): string {
  if (who === "a stranger") return "anyone";
  if (who === "an administrator before the second step") return "signed-in";
  return who === "an administrator who lacks a passkey" ? "registering" : "staff";
}

/** Whether the two tables let somebody in. */
function isLetIn(who: Who, route: string): boolean {
  const asked = ASKED[route] ?? "nothing known";
  const stage = STAGES.indexOf(asked);
  if (stage !== -1) return STAGES.indexOf(stageOf(who)) >= stage;
  const [role, where] = PEOPLE[who] ?? [null, null];
  if (role === null || stageOf(who) !== "staff") return false;
  const isTheirs = where === "all" || (where === "here" && route.includes("/:slug"));
  return isTheirs && RIGHTS[role].some((right) => right === asked);
}

function routesOfStaff(): string[] {
  const routes = world.app.routes.filter(
    ({ method, path }) => path.startsWith("/admin") && method !== "ALL",
  );
  return [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort();
}

/** Where people with a step left are sent; these pages themselves lead back from there. */
const STEPS = ["/admin/sign-in", "/admin/second-step", "/admin/account/passkeys/new"];

/** Whether a route answers, rather than refusing or redirecting whoever asks. */
async function answerTo(route: string, who: Who, entry: string): Promise<"in" | "out"> {
  const [method = "", pattern = ""] = route.split(" ");
  // Signing out would end the session that the next route needs, so each route has its own.
  const browser = await browserOf(who);
  const id = pattern.startsWith("/admin/people") ? browser.accountId : entry;
  const path = pattern.replace(":slug", "rivers").replace(":id", id).replace(":token", "nonsense");
  const body = method === "POST" ? { body: new URLSearchParams({ format: "csv" }) } : {};
  const response = await browser.send(path, { method, ...body });
  expect(response.status, `${route} for ${who}`).toBeLessThan(500);
  const isLedAway =
    STEPS.includes(response.headers.get("location") ?? "") && pattern !== "/admin/sign-out";
  const text = await response.text();
  const isForbidden =
    response.status === 403 &&
    /You cannot see this page|^{"error":"(?:forbidden|second-step|register)"}$/.test(text);
  return response.status === 401 || isLedAway || isForbidden ? "out" : "in";
}

async function browserOf(who: Who): Promise<{ accountId: string } & ReturnType<typeof browserIn>> {
  if (who === "a stranger") return { ...browserIn(world), accountId: "nobody" };
  const [role, where] = PEOPLE[who] ?? ["moderator", "here"];
  const other = { ...world.letter, id: elsewhere };
  const letter = { all: null, here: world.letter, elsewhere: other }[where];
  const browser = await signInAs(world, role, letter);
  if (who === "staff without a role") {
    await world.db.role.deleteMany({ where: { accountId: browser.accountId } });
  }
  if (who === "an administrator before the second step") await givePasskey(browser.accountId);
  if (who === "an administrator who lacks a passkey") {
    // Nobody is asked for one before an administrator of this instance has one.
    await givePasskey((await signInAs(world, "administrator", null)).accountId);
  }
  return browser;
}

async function givePasskey(accountId: string): Promise<void> {
  const passkey = { id: accountId, accountId, publicKey: "none", label: "key" };
  await world.db.passkey.create({ data: { ...passkey, createdAt: world.clock.now() } });
}

let elsewhere = "";

describe("every route under /admin", () => {
  it("is asked of as this test says, and there is none that the two tables do not know", () => {
    expect(routesOfStaff()).toEqual(Object.keys(ASKED).sort());
    expect(ACCESS).toEqual(ASKED);
  });

  it.each(EVERYBODY)("answers %s where the table says so, and refuses elsewhere", async (who) => {
    elsewhere = (await buildLetter(world.deps, { slug: "other" })).id;
    const entry = await buildEntry(world.deps, world.letter, { state: "pending" });
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const route of routesOfStaff()) {
      answers[route] = await answerTo(route, who, entry);
      expected[route] = isLetIn(who, route) ? "in" : "out";
    }
    expect(answers).toEqual(expected);
  });

  it("is stored by no browser, and shows how to sign out but where it asks one thing alone", async () => {
    const administrator = await signInAs(world, "administrator", null);
    const id = await buildEntry(world.deps, world.letter, { state: "pending" });
    const stored: string[] = [];
    const without: string[] = [];
    let count = 0;
    for (const route of routesOfStaff()) {
      const path = route.replace(":slug", "rivers").replace("people/:id", "people").slice(4);
      if (!route.startsWith("GET") || ASKED[route] === "anyone") continue;
      const response = await administrator.get(path.replace(":id", id));
      if (response.headers.get("cache-control") !== "no-store") stored.push(route);
      const text = await response.text();
      if (response.status !== 200 || !text.startsWith("<!")) continue;
      count += 1;
      if (!text.includes('action="/admin/sign-out"')) without.push(route);
    }
    expect([count > 20, stored]).toEqual([true, []]);
    expect(without).toEqual([
      "GET /admin/account/authenticator",
      "GET /admin/account/passkeys/new",
      // Part of a page.
      "GET /admin/letters/:slug/queue/beside",
    ]);
  });

  it("is reached by nobody while the table does not know it", async () => {
    const app = createApp(world.deps);
    const reached: string[] = [];
    const reach = (c: { req: { path: string } }) => {
      reached.push(c.req.path);
      return new Response("reached");
    };
    app.get("/admin/not-listed", reach);
    app.post("/admin/letters/:slug/not-listed", reach);
    app.all("/admin/for-every-method", reach);
    const administrator = await signInAs({ ...world, app }, "administrator", null);
    for (const browser of [administrator, browserIn({ app })]) {
      expect((await browser.get("/admin/not-listed")).status).toBe(403);
      expect((await browser.post("/admin/letters/rivers/not-listed")).status).toBe(403);
      expect((await browser.get("/admin/for-every-method")).status).toBe(404);
    }
    expect(reached).toEqual([]);
  });
});

describe("a role", () => {
  it("has the rights that this test says, for its own letter and for no other", () => {
    const rights = RIGHTS.administrator;
    for (const role of ROLES) {
      const here = { id: "a", displayName: "A", roles: [{ role, letterId: "here" }] };
      const ofAll = { ...here, roles: [{ role, letterId: null }] };
      const given = (account: typeof here | typeof ofAll, letter: string) =>
        rights.filter((right) => may(account, right, letter));
      expect(given(here, "here")).toEqual(RIGHTS[role]);
      expect(given(here, "elsewhere")).toEqual([]);
      expect(given(here, "all")).toEqual([]);
      expect(given(ofAll, "here")).toEqual(RIGHTS[role]);
      expect(given(ofAll, "all")).toEqual(RIGHTS[role]);
    }
  });

  it("is the administrator's beside any other, and then asks for a passkey as well", async () => {
    await givePasskey((await signInAs(world, "administrator", null)).accountId);
    const ben = await signInAs(world, "moderator");
    expect((await ben.get("/admin")).status).toBe(200);
    const second = { id: "second", role: "administrator", letterId: null };
    await world.db.role.create({
      data: { ...second, accountId: ben.accountId, createdAt: world.clock.now() },
    });
    expect((await ben.get("/admin")).headers.get("location")).toBe("/admin/account/passkeys/new");
  });

  it("shows the letters that it is for, and offers a new one to whoever may make one", async () => {
    await buildLetter(world.deps, { slug: "other" });
    for (const [role, letter, shown, mayCreate] of [
      ["moderator", world.letter, ["rivers"], false],
      ["campaigner", world.letter, ["rivers"], false],
      ["moderator", null, ["other", "rivers"], false],
      ["campaigner", null, ["other", "rivers"], true],
    ] as const) {
      const page = await (await (await signInAs(world, role, letter)).get("/admin")).text();
      const slugs = [...page.matchAll(/href="\/admin\/letters\/([a-z]+)[/"]/g)].map(
        ([, slug]) => slug,
      );
      expect([...new Set(slugs)].sort(), role).toEqual(shown);
      expect(page.includes("/admin/new-letter"), role).toBe(mayCreate);
    }
  });

  it("that is unknown gives nothing", async () => {
    const ben = await signInAs(world, "moderator");
    await world.db.role.updateMany({ data: { role: "owner" } });
    const page = await ben.get("/admin");
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain("/admin/letters/rivers");
  });
});
