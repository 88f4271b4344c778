import type { Hono } from "hono";
import { z } from "zod";
import { Besides } from "../../../views/queue/rows/beside.tsx";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import { editableReasons, labelsOf } from "../../letters/reasons.ts";
import { decisionsFor } from "../../signatures/queue/decisions.ts";
import { queueEntries } from "../../signatures/queue/read.ts";
import { letterOf } from "../desk/letter.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { queueQuerySchema } from "./query.ts";
import { rowOf } from "./row.ts";

/** Entries that are asked about at once: as many as are seen at a glance. */
const BESIDE_MAX = 10;

const idsSchema = z.array(z.uuid()).max(BESIDE_MAX).catch([]);

/** What the rows of the queue leave out, for those that are read now and next. */
export function besideRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/queue/beside", async (c) => {
    const letter = letterOf(c);
    const query = queueQuerySchema.parse(c.req.query());
    const ids = idsSchema.parse(c.req.queries("id") ?? []);
    const [names, reasons, entries] = await Promise.all([
      staffNames(deps),
      editableReasons(deps, letter.id),
      queueEntries(deps, letter.id, { ids, state: query.state }),
    ]);
    const frame = frameFor(deps);
    const labels = labelsOf(reasons);
    const at = { letter, query, now: deps.clock.now() };
    const page = (
      <Besides
        frame={frame}
        letter={letter}
        canTakeOut={decisionsFor(c.get("account"), letter.id, query.state).includes("erase")}
        entries={entries.map((entry) => rowOf(frame.words, entry, names, labels, at))}
        now={at.now}
      />
    );
    return await privatePage(c, page);
  });
}
