// A decision: one request, whose result is shown in its rows, with a way to undo it for a while.

import { forgetBeside } from "./beside.ts";
import { askCloser, showCloser, splitCloser } from "./closer.ts";
import { showNumbers } from "./numbers.ts";
import { forgetDraft } from "./panels.ts";
import {
  closePanels,
  focusAt,
  focusNextUndecided,
  idOf,
  isUndecided,
  nameOf,
  rows,
  say,
  sentence,
} from "./rows.ts";
import { send, type Wish } from "./send.ts";

/** How long a decision can be undone, in seconds; the server has the same limit. */
const UNDO_SECONDS = 10;

/** The decisions that can be undone: some of them for longer, on the page of the entry. */
const REVOCABLE = ["approve", "reject", "later", "unpublish", "takedown"];

/** The rows of the last decisions, the latest last: what `u` takes back. */
const undoable: HTMLTableRowElement[][] = [];

/** Sends a decision about rows that wait, and shows in each what became of it. */
export async function decide(chosen: readonly HTMLTableRowElement[], wish: Wish): Promise<void> {
  const isNote = wish.decision === "note";
  const undecided = isNote ? [...chosen] : chosen.filter(isUndecided);
  const isApproval = wish.decision === "approve";
  const { ready: waiting, closer } = isApproval
    ? splitCloser(undecided, wish.despite ?? false)
    : { ready: undecided, closer: [] };
  askCloser(closer, waiting.length === 0);
  if (waiting.length === 0) return;
  closePanels();
  for (const row of waiting) {
    row.style.blockSize = `${row.offsetHeight}px`;
    if (!isNote) row.dataset["state"] = "saving";
    show(row, sentence("saving"));
  }
  // The next entry can be read while this one is saved.
  if (!isNote) focusNextUndecided();
  const answer = await send(waiting, wish);
  if (answer.problem !== null) {
    fail(waiting, answer.problem);
    answer.onPage?.();
    return;
  }
  const { decided, skipped } = answer;
  showNumbers(answer.numbers);
  const done = waiting.filter((row) => decided.includes(idOf(row)));
  for (const row of done) {
    if (isNote) showNoted(row);
    else showDone(row, wish);
  }
  for (const { id, why, look } of skipped) {
    const row = waiting.find((other) => idOf(other) === id);
    if (row) showSkipped(row, why, look);
  }
  const revocable = done.filter((row) => row.querySelector(".final") === null);
  if (REVOCABLE.includes(wish.decision)) countDown(revocable);
  const names = done.map((row) => nameOf(row)).join(", ");
  if (done.length > 0) say(`${sentence(wish.decision)}: ${names}`);
  for (const { why, look } of skipped) say(look === undefined ? why : sentence("closer"));
  if (isNote && waiting[0]) focusAt(waiting[0]);
}

/** Takes the last decision back, or the one about a row. */
export async function undoLast(about: HTMLTableRowElement | null = null): Promise<void> {
  const index = about ? undoable.findIndex((some) => some.includes(about)) : undoable.length - 1;
  const [chosen] = index < 0 ? [] : undoable.splice(index, 1);
  if (chosen === undefined) return;
  const answer = await send(chosen, { decision: "undo", reason: "", note: "" });
  if (answer.problem !== null) {
    undoable.push(chosen);
    say(answer.problem);
    for (const row of chosen) showBeside(row, answer.problem);
    answer.onPage?.();
    return;
  }
  showNumbers(answer.numbers);
  for (const row of chosen) {
    const skip = answer.skipped.find(({ id }) => id === idOf(row));
    if (skip) showBeside(row, skip.why);
    else showUndone(row);
  }
  const [first] = chosen;
  if (first && answer.decided.length > 0) {
    focusAt(first);
    say(sentence("undone"));
  }
}

/** The rows stay decidable, and say what happened. */
function fail(chosen: readonly HTMLTableRowElement[], problem: string): void {
  for (const row of chosen) {
    delete row.dataset["state"];
    show(row, problem, "problem");
  }
  say(problem);
  focusAt(chosen[0] ?? null);
}

function showDone(row: HTMLTableRowElement, { decision }: Wish): void {
  row.dataset["state"] = decision;
  forgetDraft(row);
  const tick = row.querySelector<HTMLInputElement>("td.select input");
  if (tick) {
    tick.checked = false;
    tick.disabled = true;
    tick.dispatchEvent(new Event("change", { bubbles: true }));
  }
  show(row, sentence(decision));
}

function showNoted(row: HTMLTableRowElement): void {
  forgetDraft(row);
  forgetBeside(idOf(row));
  show(row, sentence("note"));
}

/** Somebody else was first, or its signatory changed it: the server's sentence says which. */
function showSkipped(row: HTMLTableRowElement, why: string, look: string[] | undefined): void {
  if (look !== undefined) {
    delete row.dataset["state"];
    showCloser(row, look.join(" "));
    return;
  }
  row.dataset["state"] = "skipped";
  show(row, why, "skipped");
}

function showUndone(row: HTMLTableRowElement): void {
  delete row.dataset["state"];
  const tick = row.querySelector<HTMLInputElement>("td.select input");
  if (tick) tick.disabled = false;
  show(row, sentence("undone"));
}

function show(row: HTMLTableRowElement, text: string, kind = "result"): void {
  const cell = row.querySelector("td.decision");
  const line = document.createElement("p");
  line.className = `result ${kind}`;
  line.textContent = text;
  cell?.querySelector(".result")?.remove();
  cell?.prepend(line);
}

/** Adds a sentence after the result in a row. */
function showBeside(row: HTMLTableRowElement, text: string): void {
  row.querySelector("[data-undo-row]")?.remove();
  const line = document.createElement("span");
  line.className = "why";
  line.textContent = ` ${text}`;
  row.querySelector(".result")?.append(line);
}

/** A button in each row that counts the seconds in which the decision can be undone. */
function countDown(chosen: HTMLTableRowElement[]): void {
  if (chosen.length === 0) return;
  undoable.push(chosen);
  const endsAt = performance.now() + UNDO_SECONDS * 1000;
  const buttons = chosen.map((row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.dataset["undoRow"] = "";
    button.setAttribute("aria-keyshortcuts", "u");
    button.setAttribute("aria-label", `${sentence("undo")}: ${nameOf(row)}`);
    row.querySelector(".result")?.append(" · ", button);
    return button;
  });
  const tick = () => {
    const left = Math.ceil((endsAt - performance.now()) / 1000);
    for (const button of buttons) button.textContent = `${sentence("undo")} (${left})`;
    if (left > 0 && buttons.some((button) => button.isConnected)) return;
    clearInterval(timer);
    const index = undoable.indexOf(chosen);
    if (index >= 0) undoable.splice(index, 1);
    for (const button of buttons) {
      const row = button.closest("tr");
      const hasFocus = button === document.activeElement;
      button.previousSibling?.remove();
      button.remove();
      if (hasFocus) row?.focus({ preventScroll: true });
    }
  };
  const timer = setInterval(tick, 250);
  tick();
}

// Leaving with a decision on its way would lose it from sight.
window.addEventListener("beforeunload", (event) => {
  if (rows().some((row) => row.dataset["state"] === "saving")) event.preventDefault();
});
