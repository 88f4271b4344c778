import type { Context, Hono } from "hono";
import { z } from "zod";
import { type LetterHistoryFilter, LetterHistoryPage } from "../../../views/history/page.tsx";
import type { Words } from "../../../views/page/words.ts";
import { letterStaffNames, staffNames } from "../../accounts/names.ts";
import type { Deps } from "../../deps.ts";
import type { Letter } from "../../letters/letter.ts";
import { reasonLabels } from "../../letters/reasons.ts";
import {
  exceededByHistory,
  exportHistory,
  type HistoryQuery,
  type LetterLine,
  letterHistory,
  STAFF_EVENT_CODES,
} from "../../signatures/history/letter.ts";
import { EVENT_CODES } from "../../signatures/side-effects.ts";
import { deskProps, letterOf, mayGo } from "../desk/letter.ts";
import { readForm } from "../form.ts";
import { fileStream, frameFor, privatePage, type StaffEnv, wantsJson } from "../page.ts";
import { reasonText } from "../queue/row.ts";
import { eventText, whoOf } from "./line.ts";

const day = z.iso.date().catch("");

/** What cannot be read is left out: a malformed query is no error. */
const filterSchema = z.object({
  q: z.string().max(200).catch(""),
  what: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .catch(""),
  who: z
    .string()
    .regex(/^[0-9a-z-]{1,40}$/)
    .catch(""),
  from: day,
  to: day,
});

/** Those who act but are not staff. */
const NO_STAFF = ["signatory", "organisation", "import"] as const;

/** Who did what with a letter and its entries, and when. */
export function letterHistoryRoutes(app: Hono<StaffEnv>, deps: Deps): void {
  app.get("/admin/letters/:slug/history", async (c) => {
    const letter = letterOf(c);
    const filter = filterSchema.parse(c.req.query());
    return await privatePage(c, await renderHistory(c, deps, letter, filter));
  });

  app.post("/admin/letters/:slug/history", async (c) => {
    const letter = letterOf(c);
    const filter = filterSchema.parse((await readForm(c)).fields);
    const query = queryOf(filter);
    const max = await exceededByHistory(deps, letter.id, query);
    if (max !== null) {
      const problem = frameFor(deps).words("letterHistory.export-too-long", { max });
      if (wantsJson(c)) return c.json({ error: problem }, 422);
      return await privatePage(c, await renderHistory(c, deps, letter, filter, problem), 422);
    }
    const today = deps.clock.now().toISOString().slice(0, 10);
    const file = { name: `${letter.slug}-history-${today}.csv`, type: "text/csv" } as const;
    const pieces = exportHistory(deps, letter, c.get("account").id, query);
    return await fileStream(c, deps, pieces, file);
  });
}

function queryOf({ q, what, who, from, to }: LetterHistoryFilter): HistoryQuery {
  return {
    q,
    what: what === "" ? null : what,
    who: who === "" ? null : who,
    from: from === "" ? null : new Date(from),
    to: to === "" ? null : new Date(to),
  };
}

async function renderHistory(
  c: Context<StaffEnv>,
  deps: Deps,
  letter: Letter,
  filter: LetterHistoryFilter,
  problem: string | null = null,
) {
  const frame = frameFor(deps);
  const { words } = frame;
  const after = c.req.query("after") ?? null;
  const [history, names, staff, labels] = await Promise.all([
    letterHistory(deps, letter.id, { ...queryOf(filter), after }),
    staffNames(deps),
    letterStaffNames(deps, letter.id),
    reasonLabels(deps, letter.id),
  ]);
  return (
    <LetterHistoryPage
      {...deskProps(c, deps, "history")}
      filter={filter}
      whats={whatsOf(words)}
      whos={whosOf(words, filter, history.lines, { names, staff })}
      rows={history.lines.map((line) => ({
        ...line,
        what: line.table === "staff" ? staffEventText(words, line.code) : eventText(words, line),
        more: moreOf(words, line, names, labels),
        by: whoOf(words, line.by, names),
      }))}
      isFirstPage={after === null}
      next={history.next}
      lookedBackTo={history.lookedBackTo}
      entriesMax={history.entriesMax}
      mayExport={mayGo(c, "POST /admin/letters/:slug/history")}
      problem={problem}
    />
  );
}

function whatsOf(words: Words) {
  return [
    ...EVENT_CODES.map((code) => ({ value: code, label: words(`history.event-${code}`) })),
    { value: "staff", label: words("letterHistory.what-staff") },
    ...STAFF_EVENT_CODES.map((code) => ({
      value: code,
      label: words(`letterHistory.staff-${code}`),
    })),
  ];
}

/** Those who look after the letter, and anybody else whom the page or the query names. */
function whosOf(
  words: Words,
  { who }: LetterHistoryFilter,
  lines: readonly LetterLine[],
  { names, staff }: Record<"names" | "staff", ReadonlyMap<string, string>>,
) {
  const named = [who, ...lines.map(({ by }) => by)].filter((id) => names.has(id));
  const ids = [...new Set([...staff.keys(), ...named])];
  const people = ids.map((value) => ({ value, label: names.get(value) ?? "" }));
  people.sort((left, right) => words.compare(left.label, right.label));
  return [...NO_STAFF.map((by) => ({ value: by, label: words(`history.by-${by}`) })), ...people];
}

/** What staff did with the letter itself, in words; a code without words is shown as it is. */
function staffEventText(words: Words, code: string): string {
  const known = STAFF_EVENT_CODES.find((one) => one === code);
  return known === undefined ? code : words(`letterHistory.staff-${known}`);
}

function moreOf(
  words: Words,
  { accountId, reason }: LetterLine,
  names: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): string | null {
  if (accountId === null) return reasonText(words, reason, labels);
  const name = names.get(accountId) ?? words("queue.somebody-gone");
  return words("letterHistory.about-account", { name });
}
