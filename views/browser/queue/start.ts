// The queue works without this script. With it, an entry is decided by a key or two, its result is
// shown in its row, and the list stays in place.

import { decide, undoLast } from "./decide.ts";
import { listenOnEntry } from "./entry-keys.ts";
import { listenForKeys } from "./keys.ts";
import { startPresence } from "./presence.ts";
import { focusAt, markCurrent, rowOf, rows, startRows } from "./rows.ts";
import { startSelection } from "./selection.ts";

const decideForm = document.querySelector<HTMLFormElement>("form#decide");
if (decideForm) listenOnEntry(decideForm);

const table = document.querySelector<HTMLTableElement>("table.queue");

if (table) {
  document.documentElement.classList.add("scripted");
  startRows(table);
  startSelection(table);
  listenForKeys();
  startPresence(table.dataset["presence"] ?? "");

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
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || !(submitter instanceof HTMLButtonElement)) return;
    const isDecision = submitter.name === "decision" && form.matches(".choices, #bulk");
    if (!isDecision) return;
    const sent = new FormData(form, submitter);
    const ids = new Set(sent.getAll("id").map(String));
    const chosen = rows().filter((row) => ids.has(row.dataset["id"] ?? ""));
    // If a reason is needed and there is none, the server says so on a page of its own.
    const needsReason = !["approve", "release", "later"].includes(submitter.value);
    if (form.id === "bulk" && needsReason && sent.get("reason") === "") return;
    event.preventDefault();
    void decide(chosen, {
      decision: submitter.value,
      reason: String(sent.get("reason") ?? ""),
      note: String(sent.get("note") ?? ""),
      until: String(sent.get("until") ?? ""),
    });
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
