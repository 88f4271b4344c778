// The shortcuts. They can be turned off, since a single letter may be somebody's slip of speech
// (WCAG 2.2, success criterion 2.1.4).

import { decide, undoLast } from "./decide.ts";
import { closePanels, currentRow, focusAt, neighbour, rows, say, sentence } from "./rows.ts";
import { extend, selectedRows, toggleCurrent } from "./selection.ts";

const STORED = "queue-shortcuts";

/** Listens for the shortcuts, and for the switch that turns them off. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape") return closeWhatIsOpen(event.target);
    const isTyped = event.target instanceof Element && isForTyping(event.target);
    if (isTyped || help()?.open || !areOn()) return;
    const act = actionFor(event);
    if (act === null) return;
    event.preventDefault();
    act();
  });
  const toggle = document.querySelector<HTMLInputElement>("#shortcuts");
  if (toggle) {
    toggle.checked = areOn();
    document.documentElement.classList.toggle("keyed", areOn());
    toggle.addEventListener("change", () => {
      localStorage.setItem(STORED, toggle.checked ? "on" : "off");
      document.documentElement.classList.toggle("keyed", areOn());
      say(sentence(toggle.checked ? "on" : "off"));
    });
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-opens=help]")) {
    button.hidden = false;
    button.addEventListener("click", () => help()?.showModal());
  }
}

function actionFor({ key, shiftKey, target }: KeyboardEvent): (() => void) | null {
  const reasonList = openReasons();
  if (reasonList && /^[1-9]$/.test(key)) return () => decideBy(reasonList, Number(key));
  // In a list of choices, letters look for an option: they must never decide an entry.
  if (target instanceof HTMLSelectElement) return null;
  switch (shiftKey ? `Shift ${key.toLowerCase()}` : key) {
    case "j":
    case "ArrowDown":
      return () => focusAt(neighbour(1));
    case "k":
    case "ArrowUp":
      return () => focusAt(neighbour(-1));
    case "Shift j":
    case "Shift arrowdown":
      return () => extend(1);
    case "Shift k":
    case "Shift arrowup":
      return () => extend(-1);
    case "a":
      return () => approve(false);
    case "Shift a":
      return () => approve(true);
    case "r":
      return () => openPanel(PANELS.reject, "select");
    case "p":
      return () => openPanel(PANELS.unpublish, "select");
    case "l":
      return () => openLater();
    case "c":
    case "t":
      return () => currentRow()?.querySelector<HTMLAnchorElement>(`a[data-key=${key}]`)?.click();
    case "n":
      return () => openPanel("details.noted", "input[name=note]");
    case "u":
      return () => void undoLast();
    case "x":
      return () => toggleCurrent();
    case "e":
      return () => currentRow()?.querySelector<HTMLAnchorElement>("a.to-history")?.click();
    case "/":
      return () => document.querySelector<HTMLInputElement>("#search")?.focus();
    case "?":
    case "Shift ?":
      return () => help()?.showModal();
    default:
      return null;
  }
}

function chosenRows(): HTMLTableRowElement[] {
  const selected = selectedRows();
  const current = currentRow();
  if (selected.length > 0) return selected;
  return current === null ? [] : [current];
}

function approve(despite: boolean): void {
  const row = currentRow();
  const button = row?.querySelector<HTMLButtonElement>(
    "button[value=approve], button[value=release]",
  );
  if (!row || !button) return;
  void decide(chosenRows(), { decision: button.value, reason: "", note: noteOf(row), despite });
}

/** The panels of a row in which a reason is chosen by its number. */
const PANELS = {
  reject: "details.reasoned:has(button[value=reject])",
  unpublish: "details.reasoned:has(button[value=unpublish])",
};

function decideBy(list: HTMLSelectElement, number: number): void {
  const row = currentRow();
  const reason = list.options[number - 1]?.value;
  const button = list.closest("details")?.querySelector<HTMLButtonElement>("button[name=decision]");
  if (!row || !button || reason === undefined) return;
  void decide(chosenRows(), { decision: button.value, reason, note: noteOf(row) });
}

/** The date until which the selected rows, or else the current one, are set aside. */
function openLater(): void {
  const field = document.querySelector<HTMLInputElement>("#bulk input[name=until]");
  if (!field) return;
  if (selectedRows().length === 0) toggleCurrent();
  field.focus();
}

function noteOf(row: HTMLTableRowElement): string {
  return row.querySelector<HTMLInputElement>("input[name=note]")?.value.trim() ?? "";
}

/** The reasons of the current row, if they are open. */
function openReasons(): HTMLSelectElement | null {
  return currentRow()?.querySelector<HTMLSelectElement>("details.reasoned[open] select") ?? null;
}

function openPanel(panel: string, field: string): void {
  const row = currentRow();
  const details = row?.querySelector<HTMLDetailsElement>(panel);
  if (!details || row?.dataset["state"] !== undefined) return;
  details.open = true;
  details.querySelector<HTMLElement>(field)?.focus();
}

/** Closes the panels of the current row; from the search, leads back to it. */
function closeWhatIsOpen(target: EventTarget | null): void {
  if (help()?.open) return;
  const isOutside = target instanceof Element && target.id === "search";
  const row = currentRow();
  const wasOpen = row !== null && closePanels(row);
  if (wasOpen || isOutside) focusAt(currentRow() ?? rows()[0] ?? null);
}

/** A list of reasons is chosen from by number, so it does not count as a place for typing. */
export function isForTyping(element: Element): boolean {
  if (element.matches("select.reasons")) return false;
  return element.matches(
    "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit])",
  );
}

/** Whether single letters are shortcuts. */
export function areOn(): boolean {
  return localStorage.getItem(STORED) !== "off";
}

function help(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("dialog#help");
}
