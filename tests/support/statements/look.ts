import { IMAGE_NAME, imageName } from "../../../src/shared/pages/image-name.ts";
import { seenIn } from "../uploads.ts";
import type { Request } from "./request.ts";

const LOOK = "/admin/letters/rivers/look";

/** What everybody asks of how a site looks. */
export const PUBLIC_LOOK: Readonly<Record<string, Request>> = {
  "GET /about": async ({ world }) => {
    const saved = { about: "Who we are.", revision: 1, updatedAt: world.clock.now() };
    await world.db.site.create({ data: { id: "site", ...saved } });
    world.deps.site.doubt();
    return { path: "/about" };
  },
  [`GET /images/:name{${IMAGE_NAME}}`]: async ({ world }) => {
    const name = imageName("a".repeat(40), { width: 1, height: 1, type: "png" });
    await world.db.image.create({ data: { name, bytes: "AA==", createdAt: world.clock.now() } });
    return { path: `/images/${name}` };
  },
  "GET /colours/:file{(?:page|preview)-[0-9a-f]{6}-[0-9a-f]{6}\\.css}": () => ({
    path: "/colours/page-17604a-7fc9ae.css",
  }),
};

/** How staff change that. */
export const STAFF_LOOK: Readonly<Record<string, Request>> = {
  "GET /admin/site": () => ({ path: "/admin/site" }),
  "POST /admin/site": async (_, browser) => ({
    path: "/admin/site",
    fields: { name: "River Watch", seen: await seenIn(browser, "/admin/site") },
  }),
  "GET /admin/letters/:slug/look": () => ({ path: LOOK }),
  "POST /admin/letters/:slug/look": async (_, browser) => ({
    path: LOOK,
    fields: { colour: "#1d4f91", seen: await seenIn(browser, LOOK) },
  }),
};
