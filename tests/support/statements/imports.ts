import { buildLetter } from "../../../prisma/builders.ts";
import { paths } from "../../../src/shared/pages/paths.ts";
import type { Site } from "./site.ts";

const IMPORTED = "imported";

/** An import with the entries that it added, to a letter where no other request looks. */
const anImport = async ({ world, accountId: by, size }: Site, state = "done") => {
  const { db, deps, clock } = world;
  const letter = await buildLetter(deps, { slug: IMPORTED });
  const [id, at] = [crypto.randomUUID(), clock.now()];
  const begun = { letterId: letter.id, by, rowsHash: id, startedAt: at, wentOnAt: at };
  const data = { id, state, expected: size.each, counted: size.each, ...begun };
  await db.importRecord.create({ data });
  const like = await db.signature.findFirstOrThrow({ where: { kind: "individual" } });
  const rows = Array.from({ length: size.each }, () => {
    const own = { id: crypto.randomUUID(), addressKey: null, importKey: crypto.randomUUID() };
    const ofImport = { importId: id, state: "published", move: "import", moveNo: 0 };
    return { ...like, ...own, ...ofImport, letterId: letter.id };
  });
  await db.$insertSignatures(rows);
  return id;
};

const pathOf = async (site: Site, state?: string) =>
  paths.importRecord(IMPORTED, await anImport(site, state));

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
