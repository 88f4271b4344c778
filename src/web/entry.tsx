import type { Hono } from "hono";
import { z } from "zod";
import { type HistoryRow, type StaffEntry, StaffEntryPage } from "../../views/staff-entry.tsx";
import type { Words } from "../../views/words.ts";
import { staffNames } from "../accounts/names.ts";
import type { Deps } from "../deps.ts";
import { unreachable } from "../shared/unreachable.ts";
import { EVENT_CODES, entryHistory, type HistoryLine } from "../signatures/history.ts";
import type { QueueEntry } from "../signatures/queue.ts";
import { QUEUE_STATES } from "../signatures/queue-order.ts";
import { frameFor, privatePage, type WebEnv } from "./page.ts";
import { reasonText } from "./queue-row.ts";
import { letterFor, letterNav } from "./staff-letter.ts";
import { requireStaff } from "./staff-session.tsx";

/** One entry of a letter with its history, for those who moderate the letter. */
export function entryRoutes(app: Hono<WebEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/entries/:id", requireStaff(deps), async (c) => {
    const letter = await letterFor(c, deps, "moderate");
    const id = z.uuid().safeParse(c.req.param("id"));
    const history = id.success ? await entryHistory(deps, letter.id, id.data) : null;
    if (history === null) return c.notFound();
    const frame = frameFor(deps);
    const names = await staffNames(deps);
    return await privatePage(
      c,
      <StaffEntryPage
        frame={frame}
        accountName={c.get("account").displayName}
        nav={letterNav(c, letter, null)}
        letter={letter}
        tab={QUEUE_STATES.find((state) => state === history.entry.state) ?? null}
        entry={entryOf(frame.words, history.entry)}
        agreedTo={history.agreedTo}
        history={history.lines.map((line) => lineOf(frame.words, line, names))}
      />,
    );
  });
}

function entryOf(words: Words, entry: QueueEntry): StaffEntry {
  const { contactName: name, contactRole } = entry;
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return {
    ...entry,
    facts: [
      ...fact(words("history.state"), words(`queue.state-${entry.state}`)),
      ...fact(words("history.kind"), words(`queue.${entry.kind}`)),
      ...fact(
        words("history.country"),
        entry.country === "ZZ" ? null : words.country(entry.country),
      ),
      ...fact(words("queue.field-website"), entry.website),
      ...fact(
        words("queue.field-contactName"),
        name && words("verification.contact", { name, role: contactRole ?? "" }),
      ),
      ...fact(words("history.email"), entry.email),
    ],
  };
}

function lineOf(words: Words, line: HistoryLine, names: ReadonlyMap<string, string>): HistoryRow {
  const { at } = line;
  switch (line.what) {
    case "event":
      return {
        at,
        what: line.isUndo ? words("queue.event-undone") : eventText(words, line.code),
        by: whoOf(words, line.by, names),
        more: reasonText(words, line.reason),
      };
    case "mail":
      return {
        at,
        what: words(`history.mail-is-${line.state}`, { what: words(`history.mail-${line.kind}`) }),
        by: null,
        more: null,
      };
    case "note":
      return {
        at,
        what: words("queue.note"),
        by: whoOf(words, line.by, names),
        more: line.text,
      };
    default:
      return unreachable(line);
  }
}

/** An event in words; a code that a later version wrote stands for itself. */
function eventText(words: Words, code: string): string {
  const event = EVENT_CODES.find((known) => known === code);
  return event === undefined ? code : words(`history.event-${event}`);
}

function whoOf(words: Words, by: string, names: ReadonlyMap<string, string>): string {
  if (by === "signatory") return words("history.by-signatory");
  if (by === "import") return words("history.by-import");
  return names.get(by) ?? words("queue.somebody-gone");
}
