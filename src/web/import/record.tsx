import type { Context, Hono } from "hono";
import { z } from "zod";
import { ImportRecordPage } from "../../../views/import/record.tsx";
import type { ImportLine } from "../../../views/import/records.tsx";
import type { Words } from "../../../views/page/words.ts";
import { tellOthers } from "../../accounts/mass/notices.ts";
import { recordStaffEvent } from "../../accounts/staff-events.ts";
import type { Deps } from "../../deps.ts";
import { MASS_ACT_TOLD_FROM } from "../../limits.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import { unreachable } from "../../shared/unreachable.ts";
import {
  type ImportView,
  listImports,
  stopImport,
  undoImport,
  viewImport,
} from "../../signatures/import/records.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { requireStepUp } from "../staff/step-up.tsx";

const PATH = "/admin/letters/:slug/imports/:id";
/** How often the page of an import that runs asks anew, in seconds. */
const REFRESH_SECONDS = 3;

const idSchema = z.uuid();
const removedSchema = z.coerce.number().int().min(0).max(1_000_000);

/** One import: how far it came, stopping it, and undoing it. */
export function importRecordRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get(PATH, async (c) => {
    const { words } = frameFor(deps);
    const removed = removedSchema.safeParse(c.req.query("removed"));
    const hasStopped = c.req.query("stopped") !== undefined;
    return await answer(c, deps, {
      done: removed.success
        ? words("importRecords.flash-undone", { removed: removed.data })
        : hasStopped
          ? words("importRecords.flash-stopped")
          : null,
    });
  });

  app.post(PATH, requireStepUp(deps), async (c) => {
    const letter = letterOf(c);
    const id = idSchema.safeParse(c.req.param("id"));
    if (!id.success) return c.notFound();
    const undone = await undoImport(deps, letter.id, id.data);
    switch (undone.outcome) {
      case "undone": {
        const { removed } = undone;
        const by = c.get("account").id;
        const about = { letterId: letter.id, by };
        await recordStaffEvent(deps, { ...about, what: "import-undone", detail: { removed } });
        if (removed >= MASS_ACT_TOLD_FROM) {
          await tellOthers(deps, { ...about, act: "import-undone", count: removed });
        }
        const here = paths.importRecord(letter.slug, id.data);
        return c.redirect(withQuery(here, { removed: String(removed) }), 303);
      }
      case "late": {
        const problem = frameFor(deps).words("importRecords.undo-over");
        return await answer(c, deps, { problem });
      }
      case "unknown":
        return c.notFound();
      default:
        return unreachable(undone);
    }
  });

  // Stopping needs no more than one press, so it has an address of its own.
  app.post(`${PATH}/stop`, async (c) => {
    const letter = letterOf(c);
    const id = idSchema.safeParse(c.req.param("id"));
    if (!id.success) return c.notFound();
    const here = paths.importRecord(letter.slug, id.data);
    if (!(await stopImport(deps, letter.id, id.data))) return c.redirect(here, 303);
    const by = c.get("account").id;
    await recordStaffEvent(deps, { letterId: letter.id, by, what: "import-stopped" });
    return c.redirect(withQuery(here, { stopped: "1" }), 303);
  });
}

/** The latest imports of a letter, for the page where the next begins. */
export async function importLines(deps: Deps, letterId: string): Promise<ImportLine[]> {
  const { words } = frameFor(deps);
  return (await listImports(deps, letterId)).map((one) => lineOf(words, one));
}

function lineOf(words: Words, { by, ...one }: ImportView): ImportLine {
  return { ...one, by: by ?? words("queue.somebody-gone") };
}

/** The page of the import named in the address; with a problem, the status is 409. */
async function answer(
  c: Context<StaffEnv>,
  deps: Deps,
  { done = null, problem = null }: { done?: string | null; problem?: string | null },
): Promise<Response> {
  const { words } = frameFor(deps);
  const id = idSchema.safeParse(c.req.param("id"));
  const view = id.success ? await viewImport(deps, letterOf(c).id, id.data) : null;
  if (view === null) return c.notFound();
  if (view.state === "running") c.header("Refresh", String(REFRESH_SECONDS));
  const page = (
    <ImportRecordPage
      {...deskProps(c, deps, null)}
      {...view}
      line={lineOf(words, view)}
      done={done}
      problem={problem}
    />
  );
  return await privatePage(c, page, problem === null ? 200 : 409);
}
