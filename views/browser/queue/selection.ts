// Selecting rows: one, all, a range, or entries that look alike.

import { currentRow, focusAt, isUndecided, neighbour, rowOf, rows } from "./rows.ts";

let anchor: HTMLInputElement | null = null;

/** Adds the box that selects all, counts what is selected, and lets Shift select a range. */
export function startSelection(table: HTMLTableElement): void {
  const bulk = document.querySelector<HTMLElement>("#bulk");
  const head = table.querySelector<HTMLElement>("thead .select");
  if (!bulk || !head) return;
  const count = bulk.querySelector<HTMLElement>(".selected-count");
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", head.dataset["selectAll"] ?? "");
  head.append(all);
  const update = () => {
    const free = boxes().filter((box) => !box.disabled);
    const selected = free.filter((box) => box.checked).length;
    all.checked = selected > 0 && selected === free.length;
    all.indeterminate = selected > 0 && selected < free.length;
    if (count)
      count.textContent = selected === 0 ? (count.dataset["none"] ?? "") : String(selected);
    for (const button of bulk.querySelectorAll<HTMLButtonElement>("button[name=decision]"))
      button.disabled = selected === 0;
  };
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked && !box.disabled;
    update();
  });
  for (const button of table.querySelectorAll<HTMLButtonElement>("[data-select-group]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const group = button.closest("tbody");
      for (const box of boxes()) if (group?.contains(box) && !box.disabled) box.checked = true;
      update();
    });
  }
  table.addEventListener("change", update);
  table.addEventListener("click", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== "id") return;
    if (event.shiftKey && anchor) selectBetween(anchor, box);
    anchor = box;
    update();
  });
  update();
}

export function selectedRows(): HTMLTableRowElement[] {
  return rows().filter((row) => isUndecided(row) && boxOf(row)?.checked === true);
}

/** Selects the current row, or deselects it. */
export function toggleCurrent(): void {
  const box = boxOf(currentRow());
  if (!box || box.disabled) return;
  set(box, !box.checked);
  anchor = box;
}

/** Selects the current row and its neighbour, and moves there. */
export function extend(step: 1 | -1): void {
  const row = neighbour(step);
  const [from, to] = [boxOf(currentRow()), boxOf(row)];
  if (from && !from.disabled) set(from, true);
  if (to && !to.disabled) set(to, true);
  focusAt(row);
}

function selectBetween(from: HTMLInputElement, to: HTMLInputElement): void {
  const all = boxes();
  const ends = [all.indexOf(from), all.indexOf(to)].sort((left, right) => left - right);
  for (const box of all.slice(ends[0], (ends[1] ?? 0) + 1)) {
    if (!box.disabled) box.checked = to.checked;
  }
}

function set(box: HTMLInputElement, isChecked: boolean): void {
  box.checked = isChecked;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("td.select input")].filter(
    (box) => rowOf(box) !== null,
  );
}

function boxOf(row: HTMLTableRowElement | null): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>("td.select input") ?? null;
}
