// The queue works without this script. With it, an entry is decided by a key or two, its result is
// shown in its row, and the list stays in place.

import { startBeside } from "./beside.ts";
import { decide, undoLast } from "./decide.ts";
import { listenOnEntry } from "./entry-keys.ts";
import { listenForKeys } from "./keys.ts";
import { CAN_OPEN, draftOf, openReasons, panelRows, startPanels } from "./panels.ts";
import { startPresence } from "./presence.ts";
import { focusAt, idOf, markCurrent, rowOf, rows, startRows } from "./rows.ts";
import { startSelection } from "./selection.ts";
import type { Wish } from "./send.ts";

const decideForm = document.querySelector<HTMLFormElement>("form#decide");
if (decideForm) listenOnEntry(decideForm);

const form = document.querySelector<HTMLFormElement>("form#decisions");
const table = form?.querySelector<HTMLTableElement>("table.queue");

if (form && table) {
  document.documentElement.classList.add("scripted");
  startRows(table);
  startPanels();
  startSelection(table);
  listenForKeys();
  startBeside(form);
  startPresence(form.dataset["presence"] ?? "");

  table.addEventListener("focusin", ({ target }) => {
    const row = target instanceof Element ? rowOf(target) : null;
    if (row) markCurrent(row);
  });

  // A tap or a click anywhere in a row is about it.
  table.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? rowOf(target) : null;
    if (row) markCurrent(row);
  });

  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!(target instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    const row = target === form ? rowOf(submitter) : null;
    const isDecision = row !== null || submitter.name === "decision";
    const sent = isDecision && (row ? byRow(row, submitter) : byForm(target, submitter));
    if (!sent) return;
    event.preventDefault();
    if (sent.wish === null) openReasons(sent.chosen, submitter);
    else void decide(sent.chosen, sent.wish);
  });

  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest("[data-undo-row]")) void undoLast(rowOf(target));
    const row = target.closest("[data-approve-despite]") && rowOf(target);
    if (row) void decide([row], { decision: "approve", reason: "", note: "", despite: true });
  });

  // After the page before, work goes on at the first entry.
  if (new URLSearchParams(location.search).has("after")) focusAt(rows()[0] ?? null);
}

type Sent = { chosen: readonly HTMLTableRowElement[]; wish: Wish | null };

/** If a reason is needed and there is none, the server says so on a page of its own. */
const needsReason = (decision: string) => !["approve", "release", "later"].includes(decision);

/** What a button of a row asks for; no wish if its reason is yet to be chosen. */
function byRow(row: HTMLTableRowElement, { name }: HTMLButtonElement): Sent | null {
  if (!needsReason(name)) {
    const wish = { decision: name, reason: "", note: draftOf(row) };
    return { chosen: [row], wish };
  }
  return CAN_OPEN ? { chosen: [row], wish: null } : null;
}

/** What a panel asks for about its rows, or the bar about those that are selected. */
function byForm(from: HTMLFormElement, submitter: HTMLButtonElement): Sent | null {
  const isPanel = from.matches(".row-panel");
  if (!isPanel && from !== form) return null;
  const sent = new FormData(from, submitter);
  const text = (name: string) => String(sent.get(name) ?? "");
  const wish = {
    decision: submitter.value,
    reason: text("reason"),
    note: text("note"),
    until: text("until"),
  };
  if (isPanel) {
    const note = wish.note || draftOf(panelRows()[0]);
    return { chosen: panelRows(), wish: { ...wish, note } };
  }
  if (needsReason(wish.decision) && wish.reason === "") return null;
  const ids = new Set(sent.getAll("id").map(String));
  return { chosen: rows().filter((row) => ids.has(idOf(row))), wish };
}
