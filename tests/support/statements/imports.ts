import { paths } from "../../../src/shared/pages/paths.ts";
import type { Site } from "./site.ts";

/** An import with the entries that it added. */
const anImport = async ({ world, accountId: by, size }: Site, state = "done") => {
  const { db, letter, clock } = world;
  const [id, at] = [crypto.randomUUID(), clock.now()];
  const begun = { letterId: letter.id, by, rowsHash: id, startedAt: at, wentOnAt: at };
  const data = { id, state, expected: size.each, counted: size.each, ...begun };
  await db.importRecord.create({ data });
  const like = await db.signature.findFirstOrThrow({ where: { kind: "individual" } });
  const rows = Array.from({ length: size.each }, () => {
    const own = { id: crypto.randomUUID(), addressKey: null, importKey: crypto.randomUUID() };
    return { ...like, ...own, importId: id, state: "published", move: "import", moveNo: 0 };
  });
  await db.$insertSignatures(rows);
  return id;
};

const pathOf = async (site: Site, state?: string) =>
  paths.importRecord(site.world.letter.slug, await anImport(site, state));

/** The requests about imports, besides one. */
export const IMPORT_REQUESTS = {
  "GET /admin/letters/:slug/import": ({ world: { letter } }: Site) => ({
    path: paths.letterImport(letter.slug),
  }),
  "GET /admin/letters/:slug/import/example.csv": ({ world: { letter } }: Site) => ({
    path: paths.importExample(letter.slug),
  }),
  "GET /admin/letters/:slug/imports/:id": async (site: Site) => ({ path: await pathOf(site) }),
  "POST /admin/letters/:slug/imports/:id": async (site: Site) => ({
    path: await pathOf(site),
    fields: {},
  }),
  "POST /admin/letters/:slug/imports/:id/stop": async (site: Site) => ({
    path: `${await pathOf(site, "running")}/stop`,
    fields: {},
  }),
};
