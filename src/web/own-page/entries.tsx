import type { Context, Hono } from "hono";
import { z } from "zod";
import {
  EntriesPage,
  type ListedEntry,
  WithdrawEntriesPage,
} from "../../../views/own-page/entries.tsx";
import { NoticePage } from "../../../views/page/notice.tsx";
import type { Deps } from "../../deps.ts";
import { ENTRIES_SHOWN_MAX } from "../../limits.ts";
import { paths, withQuery } from "../../shared/pages/paths.ts";
import {
  type AddressEntry,
  type EntriesView,
  viewEntries,
  withdrawEntries,
} from "../../signatures/own-page/entries.ts";
import { readForm } from "../form.ts";
import { frameFor, privatePage, type WebEnv } from "../page.ts";

const countSchema = z.coerce.number().int().min(0).max(ENTRIES_SHOWN_MAX).nullable().catch(null);

/** All entries of an address, by a mailed link. Opening it changes nothing; its buttons do. */
export function entriesRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/entries/:token", async (c) => {
    const token = c.req.param("token");
    const view = await viewEntries(deps, token);
    if (view.outcome !== "found") return await noPage(c, deps, view);
    const withdrawn = countSchema.parse(c.req.query("withdrawn") ?? null);
    return await privatePage(c, listPage(deps, token, view, withdrawn));
  });

  app.post("/entries/:token", async (c) => {
    const token = c.req.param("token");
    const view = await viewEntries(deps, token);
    if (view.outcome !== "found") return await noPage(c, deps, view);
    const sent = await readForm(c);
    const named = new Set(sent.all("entry"));
    const chosen = view.entries.filter(
      ({ id, canWithdraw }) => canWithdraw && (named.has("all") || named.has(id)),
    );
    if (chosen.length === 0) return await privatePage(c, listPage(deps, token, view, null), 422);
    // Only what the question showed is withdrawn.
    if (sent.fields["confirm"] !== "on" || named.has("all")) {
      const entries = chosen.map(toListed);
      const page = <WithdrawEntriesPage frame={frameFor(deps)} token={token} entries={entries} />;
      return await privatePage(c, page);
    }
    const withdrawn = `${await withdrawEntries(deps, chosen)}`;
    return c.redirect(withQuery(paths.entries(token), { withdrawn }), 303);
  });
}

type Found = Extract<EntriesView, { outcome: "found" }>;

function listPage(deps: Deps, token: string, view: Found, withdrawn: number | null) {
  return (
    <EntriesPage
      frame={frameFor(deps)}
      token={token}
      entries={view.entries.map(toListed)}
      until={view.expiresAt}
      withdrawn={withdrawn}
    />
  );
}

function toListed(entry: AddressEntry): ListedEntry {
  const { id, name, letter, ownPageToken, verificationToken, canWithdraw } = entry;
  const own = ownPageToken && paths.ownPage(ownPageToken);
  const href = own ?? (verificationToken && paths.verification(verificationToken));
  return { id, name, letter, status: statusOf(entry), href, canWithdraw };
}

function statusOf({ state, isHidden }: AddressEntry): ListedEntry["status"] {
  switch (state) {
    case "pending":
    case "rejected":
      return state;
    case "published":
      return isHidden ? "hidden" : state;
    default:
      return "unverified";
  }
}

async function noPage(
  c: Context<WebEnv>,
  deps: Deps,
  { outcome }: Exclude<EntriesView, Found>,
): Promise<Response> {
  const frame = frameFor(deps);
  const { words } = frame;
  const page = (
    <NoticePage
      frame={frame}
      title={words(outcome === "expired" ? "entries.expired-title" : "ownPage.unknown-title")}
      text={words(outcome === "expired" ? "entries.expired" : "ownPage.unknown")}
      link={{ href: paths.lostLinks, label: words("ownPage.ask-new-link") }}
    />
  );
  return await privatePage(c, page, outcome === "expired" ? 410 : 404);
}
