import type { Words } from "../../../views/page/words.ts";
import type { HistoryRow } from "../../../views/queue/entry.tsx";
import { unreachable } from "../../shared/unreachable.ts";
import type { HistoryLine } from "../../signatures/history/entry.ts";
import type { Move } from "../../signatures/lifecycle.ts";
import { EVENT_CODES } from "../../signatures/side-effects.ts";
import { reasonText } from "../queue/row.ts";

/** A line of an entry's history in words. */
export function lineOf(
  words: Words,
  line: HistoryLine,
  names: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): HistoryRow {
  const { at } = line;
  switch (line.what) {
    case "event":
      return {
        at,
        what: eventText(words, line),
        by: whoOf(words, line.by, names),
        more: moreOf(words, line, labels),
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

/** Why it happened, or until when. */
function moreOf(
  words: Words,
  { move, reason }: { move: string | null; reason: string | null },
  labels: ReadonlyMap<string, string>,
): string | null {
  if (move !== "set-aside" || reason === null) return reasonText(words, reason, labels);
  return words("queue.aside-until", { day: words.day(new Date(reason)) });
}

/** Moves of which the history says more than the state that they lead to. */
const TOLD_MOVES = [
  "undo",
  "unpublish",
  "republish",
  "withhold",
  "put-back",
  "erase",
] as const satisfies Move[];

/** An event in words; a code that a later version wrote is shown as it is. */
export function eventText(
  words: Words,
  { code, move }: { code: string; move: string | null },
): string {
  const isPublished = code === "published";
  if (move === "import") return words(`history.imported-${isPublished ? "published" : "pending"}`);
  const told = TOLD_MOVES.find((known) => known === move);
  if (told !== undefined) return words(`history.move-${told}`);
  const event = EVENT_CODES.find((known) => known === code);
  return event === undefined ? code : words(`history.event-${event}`);
}

const OTHERS = ["signatory", "import", "job", "organisation", "new-address"] as const;

/** Who did something: by display name, or in words if it was no member of staff. */
export function whoOf(words: Words, by: string, names: ReadonlyMap<string, string>): string {
  const other = OTHERS.find((known) => known === by);
  if (other !== undefined) return words(`history.by-${other}`);
  return names.get(by) ?? words("queue.somebody-gone");
}
