// The panels of the page: the reasons of a decision, and a note. Each opens beside the row that
// asks for it.

import { nameOf, rowOf, rows } from "./rows.ts";

/** The rows that the open panel is about. */
let about: readonly HTMLTableRowElement[] = [];

/** What was typed about an entry and not saved yet: a decision takes it along. */
const drafts = new Map<HTMLTableRowElement, string>();

/** Whether the browser can open a panel; if not, buttons lead to the page of the entry. */
export const CAN_OPEN = "popover" in HTMLElement.prototype;

/** Gives each row the buttons that need a script, and says which keys press its buttons. */
export function startPanels(): void {
  const template = document.querySelector<HTMLTemplateElement>("template#row-actions");
  for (const row of rows()) {
    const more = template?.content.cloneNode(true);
    if (more && CAN_OPEN) row.querySelector(".choices")?.append(more);
    const label = template?.dataset["label"]?.replace("{name}", () => nameOf(row)) ?? "";
    for (const element of row.querySelectorAll<HTMLElement>("[data-key]")) {
      element.setAttribute("aria-keyshortcuts", element.dataset["key"] ?? "");
      if (element.dataset["opens"] === "note") element.setAttribute("aria-label", label);
    }
  }
  noteField()?.addEventListener("input", () => {
    for (const row of about) drafts.set(row, noteField()?.value ?? "");
  });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest<HTMLElement>("[data-opens=note]");
    const row = button && rowOf(button);
    if (row) openNote([row]);
  });
}

/** Opens the reasons of the page's decision beside the button that was pressed. */
export function openReasons(chosen: readonly HTMLTableRowElement[], button: HTMLElement): void {
  const panel = document.querySelector<HTMLFormElement>("form#reasons");
  open(panel, chosen, button);
  panel?.reset();
  panel?.querySelector("select")?.focus();
}

/** Opens the note of rows; what was typed there before is still in it. */
export function openNote(chosen: readonly HTMLTableRowElement[]): void {
  const panel = document.querySelector<HTMLFormElement>("form#note");
  const button = chosen[0]?.querySelector<HTMLElement>("[data-opens=note]");
  if (!button) return;
  const [first] = chosen;
  const field = noteField();
  if (field) field.value = (first && drafts.get(first)) ?? "";
  open(panel, chosen, button);
  field?.focus();
}

/** The rows that the open panel is about. */
export function panelRows(): readonly HTMLTableRowElement[] {
  return about;
}

/** The reasons, if they are open. */
export function reasonList(): HTMLSelectElement | null {
  return CAN_OPEN ? document.querySelector("#reasons:popover-open select") : null;
}

/** What was typed about a row and is not saved yet. */
export function draftOf(row: HTMLTableRowElement | null | undefined): string {
  return (row && drafts.get(row)?.trim()) ?? "";
}

/** What was typed is saved. */
export function forgetDraft(row: HTMLTableRowElement): void {
  drafts.delete(row);
}

function open(
  panel: HTMLFormElement | null,
  chosen: readonly HTMLTableRowElement[],
  source: HTMLElement,
): void {
  about = chosen;
  const title = panel?.querySelector("strong");
  if (title) title.textContent = `${title.dataset["label"]}: ${chosen.map(nameOf).join(", ")}`;
  panel?.showPopover({ source });
}

function noteField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("form#note input[name=note]");
}
