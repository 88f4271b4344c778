import type { Context, Hono } from "hono";
import type { Words } from "../../../views/page/words.ts";
import type { QueueFlash } from "../../../views/queue/flash.tsx";
import { QueuePage } from "../../../views/queue/page.tsx";
import { staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { choosableReasons, editableReasons, labelsOf } from "../../letters/reasons.ts";
import type { State } from "../../signatures/lifecycle.ts";
import { countsOf, decidedToday } from "../../signatures/queue/counts.ts";
import { type Decision, decisionsFor } from "../../signatures/queue/decisions.ts";
import { languagesOf } from "../../signatures/queue/filter.ts";
import { findByAddress } from "../../signatures/queue/find.ts";
import type { QueueState } from "../../signatures/queue/order.ts";
import { QUEUE_PAGE_SIZE, type QueueQuery, queuePage } from "../../signatures/queue/read.ts";
import { deskProps, letterOf } from "../desk/letter.ts";
import { frameFor, privatePage, type StaffEnv } from "../page.ts";
import { choicesFor, filterValues } from "./choices.ts";
import {
  closerOf,
  type FlashQuery,
  flashFrom,
  flashQuerySchema,
  noFlash,
  undoableBy,
} from "./flash.ts";
import { othersAt } from "./presence.ts";
import { queueQuerySchema } from "./query.ts";
import { itemOf, rowOf } from "./row.ts";

/** What was typed into a form that was refused, to be shown again. */
export type TypedDecision = { ids: readonly string[]; reason: string; note: string };

const NOTHING_TYPED: TypedDecision = { ids: [], reason: "", note: "" };

/** The queue of a letter, for people and for programs. */
export function queueRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/queue", async (c) => {
    const letter = letterOf(c);
    const query = queueQuerySchema.parse(c.req.query());
    const flash = flashQuerySchema.parse(c.req.query());
    return await privatePage(c, await renderQueue(c, deps, { letter, query, flash }));
  });

  app.get("/admin/letters/:slug/queue.json", async (c) => {
    const letter = letterOf(c);
    const query = queueQuerySchema.parse(c.req.query());
    const { entries, next } = await queuePage(deps, letter.id, query);
    const { counts, aside } = await countsOf(deps, letter.id);
    const isAside = query.state === "pending" && query.aside === "on";
    const total = isAside ? aside : counts[query.state];
    return c.json({ [query.state]: entries.map(itemOf), total, next });
  });
}

/** The queue as a page, with what the last decision did or why it was refused. */
export async function renderQueue(
  c: Context<StaffEnv>,
  deps: Deps,
  view: {
    letter: Letter;
    query: QueueQuery;
    flash?: FlashQuery;
    problem?: string;
    kept?: TypedDecision;
    /** A search that could not be read, as it was typed. */
    typed?: string;
  },
) {
  const { letter, query } = view;
  const account = c.get("account");
  const frame = frameFor(deps);
  const now = deps.clock.now();
  const { words } = frame;
  const names = await staffNames(deps);
  const [page, { counts, aside, oldest }, today, others, languages, reasons, flash] =
    await Promise.all([
      queuePage(deps, letter.id, query),
      countsOf(deps, letter.id),
      decidedToday(deps, letter.id, { own: account.id, staff: [...names.keys()] }),
      othersAt(c, deps, letter.id, names),
      languagesOf(deps, letter.id),
      editableReasons(deps, letter.id),
      flashOf(c, deps, letter, view.flash),
    ]);
  const labels = labelsOf(reasons);
  const all = decisionsFor(account, letter.id, query.state);
  const ofAddress =
    query.address === null ? [] : await findByAddress(deps, letter.id, query.address);
  const elsewhere = ofAddress.filter(({ state }) => state !== query.state);
  return (
    <QueuePage
      {...deskProps(c, deps, "queue")}
      tab={query.state}
      counts={counts}
      aside={aside}
      oldest={oldest}
      today={today}
      others={others}
      filter={filterValues(query)}
      choices={choicesFor(words, languages)}
      typed={view.typed ?? ""}
      reasons={choosableReasons(reasons, words)}
      entries={page.entries.map((entry) =>
        rowOf(words, entry, names, labels, { letter, query, now }),
      )}
      decisions={all.filter((one) => isOfQueue(one, query.state))}
      canTakeOut={all.includes("erase")}
      sameAddress={elsewhere.map((found) => ({ id: found.id, sentence: foundText(words, found) }))}
      next={page.next}
      pageSize={QUEUE_PAGE_SIZE}
      isFirstPage={query.after === null}
      flash={{ ...flash, problem: view.problem ?? null }}
      kept={view.kept ?? NOTHING_TYPED}
      now={now}
    />
  );
}

/** What is decided in the rows of a tab; the rest is done on the page of an entry. */
function isOfQueue(decision: Decision, state: QueueState): boolean {
  return decision !== "erase" && (decision !== "takedown" || state === "published");
}

function foundText(words: Words, { name, state }: { name: string; state: State }): string {
  return words("queue.same-address-one", { name, state: words(`queue.state-${state}`) });
}

/** What the last decision did, with the entries of it that can still be undone. */
async function flashOf(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  query: FlashQuery | undefined,
): Promise<QueueFlash> {
  if (query === undefined) return noFlash;
  const undoable = await undoableBy(c, deps, letter, query);
  const { words } = frameFor(deps);
  return flashFrom(words, query, undoable, await closerOf(deps, words, letter.id, query));
}
