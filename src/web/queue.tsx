import type { Context, Hono } from "hono";
import { z } from "zod";
import { QueuePage } from "../../views/queue.tsx";
import type { QueueDecision } from "../../views/queue-decision.tsx";
import { may } from "../accounts/account.ts";
import { staffNames } from "../accounts/names.ts";
import type { Deps } from "../deps.ts";
import type { Letter } from "../letters/letter.ts";
import { reasonLabels, reasonsOf } from "../letters/reasons.ts";
import { DECISION_NAMES } from "../signatures/moderate.ts";
import {
  QUEUE_STATES,
  type QueueQuery,
  queueCount,
  queueCounts,
  queuePage,
} from "../signatures/queue.ts";
import { frameFor, privatePage, type WebEnv } from "./page.ts";
import { type FlashQuery, flashFrom, flashQuerySchema, noFlash } from "./queue-flash.ts";
import { rowOf } from "./queue-row.ts";
import { letterFor, letterNav } from "./staff-letter.ts";
import { requireStaff } from "./staff-session.tsx";

const querySchema = z.object({
  state: z.enum(QUEUE_STATES).catch("pending"),
  after: z.uuid().nullable().catch(null),
  q: z.string().max(200).catch(""),
});

/** What a refused decision leaves to be shown again. */
export type Kept = { ids: readonly string[]; reason: string; note: string };

const NOTHING_KEPT: Kept = { ids: [], reason: "", note: "" };

/** The queue of a letter, for people and for programs. */
export function queueRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/queue", requireStaff(deps), async (c) => {
    const letter = await letterFor(c, deps, "moderate");
    const query = querySchema.parse(c.req.query());
    const flash = flashQuerySchema.parse(c.req.query());
    return await privatePage(c, await renderQueue(c, deps, { letter, query, flash }));
  });

  app.get("/admin/letters/:slug/queue.json", requireStaff(deps), async (c) => {
    const letter = await letterFor(c, deps, "moderate");
    const query = querySchema.parse(c.req.query());
    const { entries, next } = await queuePage(deps, letter.id, query);
    const total = await queueCount(deps, letter.id, query.state);
    return c.json({ state: query.state, pending: entries, total, next });
  });
}

/** The queue as a page, with what the last decision did or why it was refused. */
export async function renderQueue(
  c: Context<WebEnv>,
  deps: Deps,
  view: {
    letter: Letter;
    query: QueueQuery;
    flash?: FlashQuery;
    problem?: string;
    kept?: Kept;
  },
) {
  const { letter, query } = view;
  const account = c.get("account");
  const frame = frameFor(deps);
  const now = deps.clock.now();
  const [page, counts, names, reasons, labels] = await Promise.all([
    queuePage(deps, letter.id, query),
    queueCounts(deps, letter.id),
    staffNames(deps),
    reasonsOf(deps, letter, frame.words),
    reasonLabels(deps, letter.id),
  ]);
  const flash = view.flash ? flashFrom(frame.words, view.flash) : noFlash;
  return (
    <QueuePage
      frame={frame}
      accountName={account.displayName}
      nav={letterNav(c, letter, "queue")}
      letter={{ ...letter, title: letter.version.title }}
      tab={query.state}
      counts={counts}
      entries={page.entries.map((entry) => rowOf(frame.words, entry, names, labels))}
      reasons={reasons}
      decisions={decisionsFor(query.state, may(account, "overturn", letter.id))}
      q={query.q}
      next={page.next}
      isFirstPage={query.after === null}
      flash={{ ...flash, problem: view.problem ?? null }}
      kept={view.kept ?? NOTHING_KEPT}
      now={now}
    />
  );
}

/** What can be decided about entries of a state, by somebody who may or may not overturn. */
function decisionsFor(state: QueueQuery["state"], canOverturn: boolean): readonly QueueDecision[] {
  const possible: Record<QueueQuery["state"], readonly QueueDecision[]> = {
    pending: ["approve", "reject"],
    held: ["release"],
    published: ["takedown"],
    rejected: canOverturn ? ["approve"] : [],
    unverified: [],
  };
  return DECISION_NAMES.filter((name) => possible[state].includes(name));
}
