import { expect, inject, it } from "vitest";
import { MOST } from "../../support/statements/most.ts";
import {
  HALF_REQUESTS,
  PUBLIC_REQUESTS,
  REFUSED,
  STAFF_REQUESTS,
} from "../../support/statements/requests.ts";
import { LARGE, openSite, type Site, type Size, SMALL } from "../../support/statements/site.ts";

/** Those who work on many entries, so many for each statement, and on none more than so many. */
const IN_SLICES = [
  // A hundred and twenty rows at a time, and a thousand on D1.
  "POST /admin/letters/:slug/exports",
  // Fifty entries at once, of which D1 is told a few at a time.
  "POST /admin/letters/:slug/decisions (reject)",
  "GET /admin/letters/:slug/queue (a search)",
  // Much that is taken out needs a second person, whom the page tells so.
  "GET /admin/letters/:slug/invalidations/:id",
  "POST /admin/letters/:slug/invalidations/:id",
];

type Counts = { status: Record<string, number>; statements: Record<string, number> };

async function countAll(size: Size): Promise<Counts & { routes: Set<string> }> {
  const site = await openSite(size);
  const counts: Counts = { status: {}, statements: {} };
  const kinds = [
    [PUBLIC_REQUESTS, () => site.stranger()],
    [HALF_REQUESTS, () => site.signedIn({ hasStepped: false })],
    [STAFF_REQUESTS, () => site.signedIn({ hasStepped: true })],
  ] as const;
  for (const [requests, open] of kinds)
    for (const [name, request] of Object.entries(requests)) {
      const browser = await open();
      const { path, fields } = await request(site, browser);
      const { status, statements } = await site.statementsOf(() =>
        fields === undefined ? browser.get(path) : browser.post(path, fields),
      );
      counts.status[name] = status;
      counts.statements[name] = statements.length;
    }
  const routes = routesOf(site);
  await site.world.close();
  return { ...counts, routes };
}

function routesOf({ world }: Site): Set<string> {
  const routes = world.app.routes.filter(({ method }) => method !== "ALL");
  return new Set(routes.map(({ method, path }) => `${method} ${path}`));
}

it("asks the database no more often for any request than its number, however much there is", async () => {
  const few = await countAll(SMALL);
  // On D1, where each statement takes long, what grows is what grows on SQLite.
  const many = inject("engine") === "d1" ? few : await countAll(LARGE);
  const names = Object.keys(few.statements);
  expect(names.toSorted()).toEqual(Object.keys(MOST).toSorted());
  expect(new Set(names.map((name) => name.replace(/ \([^:]*\)$/, "")))).toEqual(few.routes);
  const isRefused = ({ status }: Counts) => names.filter((name) => (status[name] ?? 500) >= 400);
  expect(isRefused(few)).toEqual(REFUSED);
  // Every request of staff asks at least for its session, so that one which asks nothing is deaf.
  const unheard = ({ statements }: Counts) =>
    Object.keys(STAFF_REQUESTS).filter((name) => statements[name] === 0);
  expect([...unheard(few), ...unheard(many)]).toEqual([]);
  const isOver = ({ statements }: Counts) =>
    names.flatMap((name) => {
      const count = statements[name] ?? 0;
      return count > (MOST[name] ?? 0) ? [`${count} for ${name}`] : [];
    });
  expect([...isOver(few), ...isOver(many)]).toEqual([]);
  const grown = names.filter(
    (name) =>
      (many.statements[name] ?? 0) > (few.statements[name] ?? 0) && !IN_SLICES.includes(name),
  );
  expect(grown).toEqual([]);
}, 240_000);
