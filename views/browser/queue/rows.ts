// The rows of the queue: which one is current, which are decided, and what is announced.

let current: HTMLTableRowElement | null = null;

/** Makes the rows focusable, one at a time. */
export function startRows(table: HTMLTableElement): void {
  for (const row of rows(table)) row.tabIndex = -1;
  const first = rows(table).find((row) => `#${row.id}` === location.hash) ?? rows(table)[0];
  if (first) markCurrent(first);
  const top = table.getBoundingClientRect().top + window.scrollY;
  document.documentElement.style.setProperty("--beside-top", `${Math.round(top)}px`);
}

/** Every row of the page, in order. */
export function rows(within: ParentNode = document): HTMLTableRowElement[] {
  return [...within.querySelectorAll<HTMLTableRowElement>("table.queue tbody tr[id]")];
}

/** The row that the keys are about. */
export function currentRow(): HTMLTableRowElement | null {
  return current;
}

/** The row that contains an element. */
export function rowOf(element: Element): HTMLTableRowElement | null {
  return element.closest<HTMLTableRowElement>("table.queue tbody tr[id]");
}

/** Makes a row the one that the keys are about. */
export function markCurrent(row: HTMLTableRowElement): void {
  if (row === current) return;
  current?.classList.remove("current");
  if (current) {
    closePanels();
    current.tabIndex = -1;
  }
  current = row;
  row.classList.add("current");
  row.tabIndex = 0;
  document.dispatchEvent(new CustomEvent("queue:current", { detail: idOf(row) }));
}

/** Closes what was opened beside a row; whether anything was. */
export function closePanels(): boolean {
  const panels = [...document.querySelectorAll<HTMLElement>(".row-panel")];
  const open = panels.filter((panel) => "popover" in panel && panel.matches(":popover-open"));
  for (const panel of open) panel.hidePopover();
  return open.length > 0;
}

/** The id of the entry of a row. */
export function idOf(row: HTMLTableRowElement): string {
  return row.id.replace(/^entry-/, "");
}

/** The name of the entry of a row, as it stands there. */
export function nameOf(row: HTMLTableRowElement): string {
  return row.querySelector(".name")?.textContent ?? "";
}

/** Makes a row current and puts the focus on it, scrolled into view. */
export function focusAt(row: HTMLTableRowElement | null): void {
  if (row === null) return;
  markCurrent(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/** The row so many places after the current one; null past the ends. */
export function neighbour(step: 1 | -1): HTMLTableRowElement | null {
  const all = rows();
  const index = current === null ? -1 : all.indexOf(current);
  return all[index + step] ?? null;
}

/** Whether a row waits for a decision: none is made, and none is under way. */
export function isUndecided(row: HTMLTableRowElement): boolean {
  return row.dataset["state"] === undefined;
}

/** Moves on to the next row that waits, or past the last one to the next page. */
export function focusNextUndecided(): void {
  const all = rows();
  const from = current === null ? 0 : all.indexOf(current);
  const ordered = [...all.slice(from), ...all.slice(0, from)];
  const next = ordered.find(isUndecided);
  if (next) {
    focusAt(next);
    return;
  }
  const onward = document.querySelector<HTMLAnchorElement>(".pager [rel=next], .pager .again");
  onward?.focus();
  say(sentence("done"));
}

/** A sentence of the page, by its name. */
export function sentence(name: string): string {
  return saidElement()?.getAttribute(`data-${name}`) ?? "";
}

/** Says something to those who use a screen reader. */
export function say(text: string): void {
  const line = document.createElement("span");
  line.textContent = `${text} `;
  const said = saidElement();
  said?.append(line);
  while (said && said.childElementCount > 3) said.firstElementChild?.remove();
}

function saidElement(): HTMLElement | null {
  return document.getElementById("said");
}
