// The shortcuts. They can be turned off, since a single letter may be somebody's slip of speech
// (WCAG 2.2, success criterion 2.1.4).

import { decide, undoLast } from "./decide.ts";
import { CAN_OPEN, draftOf, openNote, openReasons, panelRows, reasonList } from "./panels.ts";
import {
  closePanels,
  currentRow,
  focusAt,
  isUndecided,
  neighbour,
  rows,
  say,
  sentence,
} from "./rows.ts";
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
  const reasons = reasonList();
  if (reasons && /^[1-9]$/.test(key)) return () => decideBy(reasons, Number(key));
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
      return () => press("reject");
    case "p":
      return () => press("unpublish");
    case "l":
      return () => openLater();
    case "c":
    case "q":
    case "t":
      return () => openPart(key);
    case "n":
      return () => openNote(chosenUndecided());
    case "u":
      return () => void undoLast();
    case "x":
      return () => toggleCurrent();
    case "e":
      return () => currentRow()?.querySelector<HTMLAnchorElement>("a.details")?.click();
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
    "button[name=approve], button[name=release]",
  );
  if (!row || !button) return;
  void decide(chosenRows(), { decision: button.name, reason: "", note: draftOf(row), despite });
}

/** What a decision by key is about, as far as it waits for one. */
function chosenUndecided(): HTMLTableRowElement[] {
  return chosenRows().filter(isUndecided);
}

/** Opens the reasons of a decision about the selected rows, or else about the current one. */
function press(decision: "reject" | "unpublish"): void {
  const button = currentRow()?.querySelector<HTMLButtonElement>(`button[name=${decision}]`);
  const chosen = chosenUndecided();
  if (!button || chosen.length === 0) return;
  if (CAN_OPEN) openReasons(chosen, button);
  else button.click();
}

function decideBy(list: HTMLSelectElement, number: number): void {
  const reason = list.options[number - 1]?.value;
  const button = list.form?.querySelector<HTMLButtonElement>("button[name=decision]");
  if (!button || reason === undefined) return;
  const note = draftOf(panelRows()[0]);
  void decide(panelRows(), { decision: button.value, reason, note });
}

/** The part of an entry's page that corrects it, asks or takes it out, if this tab has it. */
function openPart(key: string): void {
  const link = currentRow()?.querySelector<HTMLAnchorElement>("a.details");
  const form = link?.closest("form");
  if (!link || !form) return;
  const isPending = form.querySelector<HTMLInputElement>("[name=state]")?.value === "pending";
  if (key === "c" && isPending) location.assign(`${link.href}?correct#correct`);
  if (key === "q" && isPending) location.assign(`${link.href}?ask#ask`);
  if (key === "t" && form.dataset["canTakeOut"] !== undefined)
    location.assign(`${link.href}#take-out`);
}

/** The date until which the selected rows, or else the current one, are set aside. */
function openLater(): void {
  const field = document.querySelector<HTMLInputElement>("#bulk input[name=until]");
  if (!field) return;
  if (selectedRows().length === 0) toggleCurrent();
  field.focus();
}

/** Closes the panel that is open; from the search, leads back to it. */
function closeWhatIsOpen(target: EventTarget | null): void {
  if (help()?.open) return;
  const isOutside = target instanceof Element && target.id === "search";
  if (closePanels() || isOutside) focusAt(currentRow() ?? rows()[0] ?? null);
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
